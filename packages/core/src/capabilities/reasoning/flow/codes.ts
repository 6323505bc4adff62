// The words of the findings about where data flows.
import type { FindingCode } from "../../capability.ts";

export const FLOW_CODES: Readonly<Record<"egress" | "bulk" | "disguised" | "confidential" | "record" | "foreignKey" | "command", FindingCode>> = {
  egress: {
    code: "sensitive-egress",
    severity: "high",
    summary: "A secret that a tool returned, a part of one, or a file that holds one, is in an action that lets it out.",
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
  disguised: {
    code: "disguised-egress",
    severity: "high",
    summary: "A personal value, or a text marked as confidential, that a tool returned plainly leaves in another writing.",
    why: "Who may send a value sends it as it is; an encoding, pieces or another order hide it from who looks.",
    next: "Decode what was sent and ask who wanted it in this form; declare the data flow if it is meant.",
    attackClass: "sensitive-read-then-egress",
  },
  confidential: {
    code: "confidential-egress",
    severity: "high",
    summary: "What a document marked as confidential holds is in an action that goes to another organisation.",
    why: "The mark says that it is not for everybody, and the user did not name the value.",
    next: "Ask the owner of the document whether it may go there; declare the data flow if it is meant.",
    attackClass: "sensitive-read-then-egress",
  },
  record: {
    code: "other-record-egress",
    severity: "high",
    summary: "A personal value of a record that the task is not about is in an action that lets it out.",
    why: "Who asks about one record seldom may be told what stands in that of somebody else.",
    next: "Ask the user whether the other person's data may go there; declare the data flow if it is meant.",
    attackClass: "exfil-to-allowed-host",
  },
  foreignKey: {
    code: "foreign-credential",
    severity: "high",
    summary: "A credential that only the running text of a result states stands where the agent's own credential belongs.",
    why: "The key decides whose account an action happens in: whoever wrote the text then owns what was done or stored.",
    next: "Use the agent's own credential; if the new key is right, let the user or the settings name it.",
    attackClass: "exfil-to-allowed-host",
  },
  command: {
    code: "secret-in-command",
    severity: "medium",
    summary: "A secret that a tool returned is handed to a program in a command, where no credential belongs.",
    why: "What a program does with its words is not seen here, and other programs of the machine can read them.",
    next: "Hand the secret over as the program wants its credentials, in a variable or a file; else keep it back.",
    attackClass: "sensitive-read-then-egress",
  },
};
