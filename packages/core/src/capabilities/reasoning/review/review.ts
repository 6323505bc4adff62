// What only the end of a session shows: the user's task never served, one text's plan in small steps, a cause that was seen too late.
import { subjectOf } from "../../../engine/subject.ts";
import { finding, type FindingCode } from "../../capability.ts";
import { chainOf } from "../attribution/chain.ts";
import { originsOf } from "../attribution/origins.ts";
import { REVIEW_CODES } from "./codes.ts";
import type { Explanation } from "../attribution/judge.ts";
import type { AttributionMemory } from "../attribution/memory.ts";
import type { Fingerprint } from "../../../words/facts.ts";
import type { Act } from "../../../words/passage.ts";
import type { Finding } from "../../../words/verdict.ts";
import type { Question, ReviewedAct, ReviewMemory } from "./memory.ts";

/** Changes nothing. At most a finding a text and a finding an act. */
export function reviewActs(memory: ReviewMemory, attribution: AttributionMemory): readonly Finding[] {
  return [...questionsAgain(memory, attribution), ...memory.acts.flatMap((act) => explainedLater(act, attribution) ?? [])];
}

interface Asked {
  readonly act: ReviewedAct;
  readonly question: Question;
}

/** Nothing where the user gave the word to what the agent would read: its steps are then what he asked for. */
function questionsAgain(memory: ReviewMemory, attribution: AttributionMemory): readonly Finding[] {
  if (attribution.requests.some(({ isUser, handsOver }) => isUser && handsOver === true)) return [];
  const isUnserved = isTaskUnserved(memory, attribution);
  return [...bySource(memory.acts).values()].flatMap((asked) => {
    const tools = new Set(asked.map(({ act }) => subjectOf(act.facts)));
    if (isUnserved) return [raised(REVIEW_CODES.unserved, asked, `the user's task was not served, but ${[...tools].join(", ")} did what a text that a tool returned names`)];
    return tools.size < 2 ? [] : [raised(REVIEW_CODES.repeated, asked, `${[...tools].join(", ")} follow one text that a tool returned; the user asked for none of them`)];
  });
}

const LOOKING: ReadonlySet<Act> = new Set<Act>(["read", "visit", "fetch", "do"]);

/** The user asked for an act that changes something, and no action did one of that kind. */
function isTaskUnserved({ done }: ReviewMemory, { requests }: AttributionMemory): boolean {
  const wanted = requests.filter(({ isUser }) => isUser).flatMap(({ acts }) => acts.filter((act) => !LOOKING.has(act)));
  return wanted.length > 0 && !wanted.some((act) => done.has(act));
}

function bySource(acts: readonly ReviewedAct[]): ReadonlyMap<string, readonly Asked[]> {
  const sources = new Map<string, Asked[]>();
  for (const act of acts) {
    const { question } = act;
    if (question !== null) sources.set(question.source, [...(sources.get(question.source) ?? []), { act, question }]);
  }
  return sources;
}

function raised(code: FindingCode, asked: readonly Asked[], what: string): Finding {
  const { chain, origins } = asked.at(-1)?.question.finding ?? {};
  const cites = [...new Set(asked.flatMap(({ question }) => question.finding.cites))].slice(-MOST_CITED);
  return finding(code, { capability: "reasoning", confidence: 0.7, what, cites, ...(chain === undefined ? {} : { chain }), ...(origins === undefined ? {} : { origins }) });
}

const MOST_CITED = 64;

/** The text's call was made before the act, its result was seen after it: what came of a later call cannot have been its cause. */
function explainedLater(act: ReviewedAct, memory: AttributionMemory): Finding | undefined {
  for (const value of act.unknown) {
    const found = memory.trusted.has(value) ? undefined : orderedLater(act, value, memory);
    if (found === undefined) continue;
    const { facts } = act;
    const what = `${subjectOf(facts)} follows a text that was seen only after it: "${found.passage.excerpt}"; the user did not ask for it`;
    const cites = [...(found.passage.read === null ? [] : [found.passage.read]), facts.id, found.passage.event];
    return finding(REVIEW_CODES.later, { capability: "reasoning", confidence: found.confidence, what, cites, chain: chainOf(facts, found, memory), origins: originsOf(facts, memory) });
  }
  return undefined;
}

function orderedLater({ facts, known }: ReviewedAct, value: Fingerprint, { byValue, passages }: AttributionMemory): Explanation | undefined {
  for (const index of byValue.get(value) ?? []) {
    const passage = passages.get(index);
    if (passage === undefined || index < known || passage.asks !== "order" || passage.handed !== "none" || passage.reply !== "none") continue;
    if (passage.read === null || !isBefore(passage.read, facts.id) || !passage.acts.some((each) => facts.means?.acts.includes(each) === true)) continue;
    const at = facts.arguments.filter(({ values = [] }) => values.includes(value)).map((argument) => argument.at);
    return { passage, values: [value], at, kind: "asked", attention: "flag", confidence: 0.7 };
  }
  return undefined;
}

/** Numbers of two feeds tell nothing of their order. */
function isBefore(one: string, other: string): boolean {
  const [oneEnd, otherEnd] = [one.lastIndexOf("/"), other.lastIndexOf("/")];
  return one.slice(0, oneEnd) === other.slice(0, otherEnd) && Number(one.slice(oneEnd + 1)) < Number(other.slice(otherEnd + 1));
}
