// The words of the findings that go beyond an agent's declaration.
import type { FindingCode } from "../capability.ts";
import { LIMIT_CODES } from "./limit-codes.ts";

type Kind = "tool" | "lookAlike" | "destination" | "catalogue" | "shadowed" | "unread";

export const DECLARATION_CODES: Readonly<Record<Kind, FindingCode>> = {
  tool: {
    code: "undeclared-tool",
    severity: "high",
    summary: "The agent uses a tool that it was not declared to use.",
    why: "What an agent was never meant to do is how a steered or compromised agent shows.",
    next: "Keep it blocked, or add the tool to the agent's declaration.",
    attackClass: "undeclared-capability",
  },
  lookAlike: {
    code: "look-alike-tool",
    severity: "critical",
    summary: "The tool's name looks like a declared one and is another.",
    why: "A name that only differs in letters that look alike is made to be mistaken for the declared tool.",
    next: "Find out who provides the tool, and remove that source.",
    attackClass: "mcp-tool-poisoning",
  },
  destination: {
    code: "undeclared-destination",
    severity: "high",
    summary: "The action goes to a destination that was not declared.",
    why: "Data leaves, or commands come, by way of a place that nobody meant the agent to use.",
    next: "Keep it blocked, or add the destination to the agent's declaration.",
    attackClass: "scope-creep",
  },
  catalogue: {
    code: "catalogue-changed",
    severity: "high",
    summary: "The tool's description changed, or the tool appeared, after the agent's first list of tools.",
    why: "A server that changes what a tool says of itself after it was accepted can steer the agent with it.",
    next: "Compare the description with the one that was accepted; declare the tool if the change is meant.",
    attackClass: "mcp-tool-poisoning",
  },
  shadowed: {
    code: "tool-shadowed",
    severity: "high",
    summary: "Another server offers a tool of this name, or of a name that looks like it.",
    why: "Which of the two answers the call is not certain, and a server that takes over a name gets what was meant for the other.",
    next: "Remove one of the two servers, or rename its tool.",
    attackClass: "mcp-tool-poisoning",
  },
  unread: {
    code: "unread-input",
    severity: "high",
    summary: "Part of the action could not be read, so nobody can say that it stays within the declaration.",
    why: "What is not read cannot be judged, and making input unreadable is a way around every check.",
    next: "Look at the action where it runs; split it, or make it smaller.",
  },
};

export const ALL_CODES: readonly FindingCode[] = [...Object.values(DECLARATION_CODES), ...Object.values(LIMIT_CODES)];
