// Gathers what one action does beyond its declaration: one finding a code, however many values it concerns.
import { finding } from "../capability.ts";
import { LIMIT_CODES } from "./limit-codes.ts";
import type { Finding } from "../../words/verdict.ts";
import type { EventId } from "../../words/event.ts";
import type { FindingCode } from "../capability.ts";

/** Says what is beyond, or cannot be decided, in one clause after the subject. */
export type Note = (code: FindingCode, what: string) => void;

export interface CallReport {
  readonly note: Note;
  findings(): readonly Finding[];
}

export function createReport(id: EventId, subject: string, onFailure: "open" | "closed"): CallReport {
  // Made at the first note: most actions have none.
  let noted: Map<FindingCode, { readonly what: string; others: number }> | undefined;
  return {
    note(code, what) {
      noted ??= new Map();
      const known = noted.get(code);
      if (known === undefined) noted.set(code, { what, others: 0 });
      else if (known.what !== what) known.others += 1;
    },
    findings() {
      if (noted === undefined) return [];
      return [...noted].map(([code, { what, others }]) =>
        finding(code, {
          capability: "declaration",
          confidence: 1,
          what: `${subject} ${what}${others === 0 ? "" : ` (and ${others} more)`}`,
          cites: [id],
          ...(code === LIMIT_CODES.undecided ? { severity: onFailure === "closed" ? "high" : "low" } : {}),
        }),
      );
    },
  };
}
