// What a condition can ask of an action. Each value is made when it is first read: what no condition reads costs nothing.
import { findEntry } from "../../../normalise/shell/executable-entry.ts";
import { DOUBLE, INT, readDecimal, STRING, UNDECIDED } from "./value.ts";
import type { ActionKind, Feed } from "../../../words/event.ts";
import type { ActionFacts, ArgumentFacts, CommandFacts, DestinationFacts, Label } from "../../../words/facts.ts";
import type { CelType, Run, Undecided, Value } from "./value.ts";

export interface Variable {
  readonly type: CelType;
  read(run: Run): Value;
  /** Every value that it, or an element of it, can have. */
  readonly only?: readonly string[];
  /** Values are always in this form: a literal in another one never equals it. */
  form?(text: string): string;
}

export const ACTION_KINDS: readonly ActionKind[] = ["tool_call", "connect", "file", "exec", "skill_load", "message"];
const FEEDS = ["sdk", "adapter", "hook", "mcp", "egress", "sandbox"] as const satisfies readonly Feed[];
export const LABELS: readonly Label[] = ["secret", "personal", "internal", "untrusted"];

const STRINGS: CelType = { kind: "list", of: STRING };
const DESTINATION: CelType = { kind: "record", fields: new Map([["host", STRING], ["port", INT], ["path", STRING], ["scheme", STRING], ["place", STRING]]) };
const AMOUNT: CelType = { kind: "record", fields: new Map([["value", DOUBLE], ["currency", STRING]]) };
const SESSION: CelType = { kind: "record", fields: new Map([["actions", INT], ["events", INT]]) };

const lower = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

export const VARIABLES: ReadonlyMap<string, Variable> = new Map<string, Variable>([
  ["kind", { type: STRING, only: ACTION_KINDS, read: ({ facts }) => facts.kind }],
  ["tool", { type: STRING, form: lower, read: ({ facts }) => facts.tool?.exact ?? "" }],
  ["publisher", { type: STRING, form: lower, read: ({ facts }) => facts.publisher?.exact ?? "" }],
  ["hash", { type: STRING, form: lower, read: ({ facts }) => facts.hash?.toLowerCase() ?? "" }],
  ["agent", { type: STRING, read: ({ facts }) => facts.identity.agent }],
  ["role", { type: STRING, read: ({ facts }) => facts.identity.role ?? "" }],
  ["user", { type: STRING, read: ({ facts }) => facts.identity.user ?? "" }],
  ["feed", { type: STRING, only: FEEDS, read: ({ facts }) => facts.position.feed }],
  ["method", { type: STRING, form: (text) => text.toUpperCase(), read: ({ facts }) => facts.method ?? "" }],
  ["hosts", { type: STRINGS, form: lower, read: ({ facts }) => hostNames(facts) }],
  ["sites", { type: STRINGS, form: lower, read: ({ facts }) => [...new Set(facts.destinations.flatMap(({ site }) => site ?? []))] }],
  ["paths", { type: STRINGS, read: ({ facts }) => facts.paths.map(({ path }) => path) }],
  ["commands", { type: STRINGS, read: ({ facts }) => facts.commands.map(commandText) }],
  ["executables", { type: STRINGS, read: ({ facts }) => facts.commands.map(({ executable }) => (executable === "" ? UNDECIDED : executable)) }],
  ["recipients", { type: STRINGS, read: ({ facts }) => facts.recipients.map(({ form }) => form) }],
  ["labels", { type: STRINGS, only: LABELS, read: ({ facts }) => [...new Set(facts.content.labelled.map(({ label }) => label))] }],
  ["destinations", { type: { kind: "list", of: DESTINATION }, read: ({ facts }) => facts.destinations.map(destinationRecord) }],
  ["amounts", { type: { kind: "list", of: AMOUNT }, read: ({ facts }) => facts.amounts.map(({ value, currency = "" }) => new Map<string, Value>([["value", value], ["currency", currency]])) }],
  ["args", { type: { kind: "map", of: STRING }, read: ({ facts }) => argumentTexts(facts) }],
  ["numbers", { type: { kind: "map", of: DOUBLE }, read: ({ facts }) => argumentNumbers(facts) }],
  ["bytes", { type: INT, read: ({ facts }) => BigInt(facts.content.bytes) }],
  ["session", { type: SESSION, read: ({ session }) => new Map([["actions", BigInt(session.actions)], ["events", BigInt(session.events)]]) }],
]);

/** Names that are offered for one that is not known. */
export const VARIABLE_NAMES: readonly string[] = [...VARIABLES.keys()];

/** Without addresses that a name had: nobody wrote those. Of look-alikes also what they imitate. */
function hostNames({ destinations }: ActionFacts): readonly string[] {
  const named = destinations.filter(({ place }) => place !== "resolved");
  return [...new Set(named.flatMap(({ host, skeleton }) => (host.includes("xn--") ? [host, skeleton] : [host])))];
}

function destinationRecord({ host, port = 0, path = "", scheme = "", place }: DestinationFacts): Value {
  return new Map<string, Value>([["host", host], ["port", BigInt(port)], ["path", path], ["scheme", scheme], ["place", place]]);
}

/** A text that was cut or redacted is not known: what is asked of it is undecided. */
function argumentTexts(facts: ActionFacts): ReadonlyMap<string, string | Undecided> {
  return new Map(facts.arguments.map((argument) => [keyOf(argument), argument.whole ? argument.text : UNDECIDED]));
}

function argumentNumbers(facts: ActionFacts): ReadonlyMap<string, number | Undecided> {
  return new Map(
    facts.arguments.flatMap((argument): (readonly [string, number | Undecided])[] => {
      const value = argument.whole ? readDecimal(argument.text) : undefined;
      if (value === undefined) return looksNumeric(argument.text) ? [[keyOf(argument), UNDECIDED]] : [];
      return [[keyOf(argument), value]];
    }),
  );
}

/** `0x3e8`, `1,000`, `EUR 5`: a number for whoever reads it so. */
function looksNumeric(text: string): boolean {
  return /^(?:[A-Z]{3} ?)?[^\p{L}\p{Nd}]{0,8}\p{Nd}/u.test(text);
}

/** What chooses may only be known when it runs: `git $X` may be `git push`. */
function commandText({ executable, subcommand, words, unknown }: CommandFacts): string | Undecided {
  const isChosenLater = subcommand.length === 0 && unknown.includes("arguments") && words[0] === "*" && (findEntry(executable)?.subcommands ?? 1) > 0;
  return executable === "" || isChosenLater ? UNDECIDED : [executable, ...subcommand].join(" ");
}

/** The argument's name; below the top level its pointer without the first slash. */
function keyOf({ at }: ArgumentFacts): string {
  const key = at.startsWith("/") ? at.slice(1) : at;
  return key.includes("/") || !key.includes("~") ? key : key.replaceAll("~1", "/").replaceAll("~0", "~");
}
