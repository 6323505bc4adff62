// What of an action is counted in each dimension of a profile.
import { isAddressed } from "../addressed.ts";
import { isWrapper } from "../declaration/command-words.ts";
import { isEntryKey } from "../../normalise/shape.ts";
import { valueKey } from "./closed-slots.ts";
import { BASELINE_WEIGHTS } from "./weights.ts";
import type { BaselineDimension } from "../../words/baseline.ts";
import type { ActionFacts, ArgumentFacts, CommandFacts, DestinationFacts } from "../../words/facts.ts";

/** The different keys that an action has in a dimension. */
export function keysOf(name: BaselineDimension, facts: ActionFacts): readonly string[] {
  switch (name) {
    case "kind":
      return [facts.kind];
    case "tool":
      return facts.tool === undefined ? NONE : [facts.tool.exact];
    case "destination":
      return hostsOf(facts);
    case "tool-destination":
      return facts.tool === undefined ? NONE : hostsOf(facts).map((host) => `${toolOf(facts)} ${host}`);
    case "shape":
      return facts.tool === undefined ? NONE : [`${toolOf(facts)} ${facts.shape}`];
    case "command":
      return unique(commandsOf(facts).map(commandOf));
    case "option":
      return unique(commandsOf(facts).flatMap((command) => command.options.map((option) => `${commandOf(command)} ${option}`)));
    case "argument":
      return unique(namedArguments(facts).map((argument) => slotOf(facts, argument)));
    case "value":
      return unique(namedArguments(facts).flatMap((argument) => valuesOf(facts, argument)));
    case "area":
      return unique([...facts.paths.filter(({ place }) => place !== "mention").map(({ path }) => folderOf(path)), ...placesOf(facts)]);
    default:
      return name satisfies never;
  }
}

const NONE: readonly string[] = [];

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
  const general = at.split("/").map((segment) => (isEntryKey(segment) ? "*" : segment)).join("/");
  return `${toolOf(facts)} ${general}`;
}

/** Types of which a value can be one of few. */
const CLOSED_TYPES: ReadonlySet<string> = new Set(["word", "boolean", "integer", "digits", "number", "mail", "domain", "address", "uuid", "hex", "url", "null", "empty"]);

function valuesOf(facts: ActionFacts, argument: ArgumentFacts): readonly string[] {
  if (!argument.whole || argument.text.length > BASELINE_WEIGHTS.slotValue || !CLOSED_TYPES.has(argument.type)) return NONE;
  return [valueKey(slotOf(facts, argument), argument.text.toLowerCase())];
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
