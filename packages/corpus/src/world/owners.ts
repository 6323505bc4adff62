// Who owns a thing: the longest entry that takes it in says it; what no entry takes in belongs to a stranger.
import { plainValue, type Thing } from "./things.ts";

export const STRANGER = "stranger";

/** Owner -> entries, several times for changes: of two entries that are as long the later one counts. */
export type Ownership = readonly (readonly [owner: string, entry: string])[];

export function ownerOf(thing: Thing, ownership: Ownership): string {
  let found: readonly [owner: string, length: number] = [STRANGER, 0];
  for (const [owner, entry] of ownership) if (entry.length >= found[1] && takesIn(entry, thing)) found = [owner, entry.length];
  return found[0];
}

/** Whether an entry of `World.owners` names the thing. */
export function takesIn(entry: string, thing: Thing): boolean {
  switch (thing.kind) {
    case "host":
      return isHostEntry(entry) && hostTakesIn(entry, thing);
    case "mail":
      return entry.includes("@") && mailTakesIn(entry.toLowerCase(), thing.address);
    case "path":
      return isPathEntry(entry) && pathTakesIn(entry, thing.path);
    case "value":
      return !isPathEntry(entry) && plainValue(valueOf(entry)) === thing.value;
    default:
      return thing satisfies never;
  }
}

function isPathEntry(entry: string): boolean {
  return entry.startsWith("/") || entry.startsWith("~") || entry.startsWith("./") || entry.startsWith("../");
}

function isHostEntry(entry: string): boolean {
  return !isPathEntry(entry) && !entry.includes("@") && (/[.:]/.test(entry) || entry === "localhost");
}

function hostTakesIn(entry: string, { host, path }: Extract<Thing, { kind: "host" }>): boolean {
  const plain = entry.toLowerCase().replace(/^[a-z0-9+.-]+:\/\//, "");
  const slash = plain.indexOf("/");
  const name = slash < 0 ? plain : plain.slice(0, slash);
  const isSame = name.startsWith("*.") ? host.endsWith(name.slice(1)) : host === name;
  if (!isSame || slash < 0) return isSame;
  const [wanted, given] = [plain.slice(slash), path.toLowerCase()];
  return wanted.endsWith("/") ? given.startsWith(wanted) || `${given}/` === wanted : glob(wanted).test(given);
}

function mailTakesIn(entry: string, address: string): boolean {
  return entry.startsWith("*@") ? address.endsWith(entry.slice(1)) : address === entry;
}

function pathTakesIn(entry: string, path: string): boolean {
  return entry.endsWith("/") ? path.startsWith(entry) : glob(entry).test(path);
}

// `**` any run, `*` within a segment. Patterns are of the corpus, not of strangers.
function glob(pattern: string): RegExp {
  const body = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("**", "\u0000").replaceAll("*", "[^/]*").replaceAll("\u0000", ".*");
  return new RegExp(`^${body}$`, "i");
}

/** `account:DE02…` names by its kind what `DE02…` names. */
function valueOf(entry: string): string {
  const kind = /^[a-z][a-z-]*:(?!\/)/.exec(entry);
  return kind === null ? entry : entry.slice(kind[0].length);
}
