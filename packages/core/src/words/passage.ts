// What a text says to do: the acts and things that its sentences name, and what a tool is for in the same terms.
import type { Fingerprint } from "./facts.ts";

/** A kind of act, whatever word and language names it. */
export type Act =
  | "send" | "post" | "pay" | "buy" | "refund" | "cancel" | "visit" | "fetch" | "upload" | "invite" | "join" | "grant" | "change" | "add" | "create"
  | "delete" | "transfer" | "run" | "read" | "rate" | "unlock" | "disable" | "move"
  /** Any other act: it makes an order, but no tool is known by it. */
  | "do";

/** A kind of thing that acts are done to. */
export type Thing =
  | "password" | "key" | "account" | "money" | "product" | "repository" | "issue" | "star" | "user" | "channel" | "mail" | "page" | "file" | "event"
  | "booking" | "data" | "code" | "permission" | "discount" | "subscription";

/** What words mean. All lists sorted by first appearance, unique. */
export interface MeaningFacts {
  readonly acts: readonly Act[];
  readonly things: readonly Thing[];
  /** Short keyed fingerprints (6 characters) of the content words, at most 40. */
  readonly words: readonly string[];
  /** Of a tool: its name says only what it does, not to what. */
  readonly isBare?: true;
}

/**
 * How strongly a sentence asks its reader for an act. `order`: it does so itself (an imperative, "please", "you must"); `near`: a sentence
 * beside it in the same text does; `none`: it states, tells or describes.
 */
export type Asking = "order" | "near" | "none";

/** One sentence of a text that somebody else wrote, or of a request. What stands in the fields of records is data and no passage. */
export interface PassageFacts extends MeaningFacts {
  /** Which text of the event it stands in, counted from 0: sentences of one text are read together. */
  readonly text: number;
  readonly asks: Asking;
  /** Of values that it names: addresses, links, account numbers, ids, paths, what stands in quotes. At most 24. */
  readonly values: readonly Fingerprint[];
  /** Short fingerprints of the kinds of these values, as in `ArgumentFacts`. Absent: none. */
  readonly kinds?: readonly string[];
  /** Words of the short fields beside the text in its record: who sent it, what it is called. At most 24. */
  readonly beside: readonly string[];
  /** Short fingerprints of the words that name neither acts nor things: what it is about. At most 16. */
  readonly topics: readonly string[];
  /** It is a sentence, with the small words that hold one together; absent: a row, a heading, a list of names. */
  readonly isProse?: true;
  /** It speaks to its reader: "you", "please". */
  readonly speaks?: true;
  /** One of its values is a link, an address or a path. */
  readonly hasLink?: true;
  /** It gives the word to another text: "do what the mail says". */
  readonly handsOver?: true;
  /** Of a request: short fingerprints of the names that it mentions. Absent: none. */
  readonly names?: readonly string[];
  /** Of a sentence of a request, or of one of a result that asks or names a value: redacted, at most 160 characters. Else empty. */
  readonly excerpt: string;
}
