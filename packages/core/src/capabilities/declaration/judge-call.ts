// One call of a declared tool against the limits on all of the call: places, paths, commands, recipients, tenants, amounts.
import { takesInPath } from "../path-glob.ts";
import { isIndex } from "./argument-key.ts";
import { plainSegmentsOf } from "./argument-names.ts";
import { reachOfCommand } from "./command-pattern.ts";
import { isWrapper, ownFileOf } from "./command-words.ts";
import { reachIn } from "./compile-destinations.ts";
import { isGiven } from "./is-given.ts";
import { judgeAmounts } from "./judge-amounts.ts";
import { judgeArguments } from "./judge-arguments.ts";
import { judgeRecipients } from "./judge-recipients.ts";
import { LIMIT_CODES } from "./limit-codes.ts";
import { DECLARATION_CODES } from "./codes.ts";
import { judgeTenants } from "./judge-tenants.ts";
import { slotOf } from "../../normalise/slots.ts";
import type { ActionFacts, ArgumentFacts, CommandFacts, DestinationFacts, PathFacts } from "../../words/facts.ts";
import type { Note } from "./call-report.ts";
import type { CommandPattern } from "./command-pattern.ts";
import type { DestinationList } from "./compile-destinations.ts";
import type { CompiledTool } from "./compile-tool.ts";
import type { PathPattern } from "../path-glob.ts";

export function judgeCall(facts: ActionFacts, tool: CompiledTool, note: Note): void {
  if (tool.arguments !== undefined) judgeArguments(facts, tool.arguments, note);
  if (tool.destinations !== undefined) judgePlaces(facts, tool.destinations, note);
  if (tool.commands !== undefined) judgeCommands(facts, tool.commands, note);
  if (tool.paths !== undefined) judgePaths(facts, tool.paths, note);
  if (tool.recipients !== undefined) judgeRecipients(facts, tool.recipients, note);
  if (tool.tenants !== undefined) judgeTenants(facts, tool.tenants, note);
  if (tool.maxAmount !== undefined) judgeAmounts(facts, tool.maxAmount, note);
}

/** SECURITY: a host inside another URL is where a redirect leads, and a command goes to what its text mentions. */
function isPlace({ place, at }: DestinationFacts, facts: ActionFacts): boolean {
  if (place === "recipient") return false;
  return place !== "mention" || facts.commands.some((command) => command.at === at) || facts.kind === "exec";
}

function judgePlaces(facts: ActionFacts, list: DestinationList, note: Note): void {
  for (const destination of facts.destinations) {
    if (!isPlace(destination, facts)) continue;
    const reach = reachIn(list, destination);
    if (reach === "beyond") note(DECLARATION_CODES.destination, `goes to ${destination.host}${destination.path ?? ""}, which is not declared for this tool`);
    else if (reach === "unknown") note(LIMIT_CODES.undecided, `goes to a path of ${destination.host} that is not known in full`);
  }
}

function judgeCommands(facts: ActionFacts, patterns: readonly CommandPattern[], note: Note): void {
  if (facts.commands.length === 0 && facts.arguments.some((argument) => isGiven(argument) && argument.type !== "empty")) note(LIMIT_CODES.undecided, "runs something in which no command could be read, and its declaration names commands");
  for (const [at, command] of facts.commands.entries()) {
    if (isNamedBehind(patterns, facts.commands[at - 1], command)) continue;
    const reach = reachOfCommand(patterns, command);
    const file = reach === "within" ? ownFileOf(facts, command) : undefined;
    if (reach === "beyond" && isWrapper(facts, command)) continue;
    const shown = [command.executable, ...(command.subcommand.length > 0 ? command.subcommand : command.words.slice(0, 1))].join(" ");
    if (reach === "beyond") note(LIMIT_CODES.command, `runs ${shown}${command.options.length === 0 ? "" : ` ${command.options.join(" ")}`}, which is not declared for this tool`);
    else if (reach === "undecided") note(LIMIT_CODES.undecided, `runs ${shown === "" ? "a command" : shown}, of which a part is only known when it runs (${command.unknown.join(", ")})`);
    // SECURITY: a file that is called like a declared program is another one.
    else if (file !== undefined && !patterns.some(({ executable }) => executable === "")) note(LIMIT_CODES.command, `runs ${file}, which is no installed program`);
  }
}

/** `npx vitest *` names what `npx` runs as well. */
function isNamedBehind(patterns: readonly CommandPattern[], wrapper: CommandFacts | undefined, { executable, at }: CommandFacts): boolean {
  if (wrapper === undefined || wrapper.at !== at || wrapper.words[0] !== executable || executable === "") return false;
  return reachOfCommand(patterns.filter(({ words }) => words[0] === executable), wrapper) === "within";
}

/** As many characters of a path as facts keep. */
const LONGEST_PATH = 512;

function judgePaths(facts: ActionFacts, patterns: readonly PathPattern[], note: Note): void {
  for (const argument of facts.arguments) if (holdsUnreadPath(facts, argument)) note(LIMIT_CODES.undecided, `has a value in ${argument.at} in which no path could be read`);
  for (const found of facts.paths) {
    const { path } = found;
    if (facts.kind === "file" && !isNamedPath(found)) continue;
    if (!patterns.some((pattern) => takesInPath(pattern, path))) note(LIMIT_CODES.path, `touches ${path}, which is not declared for this tool`);
    else if (path.length >= LONGEST_PATH) note(LIMIT_CODES.undecided, "touches a path that is not known in full");
  }
}

const NO_PATH: ReadonlySet<string> = new Set(["empty", "boolean", "integer", "number", "bytes"]);

/** SECURITY: a value in a place for paths that is none in any reading (a line end in it), or that holds another path behind a scheme (`jar:file:…`). */
function holdsUnreadPath(facts: ActionFacts, argument: ArgumentFacts): boolean {
  const { at, text, type } = argument;
  if (!isGiven(argument) || NO_PATH.has(type)) return false;
  const hasScheme = /^[a-z][a-z0-9+.-]{1,32}:/i.test(text);
  if (hasScheme && /(?:file:|[:=]|:\/\/[a-z]{2,16}[/.:=])[/\\]|resource=/i.test(text) && !/^(?:https?|wss?|ftps?|s3|gs|file|data):[/\\]/i.test(text)) return true;
  if (!isPathPlace(at) || facts.paths.some((path) => path.at === at)) return false;
  // A body that is meant to be written, or a word, is no path.
  return /[/\\]/.test(text) && !facts.destinations.some((destination) => destination.at === at);
}

function isPathPlace(at: string): boolean {
  return slotOf(plainSegmentsOf(at).findLast((segment) => !isIndex(segment)) ?? "").path;
}

/** In the arguments of a file action every word is read as a relative path: `mode: write` names no file. */
function isNamedPath({ path, place, at }: PathFacts): boolean {
  return place !== "argument" || /^(?:[/~]|[A-Z]:\/|\.\.)/.test(path) || slotOf(at.slice(at.lastIndexOf("/") + 1)).path;
}
