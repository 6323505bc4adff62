// What the review at a session's end looks at again: the acts of the session that were not flagged, and what was said of them.
import { changesSomething } from "../attribution/consequence.ts";
import { ATTRIBUTION_CODES } from "../attribution/codes.ts";
import type { ActionFacts, Fingerprint } from "../../../words/facts.ts";
import type { Act } from "../../../words/passage.ts";
import type { Finding } from "../../../words/verdict.ts";
import type { AttributionMemory, Passage } from "../attribution/memory.ts";

/** An act that changed something, with as much of its facts as a story of it needs. */
export interface ReviewedAct {
  readonly facts: ActionFacts;
  /** How many sentences had come when it ran: later ones have higher numbers. */
  readonly known: number;
  /** Values of its arguments that nothing had named until then. */
  readonly unknown: readonly Fingerprint[];
  readonly question: Question | null;
}

/** What was asked about an act because of a text that has no word of the user's and names the act. */
export interface Question {
  readonly finding: Finding;
  /** The text. */
  readonly source: string;
}

export interface ReviewMemory {
  /** In order; the oldest without a question go first. */
  readonly acts: ReviewedAct[];
  /** What all actions did, whoever wanted it. */
  readonly done: Set<Act>;
  hasForgotten: boolean;
}

export const REVIEW_LIMITS = {
  acts: 32,
  arguments: 8,
  unknown: 16,
  /** Values of arguments that are looked at. */
  values: 128,
} as const;

export function startReview(): ReviewMemory {
  return { acts: [], done: new Set(), hasForgotten: false };
}

/** `passage`: the one that explains the action, where there is one. */
export function rememberAct(memory: ReviewMemory, facts: ActionFacts, attribution: AttributionMemory, found: readonly Finding[], passage: Passage | undefined): void {
  for (const act of facts.means?.acts ?? []) memory.done.add(act);
  if (found.some(({ severity }) => severity === "high" || severity === "critical") || !changesSomething(facts)) return;
  const question = questionOf(facts, found, passage);
  const unknown = unknownValues(facts, attribution);
  if (question === null && unknown.length === 0) return;
  memory.acts.push({ facts: slim(facts), known: attribution.count, unknown, question });
  if (memory.acts.length <= REVIEW_LIMITS.acts) return;
  memory.hasForgotten = true;
  memory.acts.splice(Math.max(0, memory.acts.findIndex((act) => act.question === null)), 1);
}

function questionOf({ means }: ActionFacts, found: readonly Finding[], passage: Passage | undefined): Question | null {
  const asked = found.find(({ code }) => code === ATTRIBUTION_CODES.beyond.code);
  if (asked === undefined || passage?.handed !== "none") return null;
  // Beside an order there is a question only when that order names the act.
  if (passage.asks !== "near" && !passage.acts.some((act) => means?.acts.includes(act) === true)) return null;
  return { finding: asked, source: `${passage.event} ${passage.text}` };
}

function unknownValues(facts: ActionFacts, { trusted, byValue, fields }: AttributionMemory): readonly Fingerprint[] {
  const values = facts.arguments.slice(0, REVIEW_LIMITS.arguments).flatMap((argument) => argument.values ?? []);
  return values.slice(0, REVIEW_LIMITS.values).filter((value) => !trusted.has(value) && !byValue.has(value) && !fields.has(value)).slice(0, REVIEW_LIMITS.unknown);
}

function slim(facts: ActionFacts): ActionFacts {
  return {
    ...facts,
    arguments: facts.arguments.slice(0, REVIEW_LIMITS.arguments),
    destinations: facts.destinations.slice(0, 4),
    shape: "",
    recipients: facts.recipients.slice(0, REVIEW_LIMITS.arguments),
    paths: [],
    commands: [],
    amounts: [],
    content: { bytes: facts.content.bytes, labelled: [], fingerprints: [], excerpt: "" },
  };
}

/** Plain JSON. */
export function saveReview({ acts, done, hasForgotten }: ReviewMemory): unknown {
  return { acts, done: [...done], hasForgotten };
}

export function loadReview(saved: unknown): ReviewMemory {
  const { acts, done, hasForgotten } = saved as SavedReview;
  return { acts: [...acts], done: new Set(done), hasForgotten };
}

interface SavedReview {
  readonly acts: readonly ReviewedAct[];
  readonly done: readonly Act[];
  readonly hasForgotten: boolean;
}
