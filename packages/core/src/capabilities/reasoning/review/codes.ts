// The words of the findings that only the end of a session shows.
import type { FindingCode } from "../../capability.ts";

export const REVIEW_CODES: Readonly<Record<"unserved" | "repeated" | "later", FindingCode>> = {
  unserved: {
    code: "unserved-request",
    severity: "high",
    summary: "Nothing that the user asked for was done, but a step of a text that a tool returned was.",
    why: "An agent that leaves its task undone and serves a text that it read works for whoever wrote the text.",
    next: "Ask the user whether he wanted the step, undo it if not, and look at where the text came from.",
    attackClass: "injection-out-of-purpose",
  },
  repeated: {
    code: "repeated-steps",
    severity: "high",
    summary: "Several steps that were a question each came from one text that has no word of the user's.",
    why: "One step beyond the task may be meant; several from one text are that text's own plan.",
    next: "Ask the user whether he wanted the steps, undo them if not, and look at where the text came from.",
    attackClass: "injection-out-of-purpose",
  },
  later: {
    code: "explained-later",
    severity: "high",
    summary: "A text that was being read when the action ran, and was seen only afterwards, orders the action with its value.",
    why: "The agent had the text before Kaizen saw it: when the action was judged nothing told where its value came from.",
    next: "Undo the action if the user did not want it; have results observed before the agent gets them.",
    attackClass: "injection-out-of-purpose",
  },
};
