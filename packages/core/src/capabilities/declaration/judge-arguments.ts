// The arguments of one call against the limits on them. Every element of a list must hold; what is cut or hidden is undecided.
import { LIMITS } from "../../normalise/limits.ts";
import { normalisePathText } from "./path-text.ts";
import { takesInPath } from "../path-glob.ts";
import { folded, isIndex, segmentsOf } from "./argument-key.ts";
import { isFieldName, namedPlaces } from "./argument-names.ts";
import { reachIn } from "./compile-destinations.ts";
import { isGiven } from "./is-given.ts";
import { LIMIT_CODES } from "./limit-codes.ts";
import { namesOtherUnit, readNumbers } from "./read-numbers.ts";
import { hasRoute, isOneRecipient, takesInRecipient } from "./recipient-pattern.ts";
import type { ActionFacts, ArgumentFacts } from "../../words/facts.ts";
import type { Note } from "./call-report.ts";
import type { CompiledArguments, CompiledLimit } from "./compile-arguments.ts";

export function judgeArguments(facts: ActionFacts, { limits, required, sized, noOthers, at }: CompiledArguments, note: Note): void {
  const given = required.length === 0 ? undefined : new Set<CompiledLimit>();
  const from = placeOf(facts.arguments);
  const aliases = limits.length === 0 ? undefined : namedPlaces(facts.arguments);
  for (const argument of facts.arguments) {
    if (argument.at === "" && facts.arguments.length > 1) continue;
    const place = at(from === 0 ? argument.at : argument.at.slice(from));
    const alias = aliases?.get(argument.at);
    const held = alias === undefined ? place.limits : [...new Set([...place.limits, ...at(alias).limits])];
    for (const limit of held) judgeKeys(facts, argument, limit, note);
    if (!isGiven(argument)) continue;
    for (const limit of held) {
      if (from === 0 && place.named.has(limit)) given?.add(limit);
      judgeValue(facts, argument, limit, note);
    }
    for (const limit of place.wrapped) if (mayHold(argument, limit)) note(LIMIT_CODES.undecided, `has a text around ${limit.key.shown}, so the limit on it is not known to hold`);
    for (const limit of place.inside) note(LIMIT_CODES.undecided, `has a text where the limit on ${limit.key.shown} looks for values inside it`);
    if (argument.at.length >= LIMITS.pointer && limits.length > 0) note(LIMIT_CODES.undecided, "has an argument so deep inside others that its place is not known in full");
    if (noOthers && !place.isNamed) note(LIMIT_CODES.unnamedArgument, `is called with ${shownPlace(argument)}, which its declaration does not name`);
  }
  for (const limit of required) if (given?.has(limit) !== true) note(LIMIT_CODES.argument, `is called without ${limit.key.shown}, which its declaration requires`);
  for (const limit of sized) judgeSize(facts, limit, at, from, note);
  if (facts.unread.length > 0 && (limits.length > 0 || noOthers)) note(LIMIT_CODES.undecided, `has arguments that were not read (${facts.unread.join(", ")}), so their limits are not known to hold`);
}

/** A text in the place of all arguments that may be an object of them in JSON. */
function mayHold({ text, whole }: ArgumentFacts, { key }: CompiledLimit): boolean {
  const [name = ""] = key.folded;
  return /^\s*[[{]/.test(text) && (name === "*" || !whole || folded(text).includes(name));
}

/** SECURITY: `{ "to": { "ann@corp.example": {} } }` names somebody by a key, and nothing else need stand there. */
function judgeKeys(facts: ActionFacts, argument: ArgumentFacts, limit: CompiledLimit, note: Note): void {
  if (limit.recipients === undefined && limit.paths === undefined && limit.destinations === undefined && limit.enum === undefined && limit.pattern === undefined) return;
  const segments = segmentsOf(argument.at);
  const isLeaf = !isGiven(argument) || argument.type === "boolean" || argument.type === "empty";
  for (const [index, text] of segments.entries()) {
    if (index < limit.key.folded.length || isIndex(text) || isFieldName(text)) continue;
    const key: ArgumentFacts = { at: argument.at, type: "key", text, whole: argument.at.length < LIMITS.pointer && !/\[[a-z]+\]/.test(text), bytes: text.length };
    const own = { ...facts, recipients: [], paths: [] };
    if (limit.recipients !== undefined) judgeRecipients(own, key, limit, note);
    if (limit.paths !== undefined) judgePaths(own, key, limit, note);
  }
  const last = segments.at(-1) ?? "";
  if (!isLeaf || segments.length <= limit.key.folded.length || isIndex(last) || last.startsWith("[")) return;
  const parent = parentOf(argument.at);
  const isAlone = !facts.arguments.some((other) => other.at !== argument.at && isGiven(other) && other.at.startsWith(parent));
  if (isAlone) note(LIMIT_CODES.undecided, `has keys in the place of values in ${limit.key.shown}`);
}

function parentOf(at: string): string {
  return at.slice(0, at.lastIndexOf("/") + 1);
}

/** All that stands at the place and below it counts together. */
function judgeSize(facts: ActionFacts, limit: CompiledLimit, at: CompiledArguments["at"], from: number, note: Note): void {
  let size = 0;
  for (const argument of facts.arguments) if (argument.at !== "" && at(argument.at.slice(from)).limits.includes(limit)) size += argument.bytes;
  if (limit.maxSize !== undefined && size > limit.maxSize) note(LIMIT_CODES.argument, `has ${size} bytes in ${limit.key.shown}, and the declaration permits ${limit.maxSize}`);
}

const METADATA = "/metadata";

/** Clients of the older interface give the arguments as metadata: the limits are on what stands below. */
function placeOf(all: readonly ArgumentFacts[]): number {
  // SECURITY: `arguments: {}` beside the metadata stands at the root and holds nothing.
  const given = all.filter((argument) => argument.at !== "" || isGiven(argument));
  return given.length > 0 && given.every(({ at }) => at.startsWith(`${METADATA}/`)) ? METADATA.length : 0;
}

function shownPlace({ at }: ArgumentFacts): string {
  return at === "" ? "one text" : at;
}

function judgeValue(facts: ActionFacts, argument: ArgumentFacts, limit: CompiledLimit, note: Note): void {
  const name = limit.key.shown;
  if (limit.forbidden) return note(LIMIT_CODES.argument, `is called with ${name}, which its declaration forbids`);
  if (limit.enum !== undefined) judgeEnum(argument, limit, limit.enum, note);
  if (limit.pattern !== undefined) {
    if (!argument.whole) note(LIMIT_CODES.undecided, `has a value in ${name} that is not known in full, so its pattern was not checked`);
    else if (!limit.pattern(argument.text)) note(LIMIT_CODES.argument, `has a value in ${name} that does not fit the declared pattern`);
  }
  if (limit.min !== undefined || limit.max !== undefined) judgeBounds(facts, argument, limit, note);
  if (argument.type === "empty") return;
  if (limit.destinations !== undefined) judgeHosts(facts, argument, limit, note);
  if (limit.recipients !== undefined) judgeRecipients(facts, argument, limit, note);
  if (limit.paths !== undefined) judgePaths(facts, argument, limit, note);
}

/** A value that is not known in full is beyond all the same when none of the permitted ones has its size. */
function judgeEnum({ text, whole, bytes }: ArgumentFacts, { key, enumBytes }: CompiledLimit, permitted: ReadonlySet<string>, note: Note): void {
  if (whole && permitted.has(text)) return;
  if (whole || !enumBytes.has(bytes)) note(LIMIT_CODES.argument, `has a value in ${key.shown} that is none of the ${permitted.size} permitted ones`);
  else note(LIMIT_CODES.undecided, `has a value in ${key.shown} that is not known in full, so it was not compared with the permitted ones`);
}

function judgeBounds(facts: ActionFacts, argument: ArgumentFacts, { key, min = -Infinity, max = Infinity }: CompiledLimit, note: Note): void {
  // A number of JSON has no thousands to part.
  const read = argument.type === "number" || argument.type === "integer" ? [Number(argument.text)] : readNumbers(argument.text);
  const isOther = namesOtherUnit(argument.text);
  const values = facts.amounts.length === 0 ? read : [...read, ...facts.amounts.filter(({ at }) => at === argument.at).map(({ value }) => value)];
  if (argument.whole && !isOther && values.length > 0 && values.every((value) => value >= min && value <= max)) return;
  const beyond = values.find((value) => value < min || value > max);
  const range = `${min === -Infinity ? "" : ` at least ${min}`}${min === -Infinity || max === Infinity ? "" : " and"}${max === Infinity ? "" : ` at most ${max}`}`;
  if (!argument.whole) return note(LIMIT_CODES.undecided, `has a value in ${key.shown} that is not known in full, and the declaration permits${range}`);
  if (beyond !== undefined) note(LIMIT_CODES.argument, `has ${beyond} in ${key.shown}, and the declaration permits${range}`);
  else if (isOther && values.length > 0) note(LIMIT_CODES.undecided, `has a value in ${key.shown} in a unit that is not known, and the declaration permits${range}`);
  else if (values.length === 0) note(LIMIT_CODES.argument, `has a value in ${key.shown} that is no number, and the declaration permits${range}`);
}

/** SECURITY: hosts inside other URLs and in texts count as well: a redirect is a way to another place. */
function judgeHosts(facts: ActionFacts, argument: ArgumentFacts, { key, destinations }: CompiledLimit, note: Note): void {
  if (destinations === undefined) return;
  let found = 0;
  for (const destination of facts.destinations) {
    if (destination.place === "target" || !isInside(destination.at, argument.at)) continue;
    found++;
    const reach = reachIn(destinations, destination);
    if (reach === "beyond") note(LIMIT_CODES.argument, `goes to ${destination.host}${destination.path ?? ""} by ${key.shown}, which its declaration does not take in`);
    else if (reach === "unknown") note(LIMIT_CODES.undecided, `goes to a path of ${destination.host} by ${key.shown} that is not known in full`);
  }
  if (found === 0) note(LIMIT_CODES.argument, `names no host in ${key.shown}, and its declaration expects a declared one`);
}

function judgeRecipients(facts: ActionFacts, argument: ArgumentFacts, { key, recipients = [] }: CompiledLimit, note: Note): void {
  const found = facts.recipients.filter(({ at }) => isInside(at, argument.at));
  if (found.length === 0 && !argument.whole) return note(LIMIT_CODES.undecided, `has a value in ${key.shown} that is not known in full, so its recipients are not known`);
  if (found.length === 0 && !isOneRecipient(argument.text)) return note(LIMIT_CODES.argument, `names no recipient in ${key.shown}, and its declaration expects a declared one`);
  if (hasRoute(argument.text)) note(LIMIT_CODES.undecided, `names a host to send by in ${key.shown}`);
  const forms = found.length === 0 ? [{ form: argument.text }] : found;
  if (forms.every((form) => takesInRecipient(recipients, form))) return;
  note(LIMIT_CODES.argument, `sends to a recipient in ${key.shown} that its declaration does not take in`);
}

function judgePaths(facts: ActionFacts, argument: ArgumentFacts, { key, paths = [] }: CompiledLimit, note: Note): void {
  const found = facts.paths.filter((path) => path.place !== "target" && isInside(path.at, argument.at)).map(({ path }) => path);
  // What was not recognised as a path is one here: the declaration says so.
  const all = found.length === 0 && argument.whole ? [normalisePathText(argument.text)] : found;
  if (!all.every((path) => paths.some((pattern) => takesInPath(pattern, path)))) note(LIMIT_CODES.argument, `has a path in ${key.shown} that its declaration does not take in`);
  else if (!argument.whole) note(LIMIT_CODES.undecided, `has a value in ${key.shown} that is not known in full, so its path is not known`);
}

/** The pointer itself or a place below it. */
export function isInside(at: string, pointer: string): boolean {
  return at === pointer || (at.length > pointer.length && at.startsWith(pointer) && at[pointer.length] === "/");
}
