// The finding for an action that a foreign text explains better than the user's words.
import { subjectOf } from "../../../engine/subject.ts";
import { finding } from "../../capability.ts";
import { chainOf } from "./chain.ts";
import { ATTRIBUTION_CODES } from "./codes.ts";
import { explain } from "./judge.ts";
import { originsOf } from "./origins.ts";
import { rememberAction, rememberTexts } from "./remember.ts";
import type { CompiledDeclaration } from "../../declaration/compile.ts";
import type { Facts } from "../../../words/facts.ts";
import type { Finding } from "../../../words/verdict.ts";
import type { CompiledCarried } from "../carried/compile.ts";
import type { AttributionMemory, Passage } from "./memory.ts";

export interface Attributed {
  readonly findings: readonly Finding[];
  /** The one that explains the action. */
  readonly passage?: Passage;
}

/** Judges an action, then takes the event in. */
export function attribute(facts: Facts, memory: AttributionMemory, declaration?: CompiledDeclaration, carried?: CompiledCarried): Attributed {
  if (facts.event === "observation") {
    rememberTexts(memory, facts, carried);
    return NOTHING;
  }
  const found = explain(facts, memory, declaration);
  const story = found === undefined ? undefined : { chain: chainOf(facts, found, memory), origins: originsOf(facts, memory) };
  rememberAction(memory, facts, carried);
  if (found === undefined) return NOTHING;
  const { passage, attention, confidence, at } = found;
  const where = at.length === 0 ? "" : ` names what stands in ${at.join(", ")} and`;
  const what = `${subjectOf(facts)} follows a text that a tool returned: "${passage.excerpt}"${where === "" ? "" : `, which${where.replace(/ and$/, "")}`}${whoWrote(passage)}; the user did not ask for it`;
  const cites = [...new Set([...(passage.noted?.events ?? []), ...(passage.read === null ? [] : [passage.read]), passage.event, facts.id])];
  const findings = [finding(attention === "flag" ? ATTRIBUTION_CODES.asked : ATTRIBUTION_CODES.beyond, { capability: "reasoning", confidence, what, cites, ...story })];
  return { findings, passage };
}

const NOTHING: Attributed = { findings: [] };

function whoWrote({ noted }: Passage): string {
  if (noted === undefined) return "";
  return noted.from === undefined ? ", and which the agent had noted from another's text" : `, and which session ${noted.from.session} of ${noted.from.agent} had noted from another's text`;
}
