// The written form of a declaration: what `kaizen.yaml` and `kz.declare(…)` take.
import { z } from "zod";
import type { Declaration, Label, Stated } from "@kaizen/core";

/** Absent = not stated; `none` = there are none; a list = only these. An empty list is refused: it could mean either. */
export interface DeclarationDocument {
  readonly agent: string;
  readonly purpose?: string;
  readonly tools?: "none" | readonly string[];
  readonly destinations?: "none" | readonly string[];
  readonly data?: "none" | readonly { readonly label: Label; readonly destinations: readonly string[] }[];
}

export const DECLARATION_KEYS = ["agent", "purpose", "tools", "destinations", "data", "label"] as const;

const LABELS = ["secret", "personal", "internal", "untrusted"] as const satisfies readonly Label[];
const text: z.ZodType<string> = z.string().min(1).max(512);
const flow: z.ZodType<{ label: Label; destinations: string[] }> = z.strictObject({ label: z.enum(LABELS), destinations: z.array(text).min(1).max(10_000) });

function stated<T>(item: z.ZodType<T>, what: string): z.ZodType<"none" | T[]> {
  return z.union([z.literal("none"), z.array(item).max(10_000)], `expected a list of ${what} or the word none`).superRefine((value, context) => {
    if (value.length === 0) context.addIssue({ code: "custom", params: { code: "empty-list" }, message: `expected a list of ${what} with at least one entry; write \`none\` for none at all, or leave the key out when it is not stated` });
  });
}

export const declarationDocumentSchema: z.ZodType<DeclarationDocument> = z
  .strictObject({
    agent: z.string().min(1).max(256).describe("the agent that this is the declaration of"),
    purpose: z.string().max(4_096).exactOptional().describe("what the agent is for, in a sentence"),
    tools: stated(text, "tool names").exactOptional().describe("the only tools it uses; `*` matches any run of characters"),
    destinations: stated(text, "hosts, addresses or networks").exactOptional().describe("the only places it connects to; `*.example.com` means any sub-domain"),
    data: stated(flow, "data flows").exactOptional().describe("where labelled data may lawfully flow"),
  })
  .describe("Kaizen declaration");

export function fromDocument(document: DeclarationDocument): Declaration {
  return {
    agent: document.agent,
    ...(document.purpose === undefined ? {} : { purpose: document.purpose }),
    tools: toStated(document.tools),
    destinations: toStated(document.destinations),
    data: toStated(document.data),
  };
}

function toStated<T>(value: "none" | readonly T[] | undefined): Stated<T> {
  if (value === undefined) return { kind: "not-stated" };
  return value === "none" ? { kind: "none" } : { kind: "only", items: value };
}
