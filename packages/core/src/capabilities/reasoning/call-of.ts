// Which action a result answers.
import type { ObservationFacts } from "../../words/facts.ts";

/** Actions whose result may still come. */
export interface Calls<C> {
  /** By call id. */
  readonly calls: ReadonlyMap<string, C>;
  /** The last one of each tool, by its exact name. */
  readonly last: ReadonlyMap<string, C>;
}

/** By its id, else the last call of its tool. */
export function callOf<C>({ calls, last }: Calls<C>, { callId, tool }: Pick<ObservationFacts, "callId" | "tool">): C | undefined {
  const byId = callId === undefined ? undefined : calls.get(callId);
  return byId ?? last.get(tool?.exact ?? "");
}
