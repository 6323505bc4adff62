// The written form of a declaration: what `kaizen.yaml` and the observer take.
import { z } from "zod";
import type { Declaration, Label, Stated } from "@kaizen/core";
import { scheduleDocument, scheduleFromDocument } from "./schedule-document.ts";
import type { ScheduleDocument } from "./schedule-document.ts";
import { toolDocument, toolFromDocument } from "./tool-document.ts";
import type { ToolDocument } from "./tool-document.ts";
import { count, LABELS, list, positive, text } from "./written-parts.ts";

export interface DestinationDocument {
  readonly host: string;
  readonly methods?: readonly string[];
  readonly data?: readonly Label[];
}

export interface VolumesDocument {
  readonly calls_per_minute?: number;
  readonly calls_per_session?: number;
  readonly bytes_per_session?: number;
  readonly bytes_per_call?: number;
}

/** Absent = not stated; `none` = there are none; a list = only these. An empty list is refused: it could mean either. */
export interface DeclarationDocument {
  readonly agent: string;
  readonly purpose?: string;
  readonly tags?: readonly string[];
  readonly tools?: "none" | readonly (string | ToolDocument)[];
  readonly destinations?: "none" | readonly (string | DestinationDocument)[];
  readonly data?: "none" | readonly { readonly label: Label; readonly destinations: readonly string[] }[];
  readonly volumes?: VolumesDocument;
  readonly schedule?: ScheduleDocument;
  readonly sub_agents?: "none" | readonly string[];
}

/** Keys that are offered for a misspelt one. */
export const DECLARATION_KEYS: readonly string[] = [
  ...["agent", "purpose", "tags", "tools", "destinations", "data", "volumes", "schedule", "sub_agents", "label", "host", "methods"],
  ...["name", "arguments", "other_arguments", "commands", "paths", "recipients", "tenants", "max_amount", "calls", "read_only"],
  ...["required", "enum", "pattern", "min", "max", "max_size", "per_minute", "per_session", "calls_per_minute", "calls_per_session", "bytes_per_session", "bytes_per_call"],
  ...["days", "from", "to", "offset"],
];

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "MKCOL", "COPY", "MOVE", "LOCK", "REPORT"] as const;

const flow: z.ZodType<{ label: Label; destinations: readonly string[] }> = z.strictObject({ label: z.enum(LABELS), destinations: list.describe("where values with this label may go") });

const destination: z.ZodType<DestinationDocument> = z.strictObject({
  host: text.describe("host, `*.host`, address or network; may carry `:port` and a path: `/x/` is all below, `/x` only itself, `*` one segment, `**` any"),
  methods: z.array(z.enum(METHODS)).min(1).max(METHODS.length).exactOptional().describe("HTTP methods; left out: any"),
  data: z.array(z.enum(LABELS)).max(LABELS.length).exactOptional().describe("labels that may go there; left out: as `data` says"),
});

const volumes: z.ZodType<VolumesDocument> = z.strictObject({
  calls_per_minute: positive.exactOptional(),
  calls_per_session: positive.exactOptional(),
  bytes_per_session: count.exactOptional().describe("bytes of arguments in actions that name a destination"),
  bytes_per_call: count.exactOptional(),
});

function stated<T>(item: z.ZodType<T>, what: string): z.ZodType<"none" | T[]> {
  return z.union([z.literal("none"), z.array(item).max(10_000)], `expected a list of ${what} or the word none`).superRefine((value, context) => {
    if (value.length === 0) context.addIssue({ code: "custom", params: { code: "empty-list" }, message: `expected a list of ${what} with at least one entry; write \`none\` for none at all, or leave the key out when it is not stated` });
  });
}

export const declarationDocumentSchema: z.ZodType<DeclarationDocument> = z
  .strictObject({
    agent: z.string().min(1).max(256).describe("the agent that this is the declaration of"),
    purpose: z.string().max(4_096).exactOptional().describe("what the agent is for, in a sentence"),
    tags: z.array(text).min(1).max(64).exactOptional().describe("what policy rules can name the agent by"),
    tools: stated(z.union([text, toolDocument], "expected a string or a mapping with `name`"), "tool names").exactOptional().describe("the only tools it uses; `*` matches any run of characters; a bare name states no limits"),
    destinations: stated(z.union([text, destination], "expected a string or a mapping with `host`"), "hosts, addresses or networks").exactOptional().describe("the only places it connects to; `*.example.com` means any sub-domain"),
    data: stated(flow, "data flows").exactOptional().describe("where labelled data may lawfully flow"),
    volumes: volumes.exactOptional().describe("how much it does in a minute, a call, a session"),
    schedule: scheduleDocument.exactOptional().describe("when it works"),
    sub_agents: stated(text, "agents").exactOptional().describe("the only agents that it starts or hands work to"),
  })
  .describe("Kaizen declaration");

export function fromDocument(document: DeclarationDocument): Declaration {
  const { agent, purpose, tags, volumes: given, schedule, sub_agents: subAgents } = document;
  return {
    agent,
    ...(purpose === undefined ? {} : { purpose }),
    ...(tags === undefined ? {} : { tags }),
    tools: mapStated(document.tools, (tool) => (typeof tool === "string" ? tool : toolFromDocument(tool))),
    destinations: mapStated(document.destinations, (entry) => entry),
    data: mapStated(document.data, (entry) => entry),
    ...(given === undefined ? {} : { volumes: volumesFromDocument(given) }),
    ...(schedule === undefined ? {} : { schedule: scheduleFromDocument(schedule) }),
    ...(subAgents === undefined ? {} : { subAgents: mapStated(subAgents, (name) => name) }),
  };
}

function mapStated<T, U>(value: "none" | readonly T[] | undefined, map: (item: T) => U): Stated<U> {
  if (value === undefined) return { kind: "not-stated" };
  return value === "none" ? { kind: "none" } : { kind: "only", items: value.map(map) };
}

function volumesFromDocument({ calls_per_minute, calls_per_session, bytes_per_session, bytes_per_call }: VolumesDocument): NonNullable<Declaration["volumes"]> {
  return {
    ...(calls_per_minute === undefined ? {} : { callsPerMinute: calls_per_minute }),
    ...(calls_per_session === undefined ? {} : { callsPerSession: calls_per_session }),
    ...(bytes_per_session === undefined ? {} : { bytesPerSession: bytes_per_session }),
    ...(bytes_per_call === undefined ? {} : { bytesPerCall: bytes_per_call }),
  };
}
