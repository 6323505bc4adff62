// Files and entries that hold what is followed: written with it, copied from a sensitive file, or read and found to hold it. They leave by their names.
import { carriedBy, link } from "./chain.ts";
import { putBounded } from "./memory.ts";
import { isWriting, wordsOf } from "./sink.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts, Fingerprint, PathFacts } from "../../../words/facts.ts";
import type { ChainLink } from "../../../words/verdict.ts";
import type { Flown } from "./chain.ts";
import type { FlowMemory, Source } from "./memory.ts";

export interface Place {
  readonly label: "secret" | "internal";
  /** `copy`: it holds what a sensitive file held, perhaps in another form. `written`: the agent put it there. `origin`: it was read from there. */
  readonly how: "copy" | "written" | "origin";
  readonly source: Source;
  /** When it was put there. */
  readonly at: number;
  /** An earlier session put it there. */
  readonly isCarried?: true;
  /** How it came from there to here. */
  readonly via: readonly ChainLink[];
}

const COPYING: ReadonlySet<string> = new Set(FLOW_WEIGHTS.copyingPrograms);
const COPYING_WORDS: ReadonlySet<string> = new Set(FLOW_WEIGHTS.copyingWords);
const CREDENTIAL_OPTIONS: ReadonlySet<string> = new Set(FLOW_WEIGHTS.credentialOptions);

/** The labelled files that an action reads or names, with what is known of them. */
export function placesIn({ places }: FlowMemory, facts: ActionFacts): readonly Place[] {
  if (places.size === 0) return [];
  return [...facts.paths.filter(mayRead).map(({ path }) => path), ...entriesOf(facts)].map((path) => places.get(path)).filter((place) => place !== undefined);
}

/** The names by which an action calls an entry: short values of arguments that are made for names. */
function entriesOf({ arguments: given, paths }: ActionFacts): readonly string[] {
  if (paths.length > 0) return [];
  return given.filter(({ at, bytes }) => bytes <= LONGEST_NAME && isEntrySlot(at)).flatMap(({ values = [] }) => values.slice(0, 1).map((value) => `#${value}`));
}

function isEntrySlot(at: string): boolean {
  const segment = at.slice(at.lastIndexOf("/") + 1);
  return ENTRIES.has(segment.toLowerCase().replace(/[-_ .]/g, ""));
}

/** Whether a key of `places` names an entry rather than a file. */
export function isEntry(key: string): boolean {
  return key.startsWith("#");
}

const LONGEST_NAME = 120;
const ENTRIES: ReadonlySet<string> = new Set(FLOW_WEIGHTS.entrySlots);

/** Labels an entry that the action writes with a secret in it; it is given back, because its result may name it. */
export function rememberEntry(memory: FlowMemory, facts: ActionFacts, carried: Flown | undefined): Place | undefined {
  if (facts.paths.length > 0 || (carried === undefined && memory.places.size === 0)) return undefined;
  const names = entriesOf(facts);
  if (carried === undefined) {
    if (isWriting(facts)) for (const name of names) memory.places.delete(name);
    return undefined;
  }
  const place: Place = { label: "secret", how: "written", source: carried.source, at: facts.position.at, via: [link(facts.id, "wrote", `an entry by ${facts.tool?.shown.slice(0, 64) ?? facts.kind}`, carried.how)] };
  for (const name of names) put(memory, name, place);
  return place;
}

/** The result of writing an entry says how it is called from now on. */
export function nameEntry(memory: FlowMemory, place: Place, fields: readonly Fingerprint[]): void {
  if (fields.length <= FLOW_WEIGHTS.entryFields) for (const field of fields) put(memory, `#${field}`, place);
}

/** How what an action reads came to the files that it reads. */
export function broughtTo(memory: FlowMemory, facts: ActionFacts): readonly ChainLink[] | undefined {
  const place = placesIn(memory, facts).find(({ how }) => how !== "origin");
  return place === undefined ? undefined : carriedBy(place);
}

/** Whether a command takes files as credentials: what they hold then stays here. */
export function usesCredentialFiles({ commands }: ActionFacts): boolean {
  return commands.some(({ options }) => options.some((option) => CREDENTIAL_OPTIONS.has(option)));
}

/** Labels what the action writes. `carried`: a secret that its arguments hold. */
export function rememberPlaces(memory: FlowMemory, facts: ActionFacts, carried: Flown | undefined): void {
  if (facts.paths.length === 0) return;
  if (carried !== undefined) {
    for (const each of facts.paths) if (mayWrite(each)) put(memory, each.path, { label: "secret", how: "written", source: carried.source, at: facts.position.at, via: [link(facts.id, "wrote", each.path, carried.how)] });
    return;
  }
  if (memory.places.size === 0 && !facts.paths.some(({ sensitive }) => sensitive === true)) return;
  const from = copiedFrom(memory, facts);
  if (from !== undefined) {
    for (const each of facts.paths) if (mayWrite(each) && each.sensitive !== true && !(facts.commands.length === 0 && memory.places.has(each.path))) put(memory, each.path, { ...from, how: "copy", at: facts.position.at, via: [...from.via, link(facts.id, "carried", each.path, "copied")].slice(-FLOW_WEIGHTS.carried) });
  } else if (isWriting(facts)) for (const { path } of facts.paths) clear(memory, path, facts.position.at);
}

function clear(memory: FlowMemory, path: string, at: number): void {
  if (memory.places.delete(path)) putBounded(memory.cleared, path, at, FLOW_WEIGHTS.places);
}

function put(memory: FlowMemory, path: string, place: Place): void {
  memory.cleared.delete(path);
  if (!putBounded(memory.places, path, place, FLOW_WEIGHTS.places)) memory.hasForgotten = true;
}

/** What a copying action copies, when that is sensitive or labelled. */
function copiedFrom(memory: FlowMemory, facts: ActionFacts): Pick<Place, "label" | "source" | "via"> | undefined {
  if (!isCopying(facts)) return undefined;
  const read = facts.paths.find((each) => mayRead(each) && (each.sensitive === true || memory.places.has(each.path)));
  if (read === undefined) return undefined;
  const { label, source, via } = memory.places.get(read.path) ?? { label: "secret" as const, source: { read: null, result: facts.id, at: facts.position.at, file: read.path.slice(0, 96) }, via: [] };
  return { label, source, via };
}

/** A program or a tool that takes over the content of files as a whole. */
function isCopying(facts: ActionFacts): boolean {
  if (facts.commands.length > 0) return facts.commands.some(({ executable, subcommand }) => COPYING.has(executable) || (executable === "openssl" && (subcommand[0] === "enc" || subcommand[0] === "base64")));
  return facts.paths.length > 1 && facts.tool !== undefined && wordsOf(facts.tool).some((word) => COPYING_WORDS.has(word));
}

function mayRead({ access }: PathFacts): boolean {
  return access === undefined || access === "read";
}

function mayWrite({ access }: PathFacts): boolean {
  return access === undefined || access === "write";
}
