// Sessions that are taken up from the store.
import { openSqliteStore } from "@kaizen/store";
import { expect, test } from "vitest";
import { factsOf, toolCall } from "../testing/started-observer.ts";
import { loadAgentStates } from "./agent-states.ts";
import { loadDeploymentLabels } from "./carried-labels.ts";
import { eventDigest } from "./event-digest.ts";
import { sessionHost } from "./session-host.ts";

test("a session of any length is taken up: all its numbers are known, its last events are judged", async () => {
  const store = await openSqliteStore({ dataDir: undefined });
  const facts = Array.from({ length: 7 }, (_, seq) => factsOf("a", "long", seq, toolCall("read")));
  await store.append({ sessions: [{ id: "long", agent: "a", expectEvents: 0, at: 1 }], items: facts.map((one) => ({ facts: one, receivedAt: 1 })) });
  const host = sessionHost(store, await loadAgentStates(store), await loadDeploymentLabels(store, 1), { engine: { onFailure: "closed", enforcement: "observe" }, sessionsInMemory: 10, mostReplayed: 3 });
  const session = await host.take("long", "a");
  expect(session.events).toBe(7);
  expect(JSON.parse(session.engine.serialise())).toMatchObject({ events: 3 });
  expect(facts.map((one, seq) => session.seen.arrival("sdk", seq, eventDigest(one)))).toEqual(facts.map(() => "same"));
  expect(session.seen.arrival("sdk", 7, 0)).toBe("new");
  expect(session.seen.arrival("sdk", 0, 0)).toBe("other");
  await store.close();
});
