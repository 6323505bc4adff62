// Takes texts apart into windows, so that a part of a secret is known again: what is like a key, what stood in an encoding, what is marked.
import type { Fingerprint, Label, PieceFacts } from "../words/facts.ts";
import { isMarkedConfidential } from "./confidential-marks.ts";
import { findDense, fold, isShortPiece, LONGEST_SHORT } from "./dense-text.ts";
import { has, TRAIT } from "./text-traits.ts";
import { WINDOW, type WindowPrinter } from "./window-printer.ts";

/** Whose text it is: `action` and `result` give what may be a part of a secret, `given` all that the user and the owner wrote. */
export type Followed = "action" | "result" | "given" | "nothing";

export interface Pieces {
  labelled(value: string, label: Label, of: Fingerprint, at: string): void;
  /** `traits`: those of the text. `isHidden`: it was found in an encoding. */
  text(text: string, traits: number, at: string, isHidden: boolean): void;
  finish(): readonly PieceFacts[];
}

/** Most windows of one event, of the dense parts of a result, of one text that is hidden, of one labelled value, and of values that are joined; most pieces. */
const MOST = { event: 1_024, denseInResult: 256, hidden: 256, labelled: 256, joined: 64, entries: 256 } as const;
/** Most letters and digits of one text that are looked at. */
const LONGEST = 8_192;
const NOTHING: readonly PieceFacts[] = [];

export function createPieces(printer: WindowPrinter, followed: Followed): Pieces {
  return followed === "nothing" ? NONE : new BoundedPieces(printer, followed);
}

const NONE: Pieces = { labelled: () => undefined, text: () => undefined, finish: () => NOTHING };
const FOLDED = new Uint8Array(LONGEST);

class BoundedPieces implements Pieces {
  readonly #printer: WindowPrinter;
  readonly #followed: Exclude<Followed, "nothing">;
  #found: PieceFacts[] | undefined;
  #left: number = MOST.event;
  #dense: number;
  #joined: number = MOST.joined;
  #isMarked = false;
  /** The last letters of short values that stand one after another, and where the first one stood. */
  #tail = "";

  constructor(printer: WindowPrinter, followed: Exclude<Followed, "nothing">) {
    this.#printer = printer;
    this.#followed = followed;
    this.#dense = followed === "result" ? MOST.denseInResult : MOST.event;
  }

  labelled(value: string, label: Label, of: Fingerprint, at: string): void {
    if (this.#followed !== "result" || this.#left <= 0 || this.#found?.some((piece) => piece.of === of) === true) return;
    // The lines around a key are the same for all keys.
    const bare = value.includes("-----") ? value.replace(/-----[A-Z][A-Z0-9 ]{0,64}-----/g, " ") : value;
    this.#whole(bare, { label, of, at }, MOST.labelled);
  }

  text(text: string, traits: number, at: string, isHidden: boolean): void {
    if (this.#left <= 0) return;
    if (this.#followed === "given") return this.#whole(text, { at }, MOST.event);
    if (this.#followed === "result" && !isHidden && (this.#isMarked ||= isMarkedConfidential(text, traits))) return this.#whole(text, { label: "internal", at }, MOST.event);
    if (isHidden) return this.#whole(text, { at, isHidden: true }, MOST.hidden);
    if (text.length <= LONGEST_SHORT && has(traits, TRAIT.digit | TRAIT.upper) && this.#followed === "action") this.#join(text, at);
    if (has(traits, TRAIT.digit) && this.#dense > 0) findDense(text, (folded, length) => this.#windows(folded, length, { at }));
  }

  finish(): readonly PieceFacts[] {
    return this.#found ?? NOTHING;
  }

  #whole(text: string, entry: Omit<PieceFacts, "windows">, most: number): void {
    const length = fold(text, FOLDED);
    const count = length - WINDOW + 1;
    const room = Math.min(most, this.#left);
    let oneIn = 1;
    while (count > room * oneIn) oneIn *= 2;
    if (count <= 1 && length < 8) return;
    const windows = count < 1 ? this.#printer.print(FOLDED, 0, length) : this.#sample(count, oneIn, room);
    this.#add({ ...entry, ...(oneIn === 1 ? {} : { oneIn }), windows });
  }

  #sample(count: number, oneIn: number, room: number): string {
    let windows = "";
    let kept = 0;
    for (let at = 0; at < count && kept < room; at++) {
      if (oneIn > 1 && (choiceOf(at) & (oneIn - 1)) !== 0) continue;
      windows += this.#printer.print(FOLDED, at, WINDOW);
      kept++;
    }
    return windows;
  }

  #windows(folded: Uint8Array, length: number, entry: Omit<PieceFacts, "windows">): boolean {
    const count = Math.min(Math.max(1, length - WINDOW + 1), this.#left, this.#dense);
    let windows = "";
    for (let at = 0; at < count; at++) windows += this.#printer.print(folded, at, Math.min(WINDOW, length));
    this.#dense -= count;
    this.#add({ ...entry, windows });
    return this.#left > 0 && this.#dense > 0;
  }

  #add(piece: PieceFacts): void {
    if (piece.windows === "") return;
    this.#found ??= [];
    if (this.#found.length >= MOST.entries) return void (this.#left = 0);
    this.#found.push(piece);
    this.#left -= piece.windows.length / 7;
  }

  /** Only windows that lie across two values: what lies inside one is found there. */
  #join(text: string, at: string): void {
    if (this.#joined <= 0 || !isShortPiece(text)) return;
    const before = this.#tail.length;
    const joined = this.#tail + text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
    this.#tail = joined.slice(1 - WINDOW);
    if (before === 0 || joined.length < WINDOW || !/[0-9]/.test(joined)) return;
    const length = fold(joined, FOLDED);
    let windows = "";
    for (let from = 0; from < Math.min(before, this.#left) && from + WINDOW <= length; from++) windows += this.#printer.print(FOLDED, from, WINDOW);
    this.#joined -= windows.length / 7;
    this.#add({ at, windows });
  }
}

/** The same for a window and its reversal. */
function choiceOf(at: number): number {
  const outer = (FOLDED[at] ?? 0) ^ (FOLDED[at + WINDOW - 1] ?? 0);
  const inner = (FOLDED[at + 4] ?? 0) ^ (FOLDED[at + WINDOW - 5] ?? 0);
  return Math.imul(outer + inner * 131 + 1, 0x9e3779b1) >>> 20;
}
