// What is wrong in a declaration of the corpus.
import { parseDeclarationShort, type Problem, type ScenarioAgent, type ScenarioDeclaration } from "@kaizen/protocol";

export function declarationProblems(declaration: ScenarioDeclaration, agent: ScenarioAgent): readonly Problem[] {
  const parsed = parseDeclarationShort({ ...declaration, agent: agent.name });
  return parsed.ok ? [] : parsed.error;
}
