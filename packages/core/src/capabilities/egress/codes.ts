// The words of the findings about where connections really go.
import type { FindingCode } from "../capability.ts";

export const EGRESS_CODES: Readonly<Record<"metadata" | "header" | "blocked" | "inward", FindingCode>> = {
  metadata: {
    code: "metadata-service",
    severity: "high",
    summary: "The action goes to the address where machines in a cloud fetch their credentials.",
    why: "Whoever can read there acts as the machine; agents are talked into fetching it by a harmless looking URL.",
    next: "Keep it blocked; declare the address if this agent manages machines by it.",
    attackClass: "credential-probing",
  },
  header: {
    code: "host-mismatch",
    severity: "high",
    summary: "The connection goes to one host and asks there for another.",
    why: "Shared front ends deliver to the host that is asked for, so a permitted name in front can hide a forbidden one behind.",
    next: "Keep it blocked, or declare the host that is asked for.",
    attackClass: "exfil-to-blocked-host",
  },
  blocked: {
    code: "resolves-to-blocked",
    severity: "high",
    summary: "The name that the action gives leads to an address that a rule blocks.",
    why: "A blocked machine can be given any number of new names; its address is what the rule meant.",
    next: "Keep it blocked, or take the address out of the rule.",
    attackClass: "exfil-to-blocked-host",
  },
  inward: {
    code: "resolves-inward",
    severity: "high",
    summary: "A name from outside leads to this machine, its link or a private network.",
    why: "A name whose owner points it inwards reaches services that trust whoever is inside.",
    next: "Keep it blocked; declare the address or its network if the name is your own.",
    attackClass: "scope-creep",
  },
};
