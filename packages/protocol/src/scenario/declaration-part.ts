// A declaration inside a scenario: the whole written form, without the agent's name.
import { z } from "zod";
import { declarationDocumentSchema, type DeclarationDocument } from "../declaration-file/declaration-document.ts";

export type DeclarationPart = Omit<DeclarationDocument, "agent">;

const NAME_OF_NOBODY = "scenario";

/** Checked by the schema of declaration files, so that a scenario can state what a file can. */
export const declarationPartSchema: z.ZodType<DeclarationPart> = z.custom<DeclarationPart>(isMapping, "expected a declaration").superRefine((value, context) => {
  if (!isMapping(value)) return;
  if ("agent" in value) context.addIssue({ code: "custom", path: ["agent"], message: "expected no agent in the declaration of a scenario, which names it above" });
  const parsed = declarationDocumentSchema.safeParse({ ...value, agent: NAME_OF_NOBODY });
  for (const issue of parsed.error?.issues ?? []) context.addIssue({ ...issue });
});

/** What editors are told about it. */
export function declarationPartJsonSchema(): Record<string, unknown> {
  const { properties = {}, $schema: _, required: _required, ...rest } = z.toJSONSchema(declarationDocumentSchema, { io: "input", unrepresentable: "any" });
  const { agent: _agent, ...own } = properties;
  return { ...rest, properties: own };
}

function isMapping(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
