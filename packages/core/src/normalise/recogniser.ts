// The shape of one recogniser: what it is called, which label it gives, where it finds values.
import type { Label } from "../words/facts.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** INVARIANT: `find` is linear in the text, gives spans in any order, and never throws. */
export interface Recogniser {
  /** Kebab-case; stands in facts as the reason for the label. */
  readonly name: string;
  readonly label: Label;
  /** Each find has at least one character of these traits; absent = any text may hold one. */
  readonly needs?: number;
  find(text: string): Span[];
}

export interface RecognisedSpan extends Span {
  readonly label: Label;
  readonly recogniser: string;
}
