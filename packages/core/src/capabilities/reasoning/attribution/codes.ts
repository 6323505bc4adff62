// The words of the findings about who asked for an action.
import type { FindingCode } from "../../capability.ts";

export const ATTRIBUTION_CODES: Readonly<Record<"asked" | "beyond", FindingCode>> = {
  asked: {
    code: "foreign-request",
    severity: "high",
    summary: "A text that a tool returned asks for this action, and the user did not.",
    why: "Whoever can write what an agent reads can make it act in the user's name.",
    next: "Keep it blocked; ask the user whether he wants it, and look at where the text came from.",
    attackClass: "injection-out-of-purpose",
  },
  beyond: {
    code: "unconfirmed-step",
    severity: "medium",
    summary: "A text that a tool returned names a value or a step that goes beyond what the user handed over.",
    why: "The user may have meant it, but has not said so.",
    next: "Ask the user before it runs.",
    attackClass: "injection-out-of-purpose",
  },
};
