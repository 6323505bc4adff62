// Labels go from the ended sessions of one agent to the later ones of all, outlive a restart and are handed out with the policy.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createNormaliser, NOTHING_CARRIED } from "@kaizen/core";
import type { Action, CarriedLabels, EventBody, Facts, Observation } from "@kaizen/core";
import { bundleSchema } from "@kaizen/protocol";
import { START, started, type StartedObserver } from "../testing/started-observer.ts";

const SECRET = "kc-Canary-D8mK3xQw7Lp2Vt9H";
const normaliser = createNormaliser({ key: new Uint8Array(32).fill(3) });

let dataDir: string;
let one: StartedObserver;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "kaizen-labels-"));
  one = await started({ dataDir });
});
afterEach(async () => {
  await one.observer.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function facts(agent: string, session: string, events: readonly (Action | Observation)[]): readonly Facts[] {
  return events.map((event, seq) => {
    const body: EventBody = "content" in event || event.kind === "catalogue" ? { event: "observation", observation: event as Observation } : { event: "action", action: event as Action };
    return normaliser.facts({ identity: { agent, session }, position: { feed: "sdk", seq, at: START + seq }, body });
  });
}

const send = (agent: string, session: string, events: readonly (Action | Observation)[]): ReturnType<StartedObserver["call"]> =>
  one.call("POST", "/v1/events", { records: facts(agent, session, events).map((each) => ({ facts: each })) });
const READ: readonly (Action | Observation)[] = [{ kind: "tool_call", tool: "vault_get" }, { kind: "result", tool: "vault_get", content: { a_token: SECRET } }];
const SEND: readonly Action[] = [{ kind: "tool_call", tool: "report_send", arguments: { text: [...SECRET].toReversed().join("") } }];
const carriedFor = async (agent: string): Promise<CarriedLabels> => bundleSchema.parse((await one.call("GET", `/v1/bundle?agent=${agent}`)).body).carried ?? NOTHING_CARRIED;
const verdictsOf = async (agent: string): Promise<unknown> => (await one.call("GET", `/v1/verdicts?agent=${agent}`)).body["verdicts"];

test("what one agent's session read is known when another agent sends it, once that session has ended", async () => {
  await send("reader", "r1", READ);
  await send("sender", "early", SEND);
  expect(await verdictsOf("sender")).toMatchObject([{ attention: "none" }]);
  await one.call("POST", "/v1/sessions/r1/end", { agent: "reader" });
  await send("sender", "late", SEND);
  expect(await verdictsOf("sender")).toMatchObject([{ attention: "flag", reason: expect.stringContaining("in session r1 of reader") as string }, { attention: "none" }]);
});

test("the bundle of every agent has the labels, without clear text, under a new tag, also after a restart", async () => {
  const before = (await one.call("GET", "/v1/bundle?agent=sender")).headers.get("etag");
  await send("reader", "r1", READ);
  await one.call("POST", "/v1/sessions/r1/end", { agent: "reader" });
  const carried = await carriedFor("sender");
  expect(carried.values).toMatchObject([{ label: "secret", agent: "reader", session: "r1" }]);
  expect(JSON.stringify(carried)).not.toContain("anary");
  expect((await one.call("GET", "/v1/bundle?agent=sender")).headers.get("etag")).not.toBe(before);
  const adminKey = one.observer.adminKey ?? "";
  await one.observer.close();
  one = await started({ dataDir }, adminKey);
  expect(await carriedFor("sender")).toEqual(carried);
});

test("labels are forgotten thirty days after their session ended", async () => {
  await send("reader", "r1", READ);
  await one.call("POST", "/v1/sessions/r1/end", { agent: "reader" });
  one.clock.now = START + 31 * 86_400_000;
  await send("reader", "r2", [{ kind: "tool_call", tool: "vault_get" }]);
  await one.call("POST", "/v1/sessions/r2/end", { agent: "reader" });
  expect(await carriedFor("sender")).toEqual(NOTHING_CARRIED);
});
