// How much of one event is read. Every bound that is hit is said in the facts' `unread`, so that nobody mistakes half for all.

export const LIMITS = {
  /** Values visited in one event. */
  nodes: 200_000,
  /** Levels of nesting walked. */
  depth: 16_384,
  /** UTF-16 code units read in one event, JSON in strings and decoded content included. */
  text: 524_288,
  /** Of these, kept for what comes after one huge text. */
  textReserve: 65_536,
  /** What one value costs beside its length: a million tiny ones are as much work as one long one. */
  textPerValue: 32,
  /** The same of a number or the like in a result. */
  textPerPlain: 8,
  /** Keys read of one object, elements of one array (half of them from its end). */
  children: 100_000,
  /** Encodings and JSON strings seen through, one inside the other. */
  nesting: 3,
  /** Pieces of text looked at for a host. */
  looks: 65_536,
  destinations: 256,
  paths: 256,
  arguments: 256,
  /** Characters kept of one argument's text. */
  argument: 256,
  /** Shorter texts are values, not content of a kind. */
  kindOfContent: 64,
  commands: 256,
  /** Characters of one recipient's form. */
  recipient: 256,
  recipients: 256,
  amounts: 64,
  labelled: 256,
  fingerprints: 2_048,
  catalogue: 1_024,
  pointer: 128,
  name: 256,
  urlPath: 256,
  excerpt: 160,
  shape: 512,
  /** Longest text that is fingerprinted as one value. */
  fingerprinted: 512,
  identity: 256,
} as const;
