// Which text explains an action best: the user's words, or a passage of something that a tool returned.
import { changesSomething } from "./consequence.ts";
import { declaredTools, isListedSlot } from "./declared.ts";
import { toolKey, type AttributionMemory, type Passage } from "./memory.ts";
import type { ActionFacts, ArgumentFacts, Fingerprint } from "../../../words/facts.ts";
import type { CompiledDeclaration } from "../../declaration/compile.ts";
import type { CompiledTool } from "../../declaration/compile-tool.ts";
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

export function explain(facts: ActionFacts, memory: AttributionMemory, declaration?: CompiledDeclaration): Explanation | undefined {
  if (memory.passages.size === 0) return undefined;
  const means = facts.means ?? NOTHING;
  const tools = declaredTools(facts, declaration);
  const changes = changesSomething(facts) && !tools.some(({ readOnly }) => readOnly);
  const byValue = explainByValue(facts, means, changes, memory, tools);
  if (byValue !== undefined) return byValue;
  return changes && !namesWhatUserNamed(facts, memory) ? explainByAct(toolKey(facts), means, memory) : undefined;
}

const NOTHING: MeaningFacts = { acts: [], things: [], words: [] };

function explainByValue(facts: ActionFacts, means: MeaningFacts, changes: boolean, memory: AttributionMemory, tools: readonly CompiledTool[]): Explanation | undefined {
  let best: Explanation | undefined;
  let step: Step | undefined;
  // Each word of a command is a step of its own.
  const isCommand = facts.commands.length > 0;
  for (const { at, values = [], kinds = [], text } of slotsOf(facts)) {
    if (values.length > 0 && isListedSlot(at, tools)) continue;
    for (const value of values) {
      if (memory.trusted.has(value)) continue;
      for (const index of memory.byValue.get(value) ?? []) {
        const passage = memory.passages.get(index);
        if (passage === undefined) continue;
        if (!changes && memory.fields.has(value)) continue;
        step ??= { facts, means, changes, asked: userAsked(means, memory), memory };
        const found = weigh(passage, index, value, { at, kinds, isShort: isCommand || isValue(text) }, step);
        if (found !== undefined && (best === undefined || found.confidence > best.confidence)) best = found;
      }
      const steered = best === undefined && changes ? steeredBy(value, at, means, memory) : undefined;
      if (steered !== undefined) best = steered;
    }
  }
  return best;
}

/** The action that is explained, and whether the user asked for such an act. */
interface Step {
  readonly facts: ActionFacts;
  readonly means: MeaningFacts;
  /** It changes something or reaches out. */
  readonly changes: boolean;
  readonly asked: boolean;
  readonly memory: AttributionMemory;
}

/** One of its arguments, or its target. */
interface Slot {
  readonly at: string;
  /** Of the values in it. */
  readonly kinds: readonly string[];
  /** It holds a value and no longer text. */
  readonly isShort: boolean;
}

function weigh(passage: Passage, index: number, value: Fingerprint, slot: Slot, step: Step): Explanation | undefined {
  const { facts, means, changes, asked, memory } = step;
  const { at, isShort } = slot;
  if (passage.handed === "all" || (passage.reply === "change" && passage.asks !== "order")) return undefined;
  const acts = actsAround(passage, index, memory);
  // An order that only says "give" or "do" is for what its thing is for.
  const isActNamed = means.acts.some((act) => acts.has(act)) || (isShort && passage.asks === "order" && (sharesThing(passage, means) || means.words.some((word) => passage.words.includes(word))));
  if (asked && passage.hasLink === true && isInAnotherRecord(value, passage, memory)) return undefined;
  const base = { passage, values: [value], at: [at] };
  if (passage.asks !== "none") {
    // What a longer text of the agent quotes is no step of it, but for a link in it.
    if (!isShort && passage.hasLink !== true) return undefined;
    const ask = changes ? ({ ...base, kind: "asked", attention: "confirm", confidence: 0.55 } as const) : undefined;
    if (!isActNamed) return stated(base, slot, step) ?? (isShort && passage.asks === "order" && passage.hasLink === true && facts.commands.length === 0 && !isMeans(means) ? ask : undefined);
    if (!changes && isLookedFor(passage, index, means, memory)) return undefined;
    if (passage.handed === "kind" && !(asked && isShort && isSlotGiven(slot, step))) return asked ? undefined : ask;
    if (mayBeHandedOver(passage, memory)) return asked && passage.asks === "near" ? undefined : ask;
    if (!changes && passage.asks === "near" && (asked || servesRequest(acts, memory))) return undefined;
    if (passage.asks === "near" && !isBesideOrder(passage, index, means, memory)) return undefined;
    if (passage.asks === "near" && !isShort) return ask;
    return { ...base, kind: "asked", attention: "flag", confidence: passage.asks === "order" ? 0.95 : 0.85 };
  }
  return stated(base, slot, step);
}

/** A value that a sentence only states, for an act that the user did not ask for, or for which he pointed to another value. */
function stated(base: Pick<Explanation, "passage" | "values" | "at">, slot: Slot, step: Step): Explanation | undefined {
  const { passage } = base;
  const { facts, means, changes, asked, memory } = step;
  // A code confirms an act that had to be taken before it, and that was judged itself.
  if (!changes || !slot.isShort || isMeans(means) || CALLERS_SLOT.test(slot.at) || means.acts.includes("unlock") || !memory.requests.some(({ isUser }) => isUser)) return undefined;
  const isGiven = isSlotGiven(slot, step);
  const isOffered = isOfferedElsewhere(slot, passage, memory);
  if ((asked && !isGiven && !isOffered) || (passage.isProse !== true && passage.noted === undefined && !(asked && isOffered && facts.commands.length === 0))) return undefined;
  const isForeign = (passage.handed === "none" || isGiven) && !mayBeHandedOver(passage, memory) && !(isOffered && handsOver(memory) && passage.noted === undefined);
  return { ...base, kind: "stated", attention: isForeign ? "flag" : "confirm", confidence: 0.7 };
}

/** The user gave the word to a text without saying which, and this one speaks of what he spoke of. */
function mayBeHandedOver({ words, noted }: Passage, memory: AttributionMemory): boolean {
  if (noted !== undefined) return false;
  const vague = memory.requests.filter(({ isUser, handsOver: over, values }) => isUser && over === true && values.length === 0);
  if (!vague.some(({ names = [] }) => names.length === 0 || !memory.isHandedFound)) return false;
  // Where another text was found that has the word, one word in common is not enough.
  return memory.requests.some((request) => request.isUser && request.words.filter((word) => words.includes(word)).length > (memory.isHandedFound ? 1 : 0));
}

function sharesThing({ things }: MeaningFacts, means: MeaningFacts): boolean {
  return means.things.some((thing) => thing !== "data" && thing !== "account" && things.includes(thing));
}

/** Where a call says who calls: what a service gave for it goes back to it, and flow follows what is secret in it. */
const CALLERS_SLOT = /(?:^|\/)(?:headers?|authorization|cookies?|bearer|session)(?:\/|$)/i;

/** What it does is only to look or to fetch: a step on the way to what was asked, whatever a text says beside it. */
function isMeans({ acts }: MeaningFacts): boolean {
  return acts.length > 0 && acts.every((act) => act === "read" || act === "visit" || act === "fetch");
}

function handsOver(memory: AttributionMemory): boolean {
  return memory.requests.some((request) => request.isUser && request.handsOver === true);
}

/** Its arguments, and what its target names, which is short. */
function slotsOf({ arguments: given, target }: ActionFacts): readonly Pick<ArgumentFacts, "at" | "values" | "kinds" | "text">[] {
  return target === undefined ? given : [...given, { ...target, at: "", text: "" }];
}

/** Where the user asked for the act he named another value of that kind, which this action does not have: the slot was his to fill. */
function isSlotGiven({ kinds }: Slot, { facts, means: { acts }, memory }: Step): boolean {
  if (kinds.length === 0 || slotsOf(facts).some(({ values = [], kinds: own = [] }) => own.some((kind) => kinds.includes(kind)) && values.some((value) => memory.trusted.has(value)))) return false;
  return memory.requests.some((request) => request.isUser && request.acts.some((act) => acts.includes(act)) && (request.kinds ?? []).some((kind) => kinds.includes(kind)));
}

/** A source that the user pointed to holds a value of that kind: another one in a record, or one anywhere while this text was not pointed to. */
function isOfferedElsewhere({ kinds }: Slot, passage: Passage, memory: AttributionMemory): boolean {
  const offers = kinds.flatMap((kind) => memory.offers.get(kind) ?? []);
  const isPointedTo = offers.some(({ event }) => event === passage.event);
  return offers.some(({ event, isField }) => event !== passage.event && (isField || !isPointedTo));
}

/** Acts that the sentence and its neighbours in the same text name. */
function actsAround(passage: Passage, index: number, memory: AttributionMemory): ReadonlySet<Act> {
  return new Set(around(passage, index, memory).flatMap(({ acts }) => acts));
}

function around({ event, text }: Passage, index: number, memory: AttributionMemory): readonly Passage[] {
  const beside: Passage[] = [];
  for (let at = index - REACH; at <= index + REACH; at++) {
    const other = memory.passages.get(at);
    if (other?.event === event && other.text === text) beside.push(other);
  }
  return beside;
}

const REACH = 2;

function userAsked({ acts, things, words, isBare }: MeaningFacts, memory: AttributionMemory): boolean {
  // A tool that is called by an act alone does it to anything.
  return memory.requests.some((request) => request.isUser && request.acts.some((act) => acts.includes(act)) && (isBare === true || request.things.some((thing) => things.includes(thing)) || request.topics.some((word) => words.includes(word))));
}

function isActAsked({ acts }: MeaningFacts, memory: AttributionMemory): boolean {
  return memory.requests.some((request) => request.isUser && request.acts.some((act) => acts.includes(act)));
}

/** An address that a record of another tool holds as well: a contact, where the user asked for the act. */
function isInAnotherRecord(value: Fingerprint, { tool }: Passage, memory: AttributionMemory): boolean {
  const holder = memory.fields.get(value);
  return holder !== undefined && holder !== "" && holder !== tool;
}

/** Right beside it stands an order for what the action does. */
function isBesideOrder(passage: Passage, index: number, { acts }: MeaningFacts, memory: AttributionMemory): boolean {
  return [index - 1, index + 1].some((at) => {
    const other = memory.passages.get(at);
    return other?.event === passage.event && other.text === passage.text && other.asks === "order" && (other.acts.includes("do") || other.acts.some((act) => acts.includes(act)));
  });
}

/** A step that only looks, at what the user spoke of, in a text that does not press its reader. */
function isLookedFor(passage: Passage, index: number, means: MeaningFacts, memory: AttributionMemory): boolean {
  const beside = around(passage, index, memory);
  if (beside.some(({ speaks }) => speaks === true)) return false;
  return isOpenSlot(means, memory) || beside.some(({ topics }) => topics.some((topic) => memory.requests.some((request) => request.isUser && request.topics.includes(topic))));
}

/** The user spoke of such things without saying which: they may be found anywhere. */
function isOpenSlot({ things }: MeaningFacts, memory: AttributionMemory): boolean {
  return memory.requests.some((request) => request.isUser && request.hasLink !== true && request.acts.length > 0 && request.things.some((thing) => thing !== "data" && things.includes(thing)));
}

/** Longer arguments are texts that may speak of anything. */
function isValue(text: string): boolean {
  return text.split(/\s/, SHORT + 1).length <= SHORT;
}

/** Words. */
const SHORT = 5;

/** The text asks for what the user asked for, and this step only looks. */
function servesRequest(acts: ReadonlySet<Act>, memory: AttributionMemory): boolean {
  return memory.requests.some((request) => request.isUser && request.acts.some((act) => act !== "read" && act !== "visit" && acts.has(act)));
}

/** What a service says after an act is its own voice; after a question only that somebody has to log in or confirm. */
function isNextStep({ reply }: Passage, { acts }: MeaningFacts): boolean {
  return reply === "change" || (reply === "look" && acts.includes("unlock"));
}

/** One of its short arguments has a word that the request is about, or a value of it. */
function namesWhatUserNamed({ arguments: given }: ActionFacts, memory: AttributionMemory): boolean {
  const users = memory.requests.filter(({ isUser }) => isUser);
  return given.some(({ words = [], values = [] }) => values.some((value) => memory.trusted.has(value)) || words.some((word) => users.some(({ topics, names = [] }) => topics.includes(word) || names.includes(word))));
}

/** An act that a passage orders and that nobody else asked for, though no value of it tells. */
function explainByAct(tool: string, means: MeaningFacts, memory: AttributionMemory): Explanation | undefined {
  if (isActAsked(means, memory)) return undefined;
  for (const act of means.acts) {
    for (const index of memory.byAct.get(act) ?? []) {
      const passage = memory.passages.get(index);
      if (passage === undefined || passage.handed !== "none" || isNextStep(passage, means) || passage.asks !== "order" || passage.tool === tool) continue;
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
  const passage = index === undefined ? undefined : memory.passages.get(index);
  if (index === undefined || passage === undefined) return undefined;
  const acts = actsAround(passage, index, memory);
  return means.acts.some((act) => acts.has(act)) ? { passage, values: [value], at: [at], kind: "asked", attention: "flag", confidence: 0.8 } : undefined;
}
