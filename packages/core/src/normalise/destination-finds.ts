// The hosts found in one text: each kept once, and what else may hide in the rest of each URL left to be read.
import type { DestinationPlace, UnreadReason } from "../words/facts.ts";
import { type DestinationParts, parseDestination } from "./destination.ts";
import { isAscii } from "./fold-text.ts";
import { isPlausible } from "./plausible-host.ts";

export interface FoundDestination {
  readonly parts: DestinationParts;
  readonly place: DestinationPlace;
  /** The mail address, lower case, where the host was found as the domain of one. */
  readonly account?: string;
}

/** What all texts of one event share while hosts are looked for in them. */
export interface FindWork {
  readonly unread: (reason: UnreadReason) => void;
  /** How many more pieces may be looked at; those with letters beyond ASCII count many times, as they cost. */
  looks: number;
}

/** How many different hosts of one text are kept, and how many URLs one inside the other. */
const BOUNDS = { kept: 512, depth: 3 } as const;
const WIDE_LOOKS = 64;

export class DestinationFinds {
  readonly found: FoundDestination[] = [];
  readonly #work: FindWork;
  readonly #seen = new Set<string>();
  readonly #rest: { readonly text: string; readonly depth: number }[] = [];
  #read = 0;

  constructor(work: FindWork) {
    this.#work = work;
  }

  /** Everything that is not looked at is said. */
  mayLook(isWide = false): boolean {
    this.#work.looks -= isWide ? WIDE_LOOKS : 1;
    if (this.#work.looks >= 0) return true;
    this.#work.unread("too-many");
    return false;
  }

  /** A long piece costs as many looks as it takes time: the next one may run through the same letters again. */
  spend(length: number): void {
    this.#work.looks -= length >> 6;
  }

  cut(reason: UnreadReason): void {
    this.#work.unread(reason);
  }

  add(parts: DestinationParts, place: DestinationPlace, depth: number, account?: string): void {
    // The same host again is no further find, but something else may hide behind it.
    const id = `${parts.host} ${parts.port ?? ""} ${place} ${account ?? ""}`;
    if (!this.#seen.has(id)) {
      if (this.found.length >= BOUNDS.kept) return this.#work.unread("too-many");
      this.#seen.add(id);
      this.found.push({ parts, place, ...(account === undefined ? {} : { account }) });
    }
    for (const text of parts.rest) {
      if (text.length < 4) continue;
      if (depth < BOUNDS.depth) this.#rest.push({ text, depth: depth + 1 });
      else if (/[.:@%]/.test(text)) this.#work.unread("too-deep");
    }
  }

  addMail(address: string, place: DestinationPlace): void {
    const parts = parseDestination(address.slice(address.lastIndexOf("@") + 1));
    if (parts !== undefined) this.add(parts, place, 0, address.toLowerCase());
  }

  /** A piece of a longer text that reads like a URL or a host. */
  addText(text: string, place: DestinationPlace, depth: number): void {
    if (!this.mayLook(!isAscii(text))) return;
    const parts = parseDestination(text);
    if (parts !== undefined && (parts.scheme === undefined || isPlausible(parts))) this.add(parts, place, depth);
  }

  /** User info, path, query and fragment of what was found, in which another host may hide. */
  nextRest(): { readonly text: string; readonly depth: number } | undefined {
    return this.#rest[this.#read++];
  }
}
