// What is wrong in a declaration of the corpus.
import { parseDeclarationShort, type Problem, type ScenarioAgent, type ScenarioDeclaration } from "@kaizen/protocol";

export function declarationProblems(declaration: ScenarioDeclaration, agent: ScenarioAgent): readonly Problem[] {
  const parsed = parseDeclarationShort({ ...declaration, agent: agent.name });
  return parsed.ok || !knowsLimits() ? [] : parsed.error;
}

/** Where this build's declarations have no limits, scenarios that state some are passed through. */
function knowsLimits(): boolean {
  return parseDeclarationShort({ agent: "agent", tools: [{ name: "tool" }] }).ok;
}
