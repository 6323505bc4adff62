// What of an action is counted in each dimension of a profile.
import { isAddressed } from "../addressed.ts";
import { isWrapper } from "../declaration/command-words.ts";
import { isEntryKey } from "../../normalise/shape.ts";
import { valueKey } from "./closed-slots.ts";
import { BASELINE_WEIGHTS } from "./weights.ts";
import type { BaselineDimension } from "../../words/baseline.ts";
import type { ActionFacts, ArgumentFacts, CommandFacts, DestinationFacts } from "../../words/facts.ts";

/** The different keys that an action has in each dimension. */
export type ActionKeys = Readonly<Record<BaselineDimension, readonly string[]>>;

const NONE: readonly string[] = [];

/** Of the last action: it is first judged by its keys, then counted by them. */
let last: { readonly facts: ActionFacts; readonly keys: ActionKeys } | undefined;

/** INVARIANT: facts are not changed once they are made. */
export function keysOf(facts: ActionFacts): ActionKeys {
  if (last?.facts === facts) return last.keys;
  const keys = readKeys(facts);
  last = { facts, keys };
  return keys;
}

function readKeys(facts: ActionFacts): ActionKeys {
  const { tool } = facts;
  const hosts = hostsOf(facts);
  const commands = commandsOf(facts);
  const named = namedArguments(facts);
  return {
    kind: [facts.kind],
    tool: tool === undefined ? NONE : [tool.exact],
    destination: hosts,
    "tool-destination": tool === undefined || hosts.length === 0 ? NONE : hosts.map((host) => `${tool.exact} ${host}`),
    shape: tool === undefined ? NONE : [`${tool.exact} ${facts.shape}`],
    command: commands.length === 0 ? NONE : unique(commands.map(commandOf)),
    option: commands.length === 0 ? NONE : unique(commands.flatMap((command) => command.options.map((option) => `${commandOf(command)} ${option}`))),
    argument: unique(named.map((argument) => slotOf(facts, argument))),
    value: unique(valuesOf(facts, named)),
    area: facts.paths.length === 0 && hosts.length === 0 ? NONE : unique([...facts.paths.filter(({ place }) => place !== "mention").map(({ path }) => folderOf(path)), ...placesOf(facts)]),
  };
}

function unique(keys: readonly string[]): readonly string[] {
  return keys.length < 2 ? keys : [...new Set(keys)];
}

function toolOf(facts: ActionFacts): string {
  return facts.tool?.exact ?? facts.kind;
}

function hostsOf(facts: ActionFacts): readonly string[] {
  return facts.destinations.length === 0 ? NONE : unique(facts.destinations.filter(isAddressed).map(({ host }) => host));
}

/** Those that are known and do something of their own. */
function commandsOf(facts: ActionFacts): readonly CommandFacts[] {
  return facts.commands.length === 0 ? [] : facts.commands.filter((command) => command.executable !== "" && !isWrapper(facts, command));
}

/** The program with the words that choose what it does. */
export function commandOf({ executable, subcommand }: CommandFacts): string {
  return [executable, ...subcommand].join(" ");
}

/** All but a single value in place of arguments, which has no name. */
function namedArguments(facts: ActionFacts): readonly ArgumentFacts[] {
  return facts.arguments.filter(({ at }) => at !== "");
}

/** Tool and argument; entries of lists and ids among the keys are all one. */
export function slotOf(facts: ActionFacts, { at }: ArgumentFacts): string {
  const tool = toolOf(facts);
  const own = SLOTS.get(tool);
  const kept = own?.get(at);
  if (kept !== undefined) return kept;
  const slot = `${tool} ${at.split("/").map((segment) => (isEntryKey(segment) ? "*" : segment)).join("/")}`;
  if (kinds >= MOST_SLOTS) {
    SLOTS.clear();
    kinds = 0;
  }
  kinds++;
  SLOTS.set(tool, (SLOTS.get(tool) ?? new Map<string, string>()).set(at, slot));
  return slot;
}

/** Agents fill the same arguments over and over: slots by tool and pointer. */
const SLOTS = new Map<string, Map<string, string>>();
const MOST_SLOTS = 4096;
let kinds = 0;

/** Types of which a value can be one of few. */
const CLOSED_TYPES: ReadonlySet<string> = new Set(["word", "boolean", "integer", "digits", "number", "mail", "domain", "address", "uuid", "hex", "url", "null", "empty"]);

function valuesOf(facts: ActionFacts, named: readonly ArgumentFacts[]): readonly string[] {
  const values: string[] = [];
  for (const argument of named) {
    const { text, type, whole } = argument;
    if (whole && text.length <= BASELINE_WEIGHTS.slotValue && CLOSED_TYPES.has(type)) values.push(valueKey(slotOf(facts, argument), text.toLowerCase()));
  }
  return values;
}

/** The folder of a path, at most its first three parts. */
export function folderOf(path: string): string {
  const parts = path.split("/");
  return parts.slice(0, Math.min(4, parts.length - 1)).join("/") || (path.startsWith("/") ? "/" : ".");
}

/** Hosts with the first part of the path that the action goes to there. */
function placesOf(facts: ActionFacts): readonly string[] {
  return facts.destinations.filter((destination) => isAddressed(destination) && destination.path !== undefined).map(placeOf);
}

export function placeOf({ host, path = "" }: DestinationFacts): string {
  return `${host}/${path.split("/")[1] ?? ""}`;
}
