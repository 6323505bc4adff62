// What the client's own verdict adds to the observer's: whether they agree, and the stronger attention of the two.
import type { Verdict } from "@kaizen/core";
import type { ClientVerdict } from "@kaizen/protocol";
import type { ClientAgreement } from "@kaizen/store";

export interface ComparedVerdict {
  readonly agreement: ClientAgreement | null;
  readonly attention: Verdict["attention"];
  /** Follows the reason; empty when there is nothing to add. */
  readonly note: string;
}

const MOST_CODES = 5;
/** What a client says that had no policy yet and fails closed: it could not decide, and here there is a policy. */
const NO_POLICY_YET = "policy-unknown";

/**
 * SECURITY: what the client blocked or flagged is flagged here too, whatever is in force here: the client may know a declaration
 * that never arrived, and a session of which its own client says that something was wrong must not teach.
 */
export function compareClient(client: ClientVerdict | undefined, own: Verdict, takenSeq: number | undefined): ComparedVerdict {
  if (takenSeq !== undefined) return { agreement: "id-reused", attention: "flag", note: `; number ${takenSeq} of its session was taken by another event: one of the two is forged or lost its number` };
  if (client === undefined) return { agreement: null, attention: own.attention, note: "" };
  const agreement = agreementOf(client, own);
  const isUndecided = client.codes.length > 0 && client.codes.every((code) => code === NO_POLICY_YET);
  const isStricter = !isUndecided && (client.decision === "block" || client.attention === "flag") && own.attention !== "flag";
  if (!isStricter) return { agreement, attention: own.attention, note: "" };
  const codes = client.codes.filter((code) => /^[a-z0-9-]{1,64}$/.test(code)).slice(0, MOST_CODES);
  const why = codes.length === 0 ? "" : ` (${codes.join(", ")})`;
  return { agreement, attention: "flag", note: `; the client ${client.decision === "block" ? "blocked" : "flagged"} it${why}${agreement === "stale" ? " under another policy, declaration, baseline or labels" : ""}` };
}

function agreementOf(client: ClientVerdict, own: Verdict): ClientAgreement {
  const { engine, weights, policy, declaration, baseline, carried } = own.ids;
  const sameIds = client.ids.engine === engine && client.ids.weights === weights && client.ids.policy === policy && client.ids.declaration === declaration && client.ids.baseline === baseline && client.ids.carried === carried;
  if (!sameIds) return "stale";
  const codes = JSON.stringify([...new Set(client.codes)].sort()) === JSON.stringify([...new Set(own.evidence.map(({ code }) => code))].sort());
  return codes && client.decision === own.decision && client.attention === own.attention ? "agrees" : "differs";
}
