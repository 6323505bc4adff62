// A session whose user says the same in other words: measures whether a check that asks "did the user want this?"
// carries over to wordings that nobody had before them. The recordings' own texts and values are not in here.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { fillSlots } from "./slots.mjs";

/** Which half a wording belongs to is drawn from this and its text, so that nobody chose it. */
const SEED = "kaizen-1";
export const PARTS = ["open", "held-back"];

const folder = new URL("paraphrases/", import.meta.url);
const read = new Map();

/** All wordings of a half: `[{ of, suite, delegating, language, manner, text }]`. */
export function paraphrasesOf(part) {
  if (!PARTS.includes(part)) throw new Error(`expected "open" or "held-back", got "${part}"`);
  return once(part, () => parse(readFileSync(new URL(`${part}.yaml`, folder), "utf8")));
}

/** Requests of one meaning and the same slots: from the hash of each to the one that wordings are written for. */
export function sameRequests() {
  return once("same", () => {
    const groups = Object.entries(parse(readFileSync(new URL("same.yaml", folder), "utf8")));
    return new Map(groups.flatMap(([first, others]) => others.map((other) => [other, first])));
  });
}

/**
 * The session once for each wording of its first user message, otherwise unchanged: `[{ style: "open:de", manner, delegating, session }]`.
 * None when that message is not known here. `entries` and `same` take the place of the committed wordings.
 */
export function variantsOf(session, label, { part = "open", entries = paraphrasesOf(part), same = sameRequests() } = {}) {
  const at = session.events.findIndex((event) => event.kind === "message" && event.role === "user");
  const original = session.events[at]?.content;
  if (typeof original !== "string") return [];
  const hash = hashOf(original);
  const first = same.get(hash) ?? hash;
  return entries.flatMap((entry) => {
    if (entry.of !== first || (entry.suite !== undefined && label?.suite !== undefined && entry.suite !== label.suite)) return [];
    const content = fillSlots(entry.text, original);
    if (content === undefined) return [];
    const events = session.events.with(at, { ...session.events[at], content });
    return [{ style: `${part}:${entry.language}`, manner: entry.manner, delegating: entry.delegating, session: { ...session, events } }];
  });
}

/** Names a text without holding it: the first 16 hexadecimal digits of its SHA-256. */
export function hashOf(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The half that a wording is drawn into. */
export function partOf(text) {
  const [first] = createHash("sha256").update(`${SEED}:${text}`).digest();
  return PARTS[first % 2];
}

function once(name, make) {
  if (!read.has(name)) read.set(name, make());
  return read.get(name);
}
