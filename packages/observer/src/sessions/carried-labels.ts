// What ended sessions of all agents left: merged in memory, kept in the store, handed out with the policy.
import { isNothingCarried, mergeCarried, NOTHING_CARRIED } from "@kaizen/core";
import type { CarriedLabels } from "@kaizen/core";
import type { Store } from "@kaizen/store";

export interface DeploymentLabels {
  /** The same object while nothing changed. */
  known(): CarriedLabels;
  /** A session has ended. `at`: the observer's clock. */
  left(agent: string, session: string, labels: CarriedLabels, at: number): Promise<void>;
}

const DAY_MS = 86_400_000;
const KEPT_MS = 30 * DAY_MS;
/** Sessions that are put together: the newest. */
const SESSIONS = 5_000;

/** SECURITY: only what the observer's own engine made of the facts counts; clients cannot hand in labels. */
export async function loadDeploymentLabels(store: Store, now: number): Promise<DeploymentLabels> {
  let known = await readLabels(store, now);
  let readAt = now;
  return {
    known: () => known,
    async left(agent, session, labels, at) {
      if (!isNothingCarried(labels)) {
        await store.leftLabels.put({ agent, session, labels, at });
        known = mergeCarried(known, labels);
      }
      if (at - readAt < DAY_MS) return;
      readAt = at;
      await store.leftLabels.drop(at - KEPT_MS);
      known = await readLabels(store, at);
    },
  };
}

async function readLabels(store: Store, now: number): Promise<CarriedLabels> {
  const rows = await store.leftLabels.since(now - KEPT_MS, SESSIONS);
  return rows.reduce((sum, { labels }) => mergeCarried(sum, labels), NOTHING_CARRIED);
}
