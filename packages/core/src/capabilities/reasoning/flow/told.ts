// What the user himself told the agent to send, and to whom: one sentence that names both leaves nothing to ask.
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts, Fingerprint, ObservationFacts } from "../../../words/facts.ts";
import type { Act, PassageFacts, Thing } from "../../../words/passage.ts";
import type { Source } from "./memory.ts";

/** A sentence of the user that orders something to be sent. */
export interface SendingOrder {
  readonly values: readonly Fingerprint[];
  /** It names a password or a key. */
  readonly isOfSecret: boolean;
}

const SENDS: ReadonlySet<Act> = new Set(["send", "post", "upload", "transfer"]);
const SECRETS: ReadonlySet<Thing> = new Set(["password", "key"]);

/** The orders to send something in a request. */
export function sendingOrders({ content }: ObservationFacts): readonly SendingOrder[] {
  return (content.passages ?? []).filter(isSendingOrder).map(({ values, things }) => ({ values, isOfSecret: things.some((thing) => SECRETS.has(thing)) }));
}

function isSendingOrder({ asks, acts, values }: PassageFacts): boolean {
  return asks === "order" && values.length > 0 && acts.some((act) => SENDS.has(act));
}

/** What an action reads by: values of its arguments that a user's order to send names as well. */
export function readBy({ arguments: given }: ActionFacts, orders: readonly SendingOrder[]): readonly Fingerprint[] {
  if (orders.length === 0) return [];
  return given.flatMap(({ values = [] }) => values).filter((value) => orders.some((order) => order.values.includes(value))).slice(0, FLOW_WEIGHTS.cited);
}

/** Whether one order names everybody who receives it and says of all that is sent that it is meant: as a secret, or by what it was read by. */
export function isTold({ destinations }: ActionFacts, sources: readonly Source[], orders: readonly SendingOrder[]): boolean {
  const recipients = destinations.filter(({ place }) => place === "recipient");
  if (recipients.length === 0 || sources.length === 0) return false;
  return orders.some(
    ({ values, isOfSecret }) =>
      recipients.every(({ account }) => account !== undefined && values.includes(account)) && (isOfSecret || sources.every(({ readBy: by = [] }) => by.some((value) => values.includes(value)))),
  );
}
