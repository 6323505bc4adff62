// Which text explains an action best: the user's words, or a passage of something that a tool returned.
import { changesSomething } from "./consequence.ts";
import type { AttributionMemory, Passage } from "./memory.ts";
import type { ActionFacts, Fingerprint } from "../../../words/facts.ts";
import type { Act, MeaningFacts } from "../../../words/passage.ts";

export interface Explanation {
  readonly passage: Passage;
  /** The values of the action that the passage named first. */
  readonly values: readonly Fingerprint[];
  /** Pointers of the arguments that hold them. */
  readonly at: readonly string[];
  readonly kind: "asked" | "stated" | "act-only";
  readonly attention: "flag" | "confirm";
  /** 0 to 1. */
  readonly confidence: number;
}

export function explain(facts: ActionFacts, memory: AttributionMemory): Explanation | undefined {
  if (memory.passages.length === 0) return undefined;
  const means = facts.means ?? NOTHING;
  const changes = changesSomething(facts);
  const byValue = explainByValue(facts, means, changes, memory);
  if (byValue !== undefined) return byValue;
  return changes ? explainByAct(means, memory) : undefined;
}

const NOTHING: MeaningFacts = { acts: [], things: [], words: [] };

function explainByValue(facts: ActionFacts, means: MeaningFacts, changes: boolean, memory: AttributionMemory): Explanation | undefined {
  let best: Explanation | undefined;
  for (const { at, values = [] } of facts.arguments) {
    for (const value of values) {
      if (memory.trusted.has(value)) continue;
      for (const index of memory.byValue.get(value) ?? []) {
        const passage = memory.passages[index];
        if (passage === undefined) continue;
        const found = weigh(passage, index, value, at, means, changes, memory);
        if (found !== undefined && (best === undefined || found.confidence > best.confidence)) best = found;
      }
      const steered = best === undefined && changes ? steeredBy(value, at, means, memory) : undefined;
      if (steered !== undefined) best = steered;
    }
  }
  return best;
}

function weigh(passage: Passage, index: number, value: Fingerprint, at: string, means: MeaningFacts, changes: boolean, memory: AttributionMemory): Explanation | undefined {
  if (passage.handed === "all" || (passage.isReply && passage.asks !== "order")) return undefined;
  const acts = actsAround(passage, index, memory);
  const isActNamed = means.acts.some((act) => acts.has(act)) || means.words.some((word) => passage.words.includes(word));
  const asked = userAsked(means, memory);
  const base = { passage, values: [value], at: [at] };
  if (passage.asks !== "none") {
    if (!isActNamed) return changes ? { ...base, kind: "asked", attention: "confirm", confidence: 0.55 } : undefined;
    if (passage.handed === "kind") return asked ? undefined : changes ? { ...base, kind: "asked", attention: "confirm", confidence: 0.6 } : undefined;
    if (!changes && passage.asks === "near" && (asked || servesRequest(acts, memory))) return undefined;
    return { ...base, kind: "asked", attention: "flag", confidence: passage.asks === "order" ? 0.95 : 0.85 };
  }
  if (!isActNamed || asked || !changes) return undefined;
  return { ...base, kind: "stated", attention: passage.handed === "none" ? "flag" : "confirm", confidence: 0.7 };
}

/** Acts that the sentence and its neighbours in the same text name. */
function actsAround(passage: Passage, index: number, memory: AttributionMemory): ReadonlySet<Act> {
  const acts = new Set(passage.acts);
  for (let step = -REACH; step <= REACH; step++) {
    const other = memory.passages[index + step];
    if (other?.event === passage.event && other.text === passage.text) for (const act of other.acts) acts.add(act);
  }
  return acts;
}

const REACH = 2;

function userAsked({ acts, things, words }: MeaningFacts, memory: AttributionMemory): boolean {
  return memory.requests.some((request) => request.isUser && request.acts.some((act) => acts.includes(act)) && (request.things.some((thing) => things.includes(thing)) || request.words.some((word) => words.includes(word))));
}

/** The text asks for what the user asked for, and this step only looks. */
function servesRequest(acts: ReadonlySet<Act>, memory: AttributionMemory): boolean {
  return memory.requests.some((request) => request.isUser && request.acts.some((act) => act !== "read" && act !== "visit" && acts.has(act)));
}

/** An act that a passage orders and that nobody else asked for, though no value of it tells. */
function explainByAct(means: MeaningFacts, memory: AttributionMemory): Explanation | undefined {
  if (memory.requests.some((request) => request.isUser && request.acts.some((act) => means.acts.includes(act)))) return undefined;
  for (const act of means.acts) {
    for (const index of memory.byAct.get(act) ?? []) {
      const passage = memory.passages[index];
      if (passage === undefined || passage.handed !== "none" || passage.isReply || passage.asks !== "order") continue;
      const things = passage.things.some((thing) => means.things.includes(thing));
      const words = passage.words.some((word) => means.words.includes(word));
      if (things || words) return { passage, values: [], at: [], kind: "act-only", attention: "flag", confidence: 0.75 };
    }
  }
  return undefined;
}

/** A value that only a search found which a passage had steered. */
function steeredBy(value: Fingerprint, at: string, means: MeaningFacts, memory: AttributionMemory): Explanation | undefined {
  const index = memory.steered.get(value);
  const passage = index === undefined ? undefined : memory.passages[index];
  if (index === undefined || passage === undefined) return undefined;
  const acts = actsAround(passage, index, memory);
  return means.acts.some((act) => acts.has(act)) ? { passage, values: [value], at: [at], kind: "asked", attention: "flag", confidence: 0.8 } : undefined;
}

/** Whether the user himself named the value that stands at the place in the arguments. */
export function isUsersValue(at: string, facts: ActionFacts, memory: AttributionMemory): boolean {
  return facts.arguments.some((argument) => argument.at === at && (argument.values ?? []).some((value) => memory.trusted.has(value)));
}
