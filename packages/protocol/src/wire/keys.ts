// Keys: making, listing and revoking them.
import { z } from "zod";
import { nameSchema } from "./words.ts";

export const ROLES = ["agent", "reader", "operator", "admin"] as const;
export type Role = (typeof ROLES)[number];

export interface CreateKeyRequest {
  readonly role: Role;
  /** The one agent that a key of role `agent` reports as. */
  readonly agent?: string;
  /** What the key is for, shown in lists. */
  readonly name?: string;
}
export interface KeyRow {
  readonly id: string;
  readonly role: Role;
  readonly agent?: string;
  readonly name?: string;
  readonly created_at: string;
  readonly last_used_at?: string;
  readonly revoked_at?: string;
}
/** `key` is shown this once; only its hash is stored. */
export type CreateKeyResponse = KeyRow & { readonly key: string };
export interface KeysResponse {
  readonly keys: readonly KeyRow[];
}

/** SECURITY: names are shown in lists and logs: what a terminal obeys or a reader does not see has no place in them. */
const plainName: z.ZodType<string> = nameSchema.refine((name) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name), "expected a name without control characters");

export const createKeyRequestSchema: z.ZodType<CreateKeyRequest> = z
  .strictObject({ role: z.enum(ROLES), agent: plainName.exactOptional(), name: plainName.exactOptional() })
  .superRefine((value, context) => {
    if (value.role === "agent" && value.agent === undefined) context.addIssue({ code: "custom", path: ["agent"], message: "expected a key of role agent to name its agent" });
    if (value.role !== "agent" && value.agent !== undefined) context.addIssue({ code: "custom", path: ["agent"], message: `expected no agent for a key of role ${value.role}` });
  });

const keyRow = {
  id: z.string(),
  role: z.enum(ROLES),
  agent: z.string().exactOptional(),
  name: z.string().exactOptional(),
  created_at: z.string(),
  last_used_at: z.string().exactOptional(),
  revoked_at: z.string().exactOptional(),
};
export const createKeyResponseSchema: z.ZodType<CreateKeyResponse> = z.object({ ...keyRow, key: z.string() });
export const keysResponseSchema: z.ZodType<KeysResponse> = z.object({ keys: z.array(z.object(keyRow)) });
