// The words of the findings about where data flows.
import type { FindingCode } from "../../capability.ts";

export const FLOW_CODES: Readonly<Record<"egress" | "bulk", FindingCode>> = {
  egress: {
    code: "sensitive-egress",
    severity: "high",
    summary: "A secret that a tool returned, or what a sensitive file held, is in an action that lets it out.",
    why: "A secret that was read and then sent is lost, whatever the channel was declared for.",
    next: "Keep it blocked and rotate the secret if it may have left; declare the data flow if it is meant.",
    attackClass: "sensitive-read-then-egress",
  },
  bulk: {
    code: "bulk-personal-egress",
    severity: "high",
    summary: "Many different personal values that tools returned are in one action that lets them out.",
    why: "Records of many people seldom have to leave together.",
    next: "Ask the user whether these people's data should go there; declare the data flow if it is meant.",
    attackClass: "exfil-to-allowed-host",
  },
};
