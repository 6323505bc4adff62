// The words of the findings about things that an agent never did before.
import type { FindingCode } from "../capability.ts";
import type { BaselineDimension } from "../../words/baseline.ts";

const NEXT = "Look at the session; if it is lawful, approve it so that it teaches the baseline.";

export const BASELINE_CODES: Readonly<Record<BaselineDimension, FindingCode>> = {
  kind: {
    code: "new-kind",
    severity: "high",
    summary: "The agent never did this kind of action before.",
    why: "An agent that takes up another kind of action does something that it was not observed to need.",
    next: NEXT,
    attackClass: "undeclared-capability",
  },
  tool: {
    code: "new-tool",
    severity: "high",
    summary: "The agent never used this tool before.",
    why: "An agent that seldom does anything new and now uses another tool may be steered.",
    next: NEXT,
    attackClass: "undeclared-capability",
  },
  destination: {
    code: "new-destination",
    severity: "high",
    summary: "The agent never went to this destination before.",
    why: "An agent that keeps to its destinations and now goes elsewhere may be carrying something out.",
    next: NEXT,
    attackClass: "scope-creep",
  },
  "tool-destination": {
    code: "new-tool-destination",
    severity: "medium",
    summary: "Tool and destination are both known, but never came together.",
    why: "A known tool that is turned to another known place can carry data where it does not belong.",
    next: NEXT,
    attackClass: "scope-creep",
  },
  shape: {
    code: "new-argument-shape",
    severity: "low",
    summary: "The tool was never called with arguments of this shape.",
    why: "A new option or mode of a known tool can be a new capability.",
    next: NEXT,
    attackClass: "undeclared-capability",
  },
  command: {
    code: "new-command",
    severity: "high",
    summary: "The agent never ran this command or sub-command before.",
    why: "A sub-command is a capability of its own: an agent that only read and now writes or publishes does something else with the same tool.",
    next: NEXT,
    attackClass: "undeclared-capability",
  },
  option: {
    code: "new-command-option",
    severity: "high",
    summary: "The command is known, but never had this option.",
    why: "An option can turn a harmless command into one that overwrites, uploads or skips a check.",
    next: NEXT,
    attackClass: "undeclared-capability",
  },
  argument: {
    code: "new-argument",
    severity: "high",
    summary: "The tool never got this argument before.",
    why: "An argument that was never needed can switch on what the tool was not given to the agent for.",
    next: NEXT,
    attackClass: "undeclared-capability",
  },
  value: {
    code: "new-argument-value",
    severity: "medium",
    summary: "An argument that takes few values has one that it never had.",
    why: "Where an argument always was one of few, another one is another mode, account or recipient.",
    next: NEXT,
    attackClass: "undeclared-capability",
  },
  area: {
    code: "new-area",
    severity: "high",
    summary: "The tool never went to this folder, or this part of a known host, before.",
    why: "A known tool on a known host that turns to another part of it may be looking for what it was not given for.",
    next: NEXT,
    attackClass: "credential-probing",
  },
};
