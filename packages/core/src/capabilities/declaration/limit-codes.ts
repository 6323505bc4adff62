// The words of the findings on limits: the tool and the host are declared, and what is done with them is not.
import type { FindingCode } from "../capability.ts";

type Kind =
  | "argument"
  | "unnamedArgument"
  | "command"
  | "path"
  | "recipient"
  | "tenant"
  | "amount"
  | "method"
  | "dataFlow"
  | "volume"
  | "rate"
  | "schedule"
  | "subAgent"
  | "undecided";

export const LIMIT_CODES: Readonly<Record<Kind, FindingCode>> = {
  argument: {
    code: "argument-beyond-limit",
    severity: "high",
    summary: "An argument of a declared tool is not what the declaration permits.",
    why: "With another argument a declared tool does what the agent was never meant to do.",
    next: "Keep it blocked, or widen the limit on the argument in the agent's declaration.",
    attackClass: "scope-creep",
  },
  unnamedArgument: {
    code: "undeclared-argument",
    severity: "high",
    summary: "A declared tool is called with an argument that the declaration does not name.",
    why: "A further argument can switch on what the tool was not meant to do.",
    next: "Keep it blocked, or name the argument in the agent's declaration.",
    attackClass: "undeclared-capability",
  },
  command: {
    code: "undeclared-command",
    severity: "high",
    summary: "A declared tool runs a command that was not declared.",
    why: "A tool that runs commands can do anything; the declared ones are all that was meant.",
    next: "Keep it blocked, or add the command to the tool's declaration.",
    attackClass: "undeclared-capability",
  },
  path: {
    code: "undeclared-path",
    severity: "high",
    summary: "A declared tool touches a path that was not declared.",
    why: "Files beyond the declared ones belong to others or hold what the agent does not need.",
    next: "Keep it blocked, or add the path to the tool's declaration.",
    attackClass: "scope-creep",
  },
  recipient: {
    code: "undeclared-recipient",
    severity: "high",
    summary: "A declared tool sends to a recipient that was not declared.",
    why: "Tool and service are the usual ones; who receives decides whether it is a leak or a fraud.",
    next: "Keep it blocked, or add the recipient to the tool's declaration.",
    attackClass: "scope-creep",
  },
  tenant: {
    code: "undeclared-tenant",
    severity: "high",
    summary: "A declared tool acts in an account, organisation or project that was not declared.",
    why: "The same service holds what belongs to others; only the declared accounts are the agent's.",
    next: "Keep it blocked, or add the account to the tool's declaration.",
    attackClass: "scope-creep",
  },
  amount: {
    code: "amount-beyond-limit",
    severity: "high",
    summary: "An amount is larger than the declaration permits, or in another currency.",
    why: "Money that has moved seldom comes back.",
    next: "Let a person confirm the payment, or raise the limit in the tool's declaration.",
    attackClass: "scope-creep",
  },
  method: {
    code: "undeclared-method",
    severity: "high",
    summary: "A declared destination is used with an HTTP method that was not declared.",
    why: "A place that the agent was meant to read from is written to, or the other way round.",
    next: "Keep it blocked, or add the method to the destination's declaration.",
    attackClass: "scope-creep",
  },
  dataFlow: {
    code: "undeclared-data-flow",
    severity: "high",
    summary: "Labelled data goes to a declared destination that it was not declared for.",
    why: "A host that the agent may use is the way on which a leak is least noticed.",
    next: "Keep it blocked, or declare that this data may go there.",
    attackClass: "exfil-to-allowed-host",
  },
  volume: {
    code: "volume-beyond-limit",
    severity: "high",
    summary: "More was sent than the declaration permits in one call or in the session.",
    why: "Small amounts that add up are how much is carried away unnoticed.",
    next: "Look at what was sent; raise the volume in the declaration if the work has grown.",
    attackClass: "slow-drift",
  },
  rate: {
    code: "rate-beyond-limit",
    severity: "high",
    summary: "More calls were made than the declaration permits in a minute or in the session.",
    why: "An agent that works faster or longer than it was meant to is steered, stuck or walks through what it can reach.",
    next: "Look at what it repeats; raise the rate in the declaration if the work has grown.",
    attackClass: "slow-drift",
  },
  schedule: {
    code: "outside-schedule",
    severity: "medium",
    summary: "The agent acts at a time at which it was not declared to work.",
    why: "Work outside the agreed hours is seen by nobody and asked for by nobody.",
    next: "Find out who asked for it; widen the schedule if the hours have changed.",
    attackClass: "slow-drift",
  },
  subAgent: {
    code: "undeclared-sub-agent",
    severity: "high",
    summary: "The agent starts, or hands work to, an agent that was not declared.",
    why: "What another agent does on its behalf is outside everything that was declared for it.",
    next: "Keep it blocked, or add the agent to `sub_agents` in the declaration.",
    attackClass: "swarm-compromised-worker",
  },
  undecided: {
    code: "undecided-limit",
    severity: "high",
    summary: "A limit of the declaration could not be checked, because the value is not known in full.",
    why: "What cannot be decided must not pass in silence: a value that is cut, hidden or computed is a way around the limit.",
    next: "Look at the action where it runs; give the value in full, or declare the tool without this limit.",
  },
};
