// The laws that every storage driver keeps. They need no test runner: each is a name and a function that throws when it is broken.
import assert from "node:assert/strict";
import type { ActionFacts, Baseline, CarriedLabels, Declaration, Facts } from "@kaizen/core";
import { StoreError } from "../error.ts";
import type { StoreErrorCode } from "../error.ts";
import type { AppendItem, AuditEntry, NewVerdict, Proposal, SessionTouch, Store } from "../port.ts";

/** A place where a store can be opened again and again, like a data folder. */
export interface StorePlace {
  open(): Promise<Store>;
}

export interface StoreLaw {
  readonly name: string;
  /** Works in an empty place; closes every store that it opens. */
  check(place: StorePlace): Promise<void>;
}

export const storeLaws: readonly StoreLaw[] = [
  law("what was appended is there after closing and opening", async (store, reopen) => {
    const { facts, item } = sampleAction("s1", 0);
    const [stored] = await store.append({ sessions: [touch("s1", 0)], items: [item] });
    const again = await reopen();
    assert.deepEqual((await again.events.ofSession("a", "s1", 0, 10)).map((event) => event.facts), [facts]);
    assert.deepEqual(await again.verdicts.get(item.verdict.id), stored);
    assert.equal((await again.sessions.get("a", "s1"))?.events, 1);
  }),
  law("an event that exists is a conflict and nothing of its append is written", async (store) => {
    await store.append({ sessions: [touch("s1", 0)], items: [sampleAction("s1", 0).item] });
    const items = [sampleAction("s1", 1).item, sampleAction("s1", 0).item];
    await rejects(store.append({ sessions: [touch("s1", 1)], items }), "conflict");
    assert.equal((await store.events.ofSession("a", "s1", 0, 10)).length, 1);
    assert.equal((await store.sessions.get("a", "s1"))?.events, 1);
    assert.equal((await store.verifyChain()).ok, true);
  }),
  law("a review stands beside the verdict of the session's last event, is chained and counted, and comes once", async (store) => {
    const { item } = sampleAction("s1", 1);
    await store.append({ sessions: [touch("s1", 0)], items: [item] });
    const { facts, item: { verdict } } = sampleAction("s1", 1, { id: "review", attention: "flag", decision: "block" });
    assert.ok(verdict !== undefined);
    const request = { sessions: [touch("s1", 1)], items: [], reviews: [{ facts, receivedAt: 1_000_500, verdict }] };
    const [stored] = await store.append(request);
    assert.deepEqual([stored?.eventId, stored?.late, stored?.n], [facts.id, true, 2]);
    assert.deepEqual(await store.verdicts.get("review"), stored);
    const session = await store.sessions.get("a", "s1");
    assert.deepEqual([session?.events, session?.flagged, session?.unclean], [1, 1, 1]);
    assert.deepEqual([(await store.agents.get("a"))?.actions, (await store.agents.get("a"))?.flagged], [1, 1]);
    assert.deepEqual(await store.verifyChain(), { ok: true, rows: 2 });
    await rejects(store.append({ ...request, reviews: [{ facts, receivedAt: 1_000_600, verdict: { ...verdict, id: "again" } }] }), "conflict");
    await rejects(store.append({ ...request, reviews: [{ ...sampleAction("s1", 9), receivedAt: 1_000_600, verdict: { ...verdict, id: "none" } }] }), "conflict");
  }),
  law("an append that expects another number of events, or another agent, is a conflict", async (store) => {
    await store.append({ sessions: [touch("s1", 0)], items: [sampleAction("s1", 0).item] });
    await rejects(store.append({ sessions: [touch("s1", 0)], items: [sampleAction("s1", 1).item] }), "conflict");
    await rejects(store.append({ sessions: [touch("s1", 2)], items: [sampleAction("s1", 1).item] }), "conflict");
    await rejects(store.append({ sessions: [{ ...touch("s1", 1), agent: "other" }], items: [sampleAction("s1", 1).item] }), "conflict");
  }),
  law("two agents have each their own session of one id", async (store) => {
    const other = ofAgent(sampleAction("s1", 0, { id: "v-other" }).item, "other");
    await store.append({ sessions: [touch("s1", 0)], items: [sampleAction("s1", 0).item, sampleAction("s1", 1).item] });
    await store.append({ sessions: [{ ...touch("s1", 0), agent: "other" }], items: [other] });
    assert.deepEqual((await store.sessions.withId("s1")).map(({ agent, events }) => [agent, events]), [["a", 2], ["other", 1]]);
    assert.deepEqual((await store.events.ofSession("other", "s1", 0, 10)).map((event) => event.facts), [other.facts]);
    assert.deepEqual((await store.events.byIds("other", ["s1/sdk/0", "s1/sdk/1"])).map((event) => event.facts), [other.facts]);
    assert.equal(await store.sessions.end("other", "s1", 5), true);
    assert.equal((await store.sessions.get("a", "s1"))?.endedAt, undefined);
    const before = await store.sessions.withId("s1");
    await store.sessions.rebuild();
    assert.deepEqual(await store.sessions.withId("s1"), before);
    assert.deepEqual(await store.verifyChain(), { ok: true, rows: 3 });
  }),
  law("what a session left takes the place of what it left before, and goes when it is old", async (store, reopen) => {
    const labels = (mark: string): CarriedLabels => ({ v: 1, places: [{ agent: "a", session: "s1", at: 1, events: [], mark, label: "secret", how: "copy" }], values: [], notes: [] });
    await store.leftLabels.put({ agent: "a", session: "s1", labels: labels("one"), at: 5 });
    await store.leftLabels.put({ agent: "a", session: "s1", labels: labels("two"), at: 6 });
    await store.leftLabels.put({ agent: "b", session: "s1", labels: labels("three"), at: 7 });
    const again = await reopen();
    assert.deepEqual((await again.leftLabels.since(6, 10)).map(({ agent, at, labels: { places } }) => [agent, at, places[0]?.mark]), [["b", 7, "three"], ["a", 6, "two"]]);
    await again.leftLabels.drop(7);
    assert.deepEqual((await again.leftLabels.since(0, 10)).map(({ agent }) => agent), ["b"]);
  }),
  law("appends that are sent together are all written and chained in order", async (store) => {
    const ids = Array.from({ length: 50 }, (_, index) => `s${index}`);
    await Promise.all(ids.map((id) => store.append({ sessions: [touch(id, 0)], items: [sampleAction(id, 0).item] })));
    const stored = await store.verdicts.after(0, 100);
    assert.deepEqual(stored.map((verdict) => verdict.n), ids.map((_, index) => index + 1));
    for (const [index, verdict] of stored.entries()) assert.equal(verdict.prevHash, stored[index - 1]?.hash ?? "0".repeat(64));
    assert.deepEqual(await store.verifyChain(), { ok: true, rows: 50 });
  }),
  law("a failed append leaves the appends beside it whole", async (store) => {
    await store.append({ sessions: [touch("s1", 0)], items: [sampleAction("s1", 0).item] });
    const good = store.append({ sessions: [touch("s2", 0)], items: [sampleAction("s2", 0).item] });
    const bad = store.append({ sessions: [touch("s1", 7)], items: [sampleAction("s1", 1).item] });
    const after = store.append({ sessions: [touch("s3", 0)], items: [sampleAction("s3", 0).item] });
    await rejects(bad, "conflict");
    await Promise.all([good, after]);
    assert.deepEqual(await store.verifyChain(), { ok: true, rows: 3 });
  }),
  law("verdicts are listed newest first, filtered and counted", async (store) => {
    const items = Array.from({ length: 5 }, (_, seq) => sampleAction("s1", seq, seq % 2 === 0 ? {} : { decision: "block", attention: "flag", reason: "undeclared tool 100%_sure" }).item);
    await store.append({ sessions: [touch("s1", 0)], items });
    const all = await store.verdicts.list({ limit: 2, offset: 1 });
    assert.equal(all.total, 5);
    assert.deepEqual(all.verdicts.map((verdict) => verdict.n), [4, 3]);
    assert.equal((await store.verdicts.list({ decision: "block", limit: 9, offset: 0 })).total, 2);
    assert.equal((await store.verdicts.list({ q: "100%_SURE", limit: 9, offset: 0 })).total, 2);
    assert.equal((await store.verdicts.list({ q: "100__sure", limit: 9, offset: 0 })).total, 0);
    assert.equal((await store.verdicts.list({ q: "' or 1=1 --", limit: 9, offset: 0 })).total, 0);
    assert.equal((await store.verdicts.list({ agent: "nobody", limit: 9, offset: 0 })).total, 0);
    assert.equal((await store.verdicts.list({ since: 2_000_000, limit: 9, offset: 0 })).total, 0);
    assert.equal((await store.sessions.get("a", "s1"))?.flagged, 2);
  }),
  law("triage stands beside the verdict and changes nothing in it", async (store) => {
    const { item } = sampleAction("s1", 0);
    const [before] = await store.append({ sessions: [touch("s1", 0)], items: [item] });
    assert.equal(await store.verdicts.setStatus(item.verdict.id, "acknowledged", audit("triage")), true);
    assert.equal(await store.verdicts.setStatus("nobody", "acknowledged", audit("triage")), false);
    assert.deepEqual(await store.verdicts.get(item.verdict.id), { ...before, status: "acknowledged" });
    assert.equal((await store.verdicts.list({ status: "acknowledged", limit: 9, offset: 0 })).total, 1);
    assert.equal((await store.verdicts.list({ status: "open", limit: 9, offset: 0 })).total, 0);
    assert.equal((await store.audit.list(9)).length, 1);
    assert.equal((await store.verifyChain()).ok, true);
  }),
  law("a session ends once, is due by its rules, and its row can be rebuilt", async (store) => {
    await store.append({ sessions: [touch("s1", 0)], items: [sampleAction("s1", 0).item, sampleAction("s1", 1, { attention: "confirm" }).item] });
    const before = await store.sessions.get("a", "s1");
    assert.deepEqual([before?.events, before?.flagged, before?.unclean], [2, 0, 1]);
    assert.equal((await store.sessions.due({ idleBefore: 999_999, startedBefore: 0, events: 3, limit: 9 })).length, 0);
    assert.equal((await store.sessions.due({ idleBefore: 999_999, startedBefore: 0, events: 2, limit: 9 })).length, 1);
    assert.equal((await store.sessions.due({ idleBefore: 1_000_000, startedBefore: 0, events: 3, limit: 9 })).length, 1);
    await store.sessions.rebuild();
    assert.deepEqual(await store.sessions.get("a", "s1"), before);
    assert.equal(await store.sessions.end("a", "s1", 1_000_500), true);
    assert.equal(await store.sessions.end("a", "s1", 1_000_600), false);
    assert.equal((await store.sessions.get("a", "s1"))?.endedAt, 1_000_500);
  }),
  law("an agent's settings, declaration and proposals are kept, a proposal is decided once", async (store) => {
    await store.agents.setSettings("a", { paused: true }, audit("settings"));
    await store.agents.setDeclaration(sampleDeclaration("read"), audit("declare"));
    const proposal = { id: "p1", agent: "a", declaration: sampleDeclaration("write"), by: "k", at: 5, status: "open" as const };
    await store.agents.propose(proposal, audit("propose"));
    assert.deepEqual(await store.agents.proposals("a"), [proposal]);
    await store.agents.decide("p1", "a", "approved", audit("approve"));
    await rejects(store.agents.decide("p1", "a", "rejected", audit("reject")), "conflict");
    const agent = await store.agents.get("a");
    assert.deepEqual(agent?.settings, { paused: true, judgeEnabled: true });
    assert.deepEqual(agent?.declaration, sampleDeclaration("write"));
    assert.equal((await store.audit.list(9)).length, 4);
    assert.equal((await store.verifyChain()).ok, true);
  }),
  law("a key has one open proposal an agent, and open ones are listed first", async (store) => {
    const proposal = (id: string, by: string, at: number): Proposal => ({ id, agent: "a", declaration: sampleDeclaration(id), by, at, status: "open" });
    await store.agents.propose(proposal("p1", "k1", 1), audit("propose"));
    for (let n = 0; n < 600; n++) await store.agents.propose(proposal(`t${n}`, "thief", 2 + n), audit("propose"));
    assert.deepEqual((await store.agents.proposals("a")).map(({ id }) => id), ["t599", "p1"]);
    await store.agents.decide("t599", "a", "rejected", audit("reject"));
    assert.deepEqual((await store.agents.proposals("a")).map(({ id }) => id), ["p1", "t599"]);
  }),
  law("baselines are versions with their provenance, a session teaches once", async (store) => {
    await store.append({ sessions: [touch("s1", 0)], items: [sampleAction("s1", 0).item] });
    const origin = { kind: "session", session: "s1", by: "rules" } as const;
    const first = { agent: "a", version: 1, id: "b1", baseline: sampleBaseline(1), origin, at: 5 };
    await store.baselines.put(first, audit("teach"));
    assert.deepEqual(await store.baselines.latest("a"), first);
    assert.equal((await store.sessions.get("a", "s1"))?.taughtAt, 5);
    await rejects(store.baselines.put({ ...first, version: 2 }, audit("teach")), "conflict");
    await rejects(store.baselines.put({ ...first, origin: { kind: "reset", by: "k" } }, audit("reset")), "conflict");
    for (let version = 2; version < 30; version++) {
      await store.baselines.put({ agent: "a", version, id: `b${version}`, baseline: sampleBaseline(version), origin: { kind: "reset", by: "k" }, at: version }, audit("reset"));
    }
    assert.equal((await store.baselines.latest("a"))?.baseline.sessions, 29);
    assert.equal((await store.baselines.history("a", 100)).length, 29);
  }),
  law("policies are versions, keys are revoked once, settings and secrets come back", async (store, reopen) => {
    assert.equal(await store.policies.put({ id: "x", policy: { rules: [] }, by: "k", at: 1 }, audit("policy")), 1);
    assert.equal(await store.policies.put({ id: "y", policy: { rules: [] }, by: "k", at: 2 }, audit("policy")), 2);
    const key = { id: "k1", hash: "h", role: "reader", name: "n", last4: "abcd", createdAt: 1, createdBy: "k" } as const;
    await store.keys.put(key, audit("key"));
    assert.equal(await store.keys.revoke("k1", audit("revoke")), true);
    assert.equal(await store.keys.revoke("k1", audit("revoke")), false);
    await store.settings.put("plain", { a: [1, null] }, audit("settings"));
    await store.settings.putSecret("hidden", new Uint8Array([1, 2, 3]), audit("settings"));
    const again = await reopen();
    assert.equal((await again.policies.latest())?.id, "y");
    assert.deepEqual((await again.keys.list()).map((one) => [one.id, typeof one.revokedAt]), [["k1", "number"]]);
    assert.deepEqual(await again.settings.get("plain"), { a: [1, null] });
    assert.deepEqual([...((await again.settings.getSecret("hidden")) ?? [])], [1, 2, 3]);
    assert.equal(await again.settings.getSecret("nothing"), undefined);
  }),
  law("every kind of text survives the round trip", async (store) => {
    const odd = "\u0000 ' \" \\ \ud83d\ude00 \u202e __proto__ \u200b %_";
    const { item } = sampleAction(`s/${odd}`, 0, { reason: odd });
    await store.append({ sessions: [touch(`s/${odd}`, 0)], items: [item] });
    assert.equal((await store.verdicts.get(item.verdict.id))?.reason, odd);
    assert.deepEqual((await store.events.byIds("a", [item.facts.id, "a/b/c", "x"])).map((event) => event.facts), [item.facts]);
    assert.equal((await store.verifyChain()).ok, true);
  }),
  law("a closed store refuses, and closing twice is harmless", async (store) => {
    const accepted = store.append({ sessions: [touch("s1", 0)], items: [sampleAction("s1", 0).item] });
    await Promise.all([store.close(), store.close()]);
    assert.equal((await accepted).length, 1);
    await rejects(store.verdicts.get("x"), "closed");
    assert.equal((await store.health()).ok, false);
  }),
];

function law(name: string, check: (store: Store, reopen: () => Promise<Store>) => Promise<void>): StoreLaw {
  return {
    name,
    async check(place) {
      let store = await place.open();
      const reopen = async (): Promise<Store> => {
        await store.close();
        store = await place.open();
        return store;
      };
      try {
        await check(store, reopen);
      } finally {
        await store.close();
      }
    },
  };
}

async function rejects(work: Promise<unknown>, code: StoreErrorCode): Promise<void> {
  await assert.rejects(work, (error) => error instanceof StoreError && error.code === code);
}

function audit(act: string): AuditEntry {
  return { at: 1, by: "k", role: "admin", act, subject: "a" };
}

function touch(id: string, expectEvents: number): SessionTouch {
  return { id, agent: "a", expectEvents, at: 1_000_000 };
}

function sampleAction(session: string, seq: number, change: Partial<NewVerdict> = {}): { readonly facts: Facts; readonly item: AppendItem & { readonly verdict: NewVerdict } } {
  const facts: ActionFacts = {
    v: 3,
    id: `${session}/sdk/${seq}`,
    identity: { agent: "a", session },
    position: { feed: "sdk", seq, at: 999_000 },
    keyId: "k",
    unread: [],
    event: "action",
    kind: "tool_call",
    tool: { shown: "Read", exact: "read", skeleton: "read" },
    destinations: [],
    paths: [],
    arguments: [],
    commands: [],
    recipients: [],
    amounts: [],
    shape: "",
    content: { bytes: 0, labelled: [], fingerprints: [], excerpt: "" },
  };
  const verdict: NewVerdict = {
    id: `v-${session}-${seq}`,
    decision: "allow",
    attention: "none",
    verdictAction: "proceed",
    reason: "as declared",
    evidence: [],
    degraded: [],
    ids: { engine: "e", weights: "w", policy: "p", declaration: "d", baseline: "b" },
    confidence: null,
    source: "sdk",
    action: { kind: "tool_call", tool: "Read", publisher: null, target: null, hash: null, metadata: {} },
    paused: false,
    client: null,
    ...change,
  };
  return { facts, item: { facts, receivedAt: 1_000_000, verdict } };
}

function ofAgent(item: AppendItem, agent: string): AppendItem {
  return { ...item, facts: { ...item.facts, identity: { ...item.facts.identity, agent } } };
}

function sampleDeclaration(tool: string): Declaration {
  return { agent: "a", tools: { kind: "only", items: [tool] }, destinations: { kind: "none" }, data: { kind: "not-stated" } };
}

function sampleBaseline(sessions: number): Baseline {
  const empty = { total: 0, seen: [], dropped: 0 };
  const dimensions = { kind: empty, tool: empty, destination: empty, "tool-destination": empty, shape: empty, command: empty, option: empty, argument: empty, value: empty, area: empty };
  return { v: 2, agent: "a", sessions, actions: 0, dimensions };
}
