// What an action does with what it carries, and which places in its arguments are made for credentials.
import { isAddressed } from "../../addressed.ts";
import { changesSomething } from "../attribution/consequence.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts, NameFacts } from "../../../words/facts.ts";
import type { Act, Thing } from "../../../words/passage.ts";

const OUTBOUND: ReadonlySet<string> = new Set(FLOW_WEIGHTS.outboundWords);
const INBOUND: ReadonlySet<string> = new Set(FLOW_WEIGHTS.inboundWords);
const WRITING: ReadonlySet<string> = new Set(FLOW_WEIGHTS.writingWords);
const SLOTS: ReadonlySet<string> = new Set(FLOW_WEIGHTS.credentialSlots);
const GRANTS: ReadonlySet<Act> = new Set<Act>(["grant", "invite", "join", "unlock"]);
const CHANGES: ReadonlySet<Act> = new Set<Act>(["add", "change", "create", "disable", "delete"]);
const ACCESS: ReadonlySet<Thing> = new Set<Thing>(["account", "key", "password", "permission", "user"]);
const KEEPS: ReadonlySet<Act> = new Set<Act>(["add", "change", "create", "move"]);

/**
 * Where it ends. `outbound`: it leaves. `execution`: a program of this machine gets it. `access`: it changes who may do what, or with which key.
 * `persistence`: it is kept where it can be read again. Payments are judged by who asked for them.
 */
export type Sink = "outbound" | "execution" | "access" | "persistence";

/** `open`: tools whose server says that they reach beyond it. Undefined: it ends nowhere, as in a look-up. */
export function sinkOf(facts: ActionFacts, open: ReadonlyMap<string, true>): Sink | undefined {
  if (isSink(facts) || (facts.tool !== undefined && open.has(facts.tool.exact))) return "outbound";
  if (facts.kind === "exec" || facts.commands.length > 0) return "execution";
  if (!changesSomething(facts)) return undefined;
  const { acts, things } = facts.means ?? { acts: [], things: [] };
  if (acts.some((act) => GRANTS.has(act)) || (acts.some((act) => CHANGES.has(act)) && things.some((thing) => ACCESS.has(thing)))) return "access";
  return isWriting(facts) || acts.some((act) => KEEPS.has(act)) ? "persistence" : undefined;
}

/** Whether what the action carries may leave: by its kind, by where it goes, or by what its tool says that it does. */
export function isSink(facts: ActionFacts): boolean {
  return facts.destinations.some(isAddressed) || isSending(facts);
}

/** Whether it hands something to somebody, rather than keeping it at some address. */
export function isSending({ kind, tool }: ActionFacts): boolean {
  return kind === "connect" || kind === "message" || (tool !== undefined && isOutbound(wordsOf(tool)));
}

/** Whether a file or an entry is made anew by it. */
export function isWriting({ tool, paths }: ActionFacts): boolean {
  return paths.some(({ access }) => access === "write") || (tool !== undefined && wordsOf(tool).some((word) => WRITING.has(word)));
}

function isOutbound(words: readonly string[]): boolean {
  return !INBOUND.has(words[0] ?? "") && words.some((word) => OUTBOUND.has(word));
}

/** The words of a tool's name, parted at anything that is no letter or digit and where camel case begins a word. */
export function wordsOf({ shown, skeleton }: NameFacts): readonly string[] {
  const parted = shown.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2").toLowerCase();
  return `${parted} ${skeleton}`.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

/** Whether a place in the arguments (JSON pointer) is one where a credential belongs, e.g. `/headers/authorization`. */
export function isCredentialSlot(at: string): boolean {
  const segment = at.slice(at.lastIndexOf("/") + 1);
  return SLOTS.has(segment.toLowerCase().replace(/[-_ .]/g, ""));
}
