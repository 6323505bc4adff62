// Marks by which a place is known again: of a path, of an address, of a key with a word of the tool's name. They hold no clear text.
import { isAddressed } from "../../addressed.ts";
import { createFingerprinter } from "../../../normalise/fingerprint.ts";
import { wordsOf } from "../flow/sink.ts";
import { CARRIED_LIMITS } from "../../../words/carried.ts";
import type { ActionFacts } from "../../../words/facts.ts";

/** Fixed: whoever holds the labels holds the deployment's key as well, so another key would hide nothing more. */
const { fingerprint } = createFingerprinter(new Uint8Array(32).fill(1));

/** A relative path means something to its agent alone. */
export function pathMark(path: string, agent: string): string {
  return fingerprint(isAbsolute(path) ? `path ${path}` : `path of ${agent} ${path}`);
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || path.startsWith("~/") || /^[A-Za-z]:/.test(path);
}

/** Marks of the files or the address that an action writes to or reads from. */
export function marksOf(facts: ActionFacts): readonly string[] {
  const marks = facts.paths.length > 0 ? facts.paths.map(({ path }) => pathMark(path, facts.identity.agent)) : addressesOf(facts).map((address) => fingerprint(`address ${address}`));
  return [...new Set(marks)].slice(0, CARRIED_LIMITS.marks);
}

/** The same files or address in clear, for the session itself. */
export function placesOf(facts: ActionFacts): readonly string[] {
  const places = facts.paths.length > 0 ? facts.paths.map(({ path }) => path) : addressesOf(facts);
  return places.length === 0 ? NOWHERE : [...new Set(places)].slice(0, CARRIED_LIMITS.marks);
}

const NOWHERE: readonly string[] = [];

function addressesOf({ destinations }: ActionFacts): readonly string[] {
  return destinations.filter((each) => isAddressed(each) && each.path !== undefined && each.path !== "/").map(({ host, path }) => `${host}${path}`);
}

/** A note has a key where a file has a path; its tools share a word, `memory_save` and `memory_find`. `isOther`: values that are no key of it. */
export function namesOf(facts: ActionFacts, isOther: (value: string) => boolean): readonly string[] {
  const marks = new Set<string>();
  const words = facts.tool === undefined ? [] : [...new Set(wordsOf(facts.tool))].slice(0, NAME_WORDS);
  for (const { text, values = [], type } of facts.arguments) {
    const [whole] = values;
    if (whole === undefined || type === "boolean" || text.length > LONGEST_KEY || isOther(whole)) continue;
    for (const word of words) marks.add(fingerprint(`key ${word} ${whole}`));
  }
  return [...marks].slice(0, CARRIED_LIMITS.names);
}

const NAME_WORDS = 4;
/** Characters of what may name a note. */
const LONGEST_KEY = 64;
