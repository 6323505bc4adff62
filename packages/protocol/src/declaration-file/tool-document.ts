// One tool with its limits as a declaration file writes it.
import { z } from "zod";
import type { ArgumentLimit, ToolDeclaration } from "@kaizen/core";
import { count, list, positive, text } from "./written-parts.ts";

export interface ArgumentLimitDocument {
  readonly required?: boolean;
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly max_size?: number;
  readonly destinations?: readonly string[];
  readonly recipients?: readonly string[];
  readonly paths?: readonly string[];
}

export interface ToolDocument {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, "none" | ArgumentLimitDocument>>;
  readonly other_arguments?: "none";
  readonly destinations?: readonly string[];
  readonly commands?: readonly string[];
  readonly paths?: readonly string[];
  readonly recipients?: readonly string[];
  readonly tenants?: readonly string[];
  readonly max_amount?: Readonly<Record<string, number>>;
  readonly calls?: { readonly per_minute?: number; readonly per_session?: number };
  readonly read_only?: boolean;
}

const limit: z.ZodType<ArgumentLimitDocument> = z.strictObject({
  required: z.boolean().exactOptional().describe("the call must give it"),
  enum: z.array(z.union([z.string().max(512), z.number(), z.boolean()])).min(1).max(10_000).exactOptional().describe("one of these, compared as text"),
  pattern: text.exactOptional().describe("RE2 pattern on the whole value"),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  max_size: count.exactOptional().describe("bytes"),
  destinations: list.exactOptional().describe("every host in the value must be one of these"),
  recipients: list.exactOptional().describe("every recipient in the value must be one of these; `*@host` is anybody there"),
  paths: list.exactOptional().describe("every path in the value must be one of these; `*` one segment, `**` any"),
});

export const toolDocument: z.ZodType<ToolDocument> = z.strictObject({
  name: text.describe("`*` matches any run of characters"),
  arguments: z
    .record(z.string().min(1).max(256), z.union([z.literal("none"), limit], "expected a mapping of limits or the word none"))
    .exactOptional()
    .describe("limits by argument name or JSON pointer; `*` is one segment; `none`: may not be given"),
  other_arguments: z.literal("none").exactOptional().describe("arguments that are not named may not be given"),
  destinations: list.exactOptional().describe("all destinations of this tool"),
  commands: list.exactOptional().describe("executable and leading words; a final `*`: anything may follow"),
  paths: list.exactOptional().describe("all paths of the call; `*` one segment, `**` any"),
  recipients: list.exactOptional().describe("all recipients of the call"),
  tenants: list.exactOptional().describe("values of arguments that name a tenant, account, organisation, workspace, project or team"),
  max_amount: z.record(z.string().min(1).max(8), z.number().min(0)).exactOptional().describe("currency (ISO 4217, or `*` for any and none) and the largest amount of one call"),
  calls: z.strictObject({ per_minute: positive.exactOptional(), per_session: positive.exactOptional() }).exactOptional().describe("how often it is called"),
  read_only: z.boolean().exactOptional().describe("it changes nothing: a catalogue that claims otherwise is a finding"),
});

export function toolFromDocument(tool: ToolDocument): ToolDeclaration {
  const { name, arguments: given, destinations, commands, paths, recipients, tenants, calls } = tool;
  return {
    name,
    ...(given === undefined ? {} : { arguments: Object.fromEntries(Object.entries(given).map(([key, one]) => [key, limitFromDocument(one)])) }),
    ...(tool.other_arguments === undefined ? {} : { noOtherArguments: true }),
    ...(destinations === undefined ? {} : { destinations }),
    ...(commands === undefined ? {} : { commands }),
    ...(paths === undefined ? {} : { paths }),
    ...(recipients === undefined ? {} : { recipients }),
    ...(tenants === undefined ? {} : { tenants }),
    ...(tool.max_amount === undefined ? {} : { maxAmount: tool.max_amount }),
    ...(calls === undefined ? {} : { calls: { ...(calls.per_minute === undefined ? {} : { perMinute: calls.per_minute }), ...(calls.per_session === undefined ? {} : { perSession: calls.per_session }) } }),
    ...(tool.read_only === true ? { readOnly: true } : {}),
  };
}

function limitFromDocument(document: "none" | ArgumentLimitDocument): ArgumentLimit {
  if (document === "none") return { forbidden: true };
  const { required, enum: values, max_size: maxSize, ...rest } = document;
  return {
    ...(required === true ? { required: true } : {}),
    ...(values === undefined ? {} : { enum: values.map(String) }),
    ...(maxSize === undefined ? {} : { maxSize }),
    ...rest,
  };
}
