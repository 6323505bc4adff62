// Compares sessions by what their events do (tool, kind, hosts), to hold twins close to their attacks.
import { createNormaliser, type Action, type ActionFacts } from "@kaizen/core";
import type { ScenarioEvent } from "@kaizen/protocol";

// The key does not matter: fingerprints are not compared here.
const normaliser = createNormaliser({ key: new Uint8Array(32) });

const known = new WeakMap<Action, ActionFacts>();

/** What the engine would see of an action: normal forms, not values. Read once for each object. */
export function actionFacts(action: Action): ActionFacts {
  const found = known.get(action) ?? readFacts(action);
  known.set(action, found);
  return found;
}

function readFacts(action: Action): ActionFacts {
  const facts = normaliser.facts({
    identity: { agent: "corpus", session: "corpus" },
    position: { feed: "sdk", seq: 0, at: 0 },
    body: { event: "action", action },
  });
  if (facts.event !== "action") throw new Error("expected the facts of an action");
  return facts;
}

/**
 * The hosts that an action reaches: its target and the hosts in its arguments, for commands also those that are only
 * mentioned. The domain of a mail address is none, since a mail leaves through the mail service; nor is a host inside
 * another URL or inside encoded data, which a gateway does not see.
 */
export function contactedHosts(action: Action): readonly string[] {
  const places = action.kind === "exec" ? ["target", "argument", "mention"] : ["target", "argument"];
  return [...new Set(actionFacts(action).destinations.filter(({ place }) => places.includes(place)).map(({ host }) => host))].toSorted();
}

/** Every host that stands anywhere in an action. */
export function namedHosts(action: Action): readonly string[] {
  return [...new Set(actionFacts(action).destinations.map(({ host }) => host))];
}

/** Share of events of the longer session that have their like (same kind, tool and hosts) in the other: 0 to 1. */
export function sharedEvents(a: readonly ScenarioEvent[], b: readonly ScenarioEvent[]): number {
  const left = a.map(likeness);
  let shared = 0;
  for (const form of b.map(likeness)) {
    const index = left.indexOf(form);
    if (index < 0) continue;
    left.splice(index, 1);
    shared += 1;
  }
  return shared / Math.max(a.length, b.length, 1);
}

function likeness(event: ScenarioEvent): string {
  if (event.kind !== "call") return event.kind;
  return JSON.stringify([event.action.kind, event.action.tool ?? "", contactedHosts(event.action)]);
}
