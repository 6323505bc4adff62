// Agents as administrators see them: profiles, and declarations that wait for approval.
import { z } from "zod";
import type { Declaration } from "@kaizen/core";
import { declarationSchema } from "./bundle.ts";

/** Times are RFC 3339. An existing client may know more keys; they are kept out. */
export interface AgentProfile {
  readonly agent: string;
  readonly actions?: number | undefined;
  readonly flagged?: number | undefined;
  readonly last_seen?: string | undefined;
  readonly declared?: boolean | undefined;
}
export interface AgentProfilesResponse {
  readonly agents: readonly AgentProfile[];
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
  agents: z.array(z.object({ agent: z.string(), actions: optional(z.number()), flagged: optional(z.number()), last_seen: optional(z.string()), declared: optional(z.boolean()) })),
});
export const proposalsResponseSchema: z.ZodType<ProposalsResponse> = z.object({
  proposals: z.array(z.object({ id: z.string(), agent: z.string(), declaration: declarationSchema, by: z.string(), at: z.string(), status: z.enum(["open", "approved", "rejected"]) })),
});
