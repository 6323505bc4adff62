// The hosts found in one text: each kept once, and what else may hide in the rest of each URL left to be read.
import type { DestinationPlace, UnreadReason } from "../words/facts.ts";
import { type DestinationParts, parseDestination } from "./destination.ts";
import { isPlausible } from "./plausible-host.ts";

export interface FoundDestination {
  readonly parts: DestinationParts;
  readonly place: DestinationPlace;
  /** The mail address, lower case, where the host was found as the domain of one. */
  readonly account?: string;
}

/** How many different hosts of one text are kept, how many texts are looked at for one, how many URLs one inside the other. */
const BOUNDS = { kept: 512, looks: 16_384, depth: 3 } as const;

export class DestinationFinds {
  readonly found: FoundDestination[] = [];
  readonly #unread: (reason: UnreadReason) => void;
  readonly #seen = new Set<string>();
  readonly #rest: { readonly text: string; readonly depth: number }[] = [];
  #looks = 0;
  #read = 0;

  constructor(unread: (reason: UnreadReason) => void) {
    this.#unread = unread;
  }

  /** Everything that is not looked at is said. */
  get mayLook(): boolean {
    if (this.#looks++ < BOUNDS.looks) return true;
    this.#unread("too-many");
    return false;
  }

  cut(reason: UnreadReason): void {
    this.#unread(reason);
  }

  add(parts: DestinationParts, place: DestinationPlace, depth: number, account?: string): void {
    // The same host again is no further find, but something else may hide behind it.
    const id = `${parts.host} ${parts.port ?? ""} ${place} ${account ?? ""}`;
    if (!this.#seen.has(id)) {
      if (this.found.length >= BOUNDS.kept) return this.#unread("too-many");
      this.#seen.add(id);
      this.found.push({ parts, place, ...(account === undefined ? {} : { account }) });
    }
    for (const text of parts.rest) {
      if (text.length < 4) continue;
      if (depth < BOUNDS.depth) this.#rest.push({ text, depth: depth + 1 });
      else if (/[.:@%]/.test(text)) this.#unread("too-deep");
    }
  }

  addMail(address: string, place: DestinationPlace): void {
    const parts = parseDestination(address.slice(address.lastIndexOf("@") + 1));
    if (parts !== undefined) this.add(parts, place, 0, address.toLowerCase());
  }

  /** A piece of a longer text that reads like a URL or a host. */
  addText(text: string, place: DestinationPlace, depth: number): void {
    if (!this.mayLook) return;
    const parts = parseDestination(text);
    if (parts !== undefined && (parts.scheme === undefined || isPlausible(parts))) this.add(parts, place, depth);
  }

  /** User info, path, query and fragment of what was found, in which another host may hide. */
  nextRest(): { readonly text: string; readonly depth: number } | undefined {
    return this.#rest[this.#read++];
  }
}
