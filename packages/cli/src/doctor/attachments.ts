// Which places Kaizen can stand in, which of them this version has, and what stays unseen without the others.
import type { Feed } from "@kaizen/core";

export interface Attachment {
  readonly feed: Feed;
  readonly present: boolean;
  /** What this place sees that the others do not. */
  readonly sees: string;
}

export const attachments: readonly Attachment[] = [
  { feed: "sdk", present: true, sees: "the calls that the agent's own code hands to the SDK" },
  { feed: "adapter", present: false, sees: "tool calls of agent frameworks, without changes to the agent" },
  { feed: "hook", present: false, sees: "tool calls of coding agents" },
  { feed: "mcp", present: false, sees: "every call to an MCP server, and changes of what the server offers" },
  { feed: "egress", present: false, sees: "every outbound connection, also of code that never calls the SDK" },
  { feed: "sandbox", present: false, sees: "files opened and programs started, also behind the agent's back" },
];
