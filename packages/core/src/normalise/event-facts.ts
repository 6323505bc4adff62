// Facts of one event, field by field; nothing in the event is trusted to have the type it claims.
import { headAndTail } from "./head-and-tail.ts";
import type { ActionKind, AgentEvent, EventPosition, Feed, SessionIdentity } from "../words/event.ts";
import { eventId } from "../words/event.ts";
import type { ActionFacts, Facts, NameFacts, ObservationFacts, TargetFacts, ToolFacts, UnreadReason } from "../words/facts.ts";
import type { Deployment } from "./deployment.ts";
import { ACCESS_NAMES, accessOf } from "./file-access.ts";
import { LIMITS } from "./limits.ts";
import { methodOf } from "./method.ts";
import { normaliseName, printable } from "./name.ts";
import { NOTED } from "./noted.ts";
import { canonicalJson } from "../engine/canonical-json.ts";
import { withoutQueries } from "./queries.ts";
import { readPassages } from "./passages/read-passages.ts";
import { asInteger, asText, readProperty } from "./read-property.ts";
import type { Followed } from "./pieces.ts";
import { createReader, type Reader } from "./reader.ts";
import { remember } from "./remember.ts";

const ACTION_KINDS: ReadonlySet<unknown> = new Set<ActionKind>(["tool_call", "connect", "file", "exec", "skill_load", "message"]);
const OBSERVATION_KINDS: ReadonlySet<unknown> = new Set<ObservationFacts["kind"]>(["result", "request", "instructions", "reply", "catalogue"]);
const FEEDS: ReadonlySet<unknown> = new Set<Feed>(["sdk", "adapter", "hook", "mcp", "egress", "sandbox"]);

type Get = (value: unknown, key: string) => unknown;

/** Never throws. What cannot be understood becomes an action of kind `tool_call` with `threw`: the guard's direction decides. */
export function readEvent(event: AgentEvent, deployment: Deployment): Facts {
  const unread = new Set<UnreadReason>();
  const get: Get = (value, key) => readProperty(value, key, () => unread.add("threw"));
  const identity = readIdentity(get(event, "identity"), get);
  const position = readPosition(get(event, "position"), get);
  const body = get(event, "body");
  const kind = get(body, "event");
  const callId = asText(get(body, "callId"), LIMITS.identity);
  const base = { v: 3, id: eventId(identity, position), identity, position, keyId: deployment.fingerprinter.keyId, ...(callId === undefined ? {} : { callId }) } as const;
  if (kind === "observation") return observationFacts(base, get(body, "observation"), deployment, unread, get);
  if (kind !== "action") unread.add("threw");
  return actionFacts(base, get(body, "action"), deployment, unread, get);
}

type Base = Pick<ActionFacts, "v" | "id" | "identity" | "position" | "keyId" | "callId">;

function actionFacts(base: Base, action: unknown, deployment: Deployment, unread: Set<UnreadReason>, get: Get): ActionFacts {
  const given = get(action, "kind");
  const kind = ACTION_KINDS.has(given) ? (given as ActionKind) : "tool_call";
  if (kind !== given) unread.add("threw");
  const target = get(action, "target");
  const toolName = get(action, "tool");
  const given_arguments = get(action, "arguments");
  const metadata = get(action, "metadata");
  const cwd = textOf(["cwd", "workdir", "working_directory", "workingDirectory"], [given_arguments, metadata]);
  const access = kind === "file" ? accessOf(textOf(ACCESS_NAMES, [metadata, given_arguments])) : undefined;
  const reader = createReader(deployment, unread, "action", { kind, tool: typeof toolName === "string" ? toolName : "", cwd, access: access ?? "unknown" });
  if (target !== undefined && target !== null) reader.target(target);
  if (given_arguments !== undefined) reader.value(given_arguments, "", "");
  // Clients of the older interface carry what the tool was called with as metadata.
  if (isNothing(given_arguments)) reader.metadata(metadata);
  if (metadata !== undefined && metadata !== null) for (const [key, place] of NOTED) reader.noted(get(metadata, key), `/metadata/${key}`, place);
  const tool = nameOf(toolName, reader);
  const publisher = nameOf(get(action, "publisher"), reader);
  const hash = hashOf(get(action, "hash"), reader);
  const collected = reader.finish();
  // SECURITY: a connection to somewhere that no reading makes out is not a connection to nowhere.
  if (kind === "connect" && !isNothing(target) && !collected.destinations.some(({ place }) => place === "target")) unread.add("opaque");
  const method = methodOf(get(metadata, "method"), collected.arguments);
  // Written out: copying one object into another costs more than half of what reading a short action does.
  const facts: Writable<ActionFacts> = {
    v: base.v,
    id: base.id,
    identity: base.identity,
    position: base.position,
    keyId: base.keyId,
    unread: sorted(unread),
    event: "action",
    kind,
    destinations: collected.destinations,
    paths: collected.paths,
    arguments: collected.arguments,
    commands: collected.commands,
    recipients: collected.recipients,
    amounts: collected.amounts,
    shape: collected.shape,
    content: collected.content,
  };
  if (base.callId !== undefined) facts.callId = base.callId;
  if (tool !== undefined) facts.tool = tool();
  if (publisher !== undefined) facts.publisher = publisher();
  if (hash !== undefined) facts.hash = hash();
  if (method !== undefined) facts.method = method;
  if (typeof toolName === "string") facts.means = deployment.means.of(toolName);
  if (kind === "tool_call" && typeof target === "string") facts.target = targetOf(target, deployment);
  return facts;
}

function targetOf(target: string, { means }: Deployment): TargetFacts {
  const { values, words, kinds } = means.namedByTarget(target);
  return { ...(values.length === 0 ? {} : { values }), ...(words.length === 0 ? {} : { words }), ...(kinds.length === 0 ? {} : { kinds }) };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const NOTHING: readonly never[] = [];

function sorted(unread: ReadonlySet<UnreadReason>): readonly UnreadReason[] {
  return unread.size === 0 ? NOTHING : [...unread].toSorted();
}

/** The first of the names under which one of the objects has a text of its own. No getter is called. */
function textOf(names: readonly string[], objects: readonly unknown[]): string | undefined {
  for (const object of objects) {
    if (typeof object !== "object" || object === null) continue;
    for (const name of names) {
      try {
        const value: unknown = Reflect.getOwnPropertyDescriptor(object, name)?.value;
        if (typeof value === "string" && value !== "") return value.slice(0, 4096);
      } catch {
        // What throws is said when the object is walked.
      }
    }
  }
  return undefined;
}

/** No arguments at all: absent, null, or a container without anything in it. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  try {
    return typeof value === "object" && (Array.isArray(value) ? value.length === 0 : Object.getPrototypeOf(value) === Object.prototype && Reflect.ownKeys(value).length === 0);
  } catch {
    return false;
  }
}

/** Whose words they are decides what of them is looked for later. */
const FOLLOWED: Readonly<Record<ObservationFacts["kind"], Followed>> = { result: "result", request: "given", instructions: "given", reply: "nothing", catalogue: "nothing" };

function observationFacts(base: Base, observation: unknown, deployment: Deployment, unread: Set<UnreadReason>, get: Get): ObservationFacts {
  const given = get(observation, "kind");
  const kind = OBSERVATION_KINDS.has(given) ? (given as ObservationFacts["kind"]) : "result";
  if (kind !== given) unread.add("threw");
  const reader = createReader(deployment, unread, FOLLOWED[kind]);
  const tool = nameOf(get(observation, "tool"), reader);
  const error = get(observation, "error");
  const exitCode = get(observation, "exitCode");
  const failed = (error !== undefined && error !== null) || (typeof exitCode === "number" && exitCode !== 0);
  const catalogue = kind === "catalogue" ? readCatalogue(get(observation, "tools"), reader, deployment, unread, get) : undefined;
  if (kind !== "catalogue") reader.value(get(observation, "content"), "", "");
  if (error !== undefined && error !== null) reader.value(error, "/error", "error");
  const passages = kind === "catalogue" || kind === "reply" ? {} : passagesOf(get(observation, "content"), kind, deployment, reader, unread);
  const { content } = reader.finish();
  return {
    ...base,
    unread: sorted(unread),
    event: "observation",
    kind,
    ...(tool === undefined ? {} : { tool: tool() }),
    ...(failed ? { failed: true } : {}),
    ...(catalogue === undefined ? {} : { catalogue: catalogue.map((tool) => tool()) }),
    content: { ...content, ...passages },
  };
}

/** What was labelled in the whole event is taken out of what is shown of a passage. */
function passagesOf(content: unknown, kind: ObservationFacts["kind"], { fingerprinter }: Deployment, reader: Reader, unread: Set<UnreadReason>): Pick<ObservationFacts["content"], "passages" | "fields" | "fieldKinds"> {
  const isTrusted = kind === "request" || kind === "instructions";
  const { passages, fields, fieldKinds, unread: left } = readPassages(content, { fingerprinter, redact: (text) => printable(withoutQueries(reader.redact(text))), isTrusted });
  for (const reason of left) unread.add(reason);
  return { ...(passages.length === 0 ? {} : { passages }), ...(fields.length === 0 ? {} : { fields }), ...(fieldKinds.length === 0 ? {} : { fieldKinds }) };
}

function readCatalogue(tools: unknown, reader: Reader, deployment: Deployment, unread: Set<UnreadReason>, get: Get): (() => ToolFacts)[] {
  const entries: (() => ToolFacts)[] = [];
  const length = asInteger(get(tools, "length"), 0);
  if (length > LIMITS.catalogue) unread.add("too-many");
  for (let i = 0; i < Math.min(length, LIMITS.catalogue); i++) {
    const tool = get(tools, String(i));
    const name = get(tool, "name");
    if (typeof name !== "string") continue;
    const description = get(tool, "description");
    const text = typeof description === "string" ? description : "";
    const rest = restOf(get(tool, "schema"), get(tool, "annotations"), unread);
    const fingerprint = deployment.fingerprinter.fingerprint(`${name.slice(0, 8192)}\u0000${text.length}\u0000${headAndTail(text, SAID, "", unread)}${rest}`);
    const shown = nameOf(name, reader) ?? (() => normaliseName(""));
    const server = nameOf(get(tool, "server"), reader);
    const hints = hintsOf(get(tool, "annotations"), get);
    entries.push(() => ({ name: shown(), fingerprint, ...(server === undefined ? {} : { server: server() }), ...hints }));
    reader.value(text, `/tools/${i}/description`, "description");
    reader.value(get(tool, "schema"), `/tools/${i}/schema`, "schema");
  }
  return entries;
}

/** Schema and annotations in one text in which the order of keys does not matter; empty where there is neither. */
function restOf(schema: unknown, annotations: unknown, unread: Set<UnreadReason>): string {
  if (schema === undefined && annotations === undefined) return "";
  try {
    return `\u0000${headAndTail(canonicalJson([schema ?? null, annotations ?? null]), SAID, "", unread)}`;
  } catch {
    unread.add("threw");
    return "\u0000?";
  }
}

function hintsOf(annotations: unknown, get: Get): Pick<ToolFacts, "readOnly" | "destructive" | "openWorld"> {
  const hint = (key: string): boolean | undefined => {
    const value = get(annotations, key);
    return typeof value === "boolean" ? value : undefined;
  };
  const [readOnly, destructive, openWorld] = [hint("readOnlyHint"), hint("destructiveHint"), hint("openWorldHint")];
  return { ...(readOnly === undefined ? {} : { readOnly }), ...(destructive === undefined ? {} : { destructive }), ...(openWorld === undefined ? {} : { openWorld }) };
}

/** Of what a tool says of itself, in UTF-16 code units. */
const SAID = 65_536;

const knownName = remember(2048, normaliseName);

/** Names are read first and made last, so that a secret found anywhere in the event is not shown in a name. */
function nameOf(value: unknown, reader: Reader): (() => NameFacts) | undefined {
  if (typeof value !== "string") return undefined;
  reader.secretsOf(value);
  return () => {
    const safe = withoutQueries(reader.redact(value.slice(0, 8192))) + (value.length > 8192 ? "…" : "");
    const name = knownName(safe);
    const [shown, exact, skeleton] = [reader.redact(name.shown), reader.redact(name.exact), reader.redact(name.skeleton)];
    return shown === name.shown && exact === name.exact && skeleton === name.skeleton ? name : { shown, exact, skeleton };
  };
}

function hashOf(value: unknown, reader: Reader): (() => string) | undefined {
  const hash = asText(value, 256);
  if (hash === undefined) return undefined;
  const isHash = /^[0-9a-f]{32,}$/i.test(hash);
  if (!isHash) reader.secretsOf(hash);
  return () => reader.redact(/^[0-9a-f]*$/i.test(hash) ? hash.toLowerCase() : withoutQueries(hash));
}

function readIdentity(identity: unknown, get: Get): SessionIdentity {
  const text = (key: string): string | undefined => asText(get(identity, key), LIMITS.identity);
  const role = text("role");
  const parent = text("parent");
  const user = text("user");
  return {
    agent: text("agent") ?? "",
    session: text("session") ?? "",
    ...(role === undefined ? {} : { role }),
    ...(parent === undefined ? {} : { parent }),
    ...(user === undefined ? {} : { user }),
  };
}

function readPosition(position: unknown, get: Get): EventPosition {
  const feed = get(position, "feed");
  return { feed: FEEDS.has(feed) ? (feed as Feed) : "sdk", seq: asInteger(get(position, "seq"), 0), at: asInteger(get(position, "at"), 0) };
}
