// Judges credentials on ways that are not out of the machine: a key that only a text states, put where keys belong, and a secret in a command.
import { subjectOf } from "../../../engine/subject.ts";
import { finding } from "../../capability.ts";
import { chainOf, citesOf, type Flown, storyOf, whereTo } from "./chain.ts";
import { FLOW_CODES } from "./codes.ts";
import { isCredentialSlot, type Sink } from "./sink.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts, Fingerprint } from "../../../words/facts.ts";
import type { Thing } from "../../../words/passage.ts";
import type { Finding, Severity } from "../../../words/verdict.ts";
import type { JudgeContext } from "../../capability.ts";
import type { Authors } from "../attribution/standing.ts";
import type { Matches } from "./judge-parts.ts";
import type { FlowMemory } from "./memory.ts";

const IN_PLACE: ReadonlySet<string> = new Set(FLOW_WEIGHTS.inPlace);
const SHELL: ReadonlySet<string> = new Set(FLOW_WEIGHTS.shellPrograms);
const TEXT: ReadonlySet<string> = new Set(FLOW_WEIGHTS.textPrograms);
const CREDENTIALS: readonly Thing[] = ["account", "code", "key", "password", "permission"];

/** A key decides in whose account something happens: one that a foreign sentence states is the sentence's account. */
export function judgeForeignKey(facts: ActionFacts, context: JudgeContext, memory: FlowMemory, sink: Sink | undefined, authors: Authors): Finding | undefined {
  if (sink === undefined || sink === "persistence" || memory.secrets.size === 0) return undefined;
  let worst: { readonly flown: Flown; readonly severity: Severity } | undefined;
  for (const { label, at, fingerprint } of facts.content.labelled) {
    const source = label === "secret" && isCredentialSlot(at) && !memory.trusted.has(fingerprint) ? memory.secrets.get(fingerprint) : undefined;
    const standing = source === undefined ? undefined : authors.standingOf(fingerprint, source.file !== undefined);
    if (source === undefined || standing !== "none") continue;
    // Who has made such calls before has a key for them; who makes the first one may have to look for it.
    const hasOwn = facts.tool !== undefined && context.baseline?.dimensions.tool.keys.has(facts.tool.exact) === true;
    const severity = hasOwn && !authors.spokeOf(CREDENTIALS) ? "high" : "medium";
    if (worst?.severity !== "high") worst = { flown: { source, how: "copied" }, severity };
  }
  return worst === undefined ? undefined : told(facts, FLOW_CODES.foreignKey, worst.severity, 0.8, "as its credential a key that only a text states,", worst.flown);
}

/** `carried`: secrets that the action holds as a whole; only those that bear a label of their own count, not every word of a file for credentials. */
export function judgeCommand(facts: ActionFacts, carried: readonly (Flown & { readonly fingerprint: Fingerprint })[], matches: Matches): Finding | undefined {
  if (carried.length === 0) return undefined;
  const programs = facts.commands.map(({ executable }) => executable).filter((executable) => !SHELL.has(executable));
  if (programs.length === 0 || programs.some((executable) => TEXT.has(executable))) return undefined;
  const inPlace = new Set(facts.content.labelled.filter(({ recogniser }) => IN_PLACE.has(recogniser)).map(({ fingerprint }) => fingerprint));
  const labelled = new Set([...matches.keys()].map(({ of }) => of));
  const first = carried.find(({ fingerprint }) => labelled.has(fingerprint) && !inPlace.has(fingerprint));
  return first === undefined ? undefined : told(facts, FLOW_CODES.command, "medium", 0.6, "a secret value in a command, where no credential belongs,", first);
}

function told(facts: ActionFacts, code: (typeof FLOW_CODES)[keyof typeof FLOW_CODES], severity: Severity, confidence: number, kind: string, flown: Flown): Finding {
  const what = `${subjectOf(facts)} carries ${kind}${storyOf(flown)}${whereTo(facts)}`;
  return finding(code, { capability: "reasoning", severity, confidence, what, cites: citesOf([flown], facts), chain: chainOf(flown, facts) });
}
