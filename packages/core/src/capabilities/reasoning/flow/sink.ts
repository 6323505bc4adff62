// Which actions let something out, and which places in their arguments are made for credentials.
import { isAddressed } from "../../addressed.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts, NameFacts } from "../../../words/facts.ts";

const OUTBOUND: ReadonlySet<string> = new Set(FLOW_WEIGHTS.outboundWords);
const INBOUND: ReadonlySet<string> = new Set(FLOW_WEIGHTS.inboundWords);
const WRITING: ReadonlySet<string> = new Set(FLOW_WEIGHTS.writingWords);
const SLOTS: ReadonlySet<string> = new Set(FLOW_WEIGHTS.credentialSlots);

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
