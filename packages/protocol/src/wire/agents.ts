// Agents as administrators see them: profiles, and declarations that wait for approval.
import { z } from "zod";
import type { Declaration } from "@kaizen/core";
import { declarationSchema } from "./declaration.ts";

/** Times are RFC 3339. An existing client may know more keys; they are kept out. */
export interface AgentProfile {
  readonly agent: string;
  readonly actions?: number | undefined;
  readonly flagged?: number | undefined;
  readonly last_seen?: string | undefined;
  /** Sessions that taught its baseline. */
  readonly sessions?: number | undefined;
}
export interface AgentProfilesResponse {
  readonly profiles: readonly AgentProfile[];
}
/** A declaration that would widen what is approved. */
export interface ProposalRow {
  readonly id: string;
  readonly agent: string;
  readonly declaration: Declaration;
  readonly by: string;
  readonly at: string;
  readonly status: "open" | "approved" | "rejected";
}
export interface ProposalsResponse {
  readonly proposals: readonly ProposalRow[];
}

const optional = <T>(schema: z.ZodType<T>): z.ZodType<T | undefined> => schema.optional().catch(undefined);

export const agentProfilesResponseSchema: z.ZodType<AgentProfilesResponse> = z.object({
  profiles: z.array(z.object({ agent: z.string(), actions: optional(z.number()), flagged: optional(z.number()), last_seen: optional(z.string()), sessions: optional(z.number()) })),
});
export const proposalsResponseSchema: z.ZodType<ProposalsResponse> = z.object({
  proposals: z.array(z.object({ id: z.string(), agent: z.string(), declaration: declarationSchema, by: z.string(), at: z.string(), status: z.enum(["open", "approved", "rejected"]) })),
});

/** What `POST /v1/agents/{agent}/manifest` did: put it in force, or kept it for a person to approve. */
export interface DeclaredResponse {
  readonly status: "applied" | "proposed";
  readonly proposal?: string | undefined;
}
export const declaredResponseSchema: z.ZodType<DeclaredResponse> = z.object({ status: z.enum(["applied", "proposed"]), proposal: optional(z.string()) });
