// Values that are followed in parts: which windows of a text belong to which value, and how much of each value has left already.
import { FLOW_WEIGHTS } from "./weights.ts";
import type { EventId } from "../../../words/event.ts";
import type { Fingerprint, PieceFacts } from "../../../words/facts.ts";
import type { Source } from "./memory.ts";

export type FollowedLabel = "secret" | "personal" | "internal";

export interface FollowedValue {
  readonly label: FollowedLabel;
  /** The labelled value; empty for a text that is no single value. */
  readonly of: Fingerprint | "";
  readonly source: Source;
  /** It came in an encoding: then an encoding of it disguises nothing. */
  readonly isHidden: boolean;
  /** As in `PieceFacts`. */
  readonly oneIn: number;
  readonly windows: string;
  /** Positions of the windows that went out in earlier actions. */
  readonly sent: Set<number>;
  /** The last of these actions. */
  readonly sentIn: EventId[];
}

interface Slot {
  readonly value: FollowedValue;
  readonly at: number;
  /** The direction of writing in which it came. */
  readonly form: string;
}

/** What several values have in common tells nothing of any of them, as the header of all tokens of a kind does. */
const SHARED = null;

export interface FollowedValues {
  readonly values: Set<FollowedValue>;
  readonly index: Map<string, Slot | typeof SHARED>;
  windows: number;
}

const SIZE = 7;

export function startFollowed(): FollowedValues {
  return { values: new Set(), index: new Map(), windows: 0 };
}

export function* windowsOf({ windows }: Pick<PieceFacts, "windows">): Generator<{ readonly key: string; readonly form: string }> {
  for (let at = 0; at < windows.length; at += SIZE) yield { key: windows.slice(at, at + SIZE - 1), form: windows.charAt(at + SIZE - 1) };
}

/** Follows a value from now on. Returns false when an older one was forgotten for it. */
export function follow(followed: FollowedValues, label: FollowedLabel, piece: PieceFacts, source: Source): boolean {
  if (isKnown(followed, piece)) return true;
  return addFollowed(followed, { label, of: piece.of ?? "", source, isHidden: piece.isHidden === true, oneIn: piece.oneIn ?? 1, windows: piece.windows, sent: new Set(), sentIn: [] });
}

/** Also used to take up what was saved: the order of the values is all that matters. */
export function addFollowed(followed: FollowedValues, value: FollowedValue): boolean {
  let isWhole = true;
  const count = value.windows.length / SIZE;
  while (followed.windows + count > FLOW_WEIGHTS.windows && followed.values.size > 0) {
    forgetOldest(followed);
    isWhole = false;
  }
  followed.values.add(value);
  followed.windows += count;
  let at = 0;
  for (const { key, form } of windowsOf(value)) {
    const other = followed.index.get(key);
    followed.index.set(key, other === undefined || other?.value === value ? { value, at, form } : SHARED);
    at += 1;
  }
  return isWhole;
}

function forgetOldest(followed: FollowedValues): void {
  const [oldest] = followed.values;
  if (oldest === undefined) return;
  followed.values.delete(oldest);
  followed.windows -= oldest.windows.length / SIZE;
  for (const { key } of windowsOf(oldest)) followed.index.delete(key);
}

/** The same text again: most of its windows belong to one value. */
function isKnown({ index }: FollowedValues, piece: PieceFacts): boolean {
  let known = 0;
  for (const { key } of windowsOf(piece)) if (index.has(key)) known += 1;
  return known * 2 * SIZE > piece.windows.length;
}

/** What of a value one action holds. */
export interface Match {
  readonly found: Set<number>;
  /** Of these, the ones that are written otherwise than they came. */
  readonly disguised: Set<number>;
  /** Places in the arguments where an encoding hid them. */
  readonly hiddenAt: Set<string>;
  /** They stood in a long text: a document rather than a note. */
  isInDocument: boolean;
}

/** `counts`: whether a piece is looked at. `isGiven`: whether a window stood in what the user or the owner wrote. */
export function matchPieces(followed: FollowedValues, pieces: readonly PieceFacts[], counts: (piece: PieceFacts) => boolean, isGiven: (key: string) => boolean): ReadonlyMap<FollowedValue, Match> {
  const matches = new Map<FollowedValue, Match>();
  for (const piece of pieces) {
    if (!counts(piece)) continue;
    const isInDocument = (piece.windows.length / SIZE) * (piece.oneIn ?? 1) >= FLOW_WEIGHTS.document;
    for (const { key, form } of windowsOf(piece)) {
      const slot = followed.index.get(key);
      if (slot === undefined || slot === SHARED || isGiven(key)) continue;
      const match = matches.get(slot.value) ?? { found: new Set(), disguised: new Set(), hiddenAt: new Set(), isInDocument: false };
      matches.set(slot.value, match);
      const isDisguised = form !== slot.form || (piece.isHidden === true && !slot.value.isHidden);
      // Of a long text only some windows are here: those around one that is are taken for found.
      for (let at = slot.at - reach(piece); at <= slot.at + reach(piece); at++) {
        if (at < 0 || at >= slot.value.windows.length / SIZE) continue;
        match.found.add(at);
        if (isDisguised) match.disguised.add(at);
      }
      if (isDisguised && piece.isHidden === true) match.hiddenAt.add(piece.at);
      match.isInDocument ||= isInDocument;
    }
  }
  return matches;
}

function reach({ oneIn = 1 }: PieceFacts): number {
  return oneIn >> 1;
}

/** Letters and digits of the whole value. */
export function lengthOf({ windows, oneIn }: FollowedValue): number {
  return (windows.length / SIZE) * oneIn + FLOW_WEIGHTS.window - 1;
}

/** Letters and digits that the windows at these places cover. */
export function covered({ oneIn }: FollowedValue, places: ReadonlySet<number>): number {
  let letters = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const at of [...places].toSorted((a, b) => a - b)) {
    letters += Math.min(FLOW_WEIGHTS.window, (at - last) * oneIn);
    last = at;
  }
  return letters;
}
