// Who gave each argument of an action its value, and what such a value may be shown as.
import { MAX_ORIGINS } from "../../../words/verdict.ts";
import { linkText, quoted } from "./link-text.ts";
import type { ActionFacts, ArgumentFacts, Fingerprint } from "../../../words/facts.ts";
import type { ValueOrigin } from "../../../words/verdict.ts";
import type { AttributionMemory } from "./memory.ts";

/** Of the first arguments with a value. Call it before the action is remembered. */
export function originsOf(facts: ActionFacts, memory: AttributionMemory): readonly ValueOrigin[] {
  const given = facts.arguments.filter(({ text, values = [] }) => text !== "" || values.length > 0);
  return given.slice(0, MAX_ORIGINS).map((argument) => ({ at: argument.at, ...sourceOf(argument, memory), what: linkText(shapeOf(argument, facts)) }));
}

type Source = Pick<ValueOrigin, "author" | "event" | "how">;

/** The whole value first: what is known in parts only was put together by the agent. */
function sourceOf({ values = [], words = [] }: ArgumentFacts, memory: AttributionMemory): Source {
  const [whole] = values;
  const known = whole === undefined ? undefined : sourceOfValue(whole, memory);
  if (known !== undefined) return { ...known, how: "copied" };
  const worded = sourceOfWords(words, memory);
  if (worded !== undefined) return { ...worded, how: "copied" };
  for (const part of values.slice(1)) {
    const source = sourceOfValue(part, memory);
    if (source !== undefined) return { ...source, how: "joined" };
  }
  return { author: "agent" };
}

function sourceOfValue(value: Fingerprint, { trusted, requests, byValue, passages, fields, foundIn }: AttributionMemory): Source | undefined {
  const given = trusted.get(value);
  if (given !== undefined) return { author: requests.find(({ event }) => event === given)?.isUser === false ? "instructions" : "user", event: given };
  const index = byValue.get(value)?.find((each) => passages.has(each));
  const event = (index === undefined ? undefined : passages.get(index)?.event) ?? foundIn.get(value);
  if (event !== undefined) return { author: "result", event };
  return fields.has(value) ? { author: "result" } : undefined;
}

/** One sentence that has all of them. */
function sourceOfWords(words: readonly string[], { requests, passages }: AttributionMemory): Source | undefined {
  if (words.length === 0) return undefined;
  const request = requests.find((each) => words.every((word) => each.words.includes(word)));
  if (request !== undefined) return { author: request.isUser ? "user" : "instructions", event: request.event };
  for (const passage of passages.values()) {
    if (words.every((word) => passage.words.includes(word))) return { author: "result", event: passage.event };
  }
  return undefined;
}

/** Enough to know the value again for who has it before him, and no more than that of what belongs to a person. */
export function shapeOf({ at, text, type, bytes }: ArgumentFacts, { recipients, destinations }: ActionFacts): string {
  const receiver = recipients.find((each) => each.at === at);
  if (receiver?.domain !== undefined) return `address ***@${receiver.domain}`;
  if (receiver !== undefined && ENDS_SHOWN.has(receiver.kind)) return `${receiver.kind} ending ${receiver.form.slice(-4)}`;
  const place = destinations.find((each) => each.at === at);
  if (place !== undefined && place.place === "argument") return `${place.scheme === undefined ? "host" : "link to"} ${place.host}${place.path ?? ""}`;
  return text === "" ? `${type} of ${bytes} bytes` : quoted(text);
}

const ENDS_SHOWN: ReadonlySet<string> = new Set(["bank-account", "crypto-address", "phone", "account-id"]);
