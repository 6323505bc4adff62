// The policy in both forms, bundles, and the judge's configuration.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StartedObserver } from "../testing/started-observer.ts";
import { report, started } from "../testing/started-observer.ts";
import { policySchema } from "@kaizen/protocol";

let one: StartedObserver;
beforeAll(async () => {
  one = await started();
});
afterAll(() => one.observer.close());

test("existing clients write and read their form, addresses stand under both names", async () => {
  const rules = { publishers: ["Bad Corp"], tools: [], domains: ["blocked.example"], ip: ["203.0.113.0/24"], ips: ["198.51.100.7"], hashes: ["ABCD"], skill_patterns: ["^evil_"] };
  const off = { mode: "blocklist", rules: { tools: ["x"] }, name: "off", enabled: false };
  const { status, body } = await one.call("POST", "/v1/org-policy", { policies: [{ mode: "blocklist", rules, name: "base", enabled: true }, off] });
  expect(status).toBe(200);
  const addresses = ["203.0.113.0/24", "198.51.100.7"];
  expect(body["policies"]).toEqual([{ mode: "blocklist", rules: { publishers: ["Bad Corp"], domains: ["blocked.example"], ip: addresses, ips: addresses, hashes: ["ABCD"], skill_patterns: ["^evil_"] }, name: "base", enabled: true }]);
  expect((await one.call("GET", "/v1/policy?agent=a")).body).toEqual({ policies: body["policies"] });
  expect((await one.call("POST", "/v1/verdicts", report("a", "get", { target: "http://3405803786/" }))).body).toMatchObject({ decision: "block", action: "refuse", reason: expect.stringMatching(/^policy/) as string });
});

test("our form is replaced as a whole; only enforced rules go to clients that judge by themselves", async () => {
  const rules = [
    { rule: "blocklist", name: "watch", mode: "observe", tools: ["a"] },
    { rule: "blocklist", name: "mine", mode: "enforce", agents: ["bot-*"], tools: ["b"] },
  ];
  expect((await one.call("POST", "/v1/org-policy", { rules })).body).toMatchObject({ rules, version: 2 });
  expect((await one.call("GET", "/v1/org-policy")).body).toMatchObject({ rules, version: 2 });
  expect((await one.call("GET", "/v1/policy?agent=bot-7")).body).toMatchObject({ policies: [{ name: "mine" }] });
  expect((await one.call("GET", "/v1/policy?agent=other")).body).toEqual({ policies: [] });
});

test("a rule that this version cannot evaluate is refused and the policy stays", async () => {
  const before = (await one.call("GET", "/v1/org-policy")).body;
  const refused = [{ rules: [{ rule: "correlation" }] }, { policies: [{ mode: "condition", rules: {} }] }, { policies: [{ mode: "allowlist", rules: { hashes: ["x"] } }] }, { rules: [{ rule: "blocklist", mode: "enforce", patterns: ["("] }] }, {}, { rules: [], policies: [] }];
  for (const body of refused) {
    const answer = await one.call("POST", "/v1/org-policy", body);
    expect([answer.status, answer.body["error"]]).toMatchObject([400, { code: "bad-request" }]);
  }
  expect((await one.call("GET", "/v1/org-policy")).body).toEqual(before);
});

test("a bundle has a tag that changes when something in it does, not with the clock", async () => {
  const first = await one.call("GET", "/v1/bundle?agent=tagged");
  const tag = first.headers.get("etag") ?? "";
  expect(first.body).toMatchObject({ agent: "tagged", fingerprintKey: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) as string, serverTime: expect.stringMatching(/\.\d{3}Z$/) as string });
  one.clock.now += 1_000;
  expect((await one.call("GET", "/v1/bundle?agent=tagged", undefined, undefined, { "if-none-match": tag })).status).toBe(304);
  await one.call("POST", "/v1/agents/tagged/manifest", { tools: ["read"] });
  expect((await one.call("GET", "/v1/bundle?agent=tagged", undefined, undefined, { "if-none-match": tag })).status).toBe(200);
});

test("the judge's key is never shown and does not follow a changed address", async () => {
  const config = { provider: "local", model: "m", base_url: "https://llm.example/v1" };
  const set = await one.call("POST", "/v1/llm-config", { ...config, api_key: "canary-0123456789-wxyz" });
  expect(set.body).toEqual({ ...config, has_key: true, last4: "wxyz" });
  expect((await one.call("POST", "/v1/llm-config", { ...config, model: "n" })).body).toMatchObject({ has_key: true, model: "n" });
  expect((await one.call("POST", "/v1/llm-config", { ...config, base_url: "https://thief.example/v1" })).body).toMatchObject({ has_key: false });
  expect(JSON.stringify((await one.call("GET", "/v1/llm-config")).body)).not.toContain("canary");
  expect((await one.call("GET", "/v1/judge/usage")).body).toMatchObject({ calls: 0, note: "no judge runs in this version" });
});

test("conditions and correlations are in the bundle and in our form, never in that of existing clients, and stay when those write", async () => {
  const seen = [
    { rule: "blocklist", name: "fin-only", mode: "enforce", tags: ["finance"], tools: ["b"] },
    { rule: "blocklist", name: "listed", mode: "enforce", agents: ["bot-*"], tools: ["c"] },
  ];
  const unseen = [
    { rule: "condition", name: "large", mode: "enforce", when: 'tool == "pay" && bytes > 1000' },
    { rule: "correlation", name: "leak", mode: "ask", within: "10m", within_events: 50, steps: [{ event: "result", labels: ["secret"] }, { tools: ["http_*"], when: 'method == "POST"' }] },
  ];
  const written = await one.call("POST", "/v1/org-policy", { rules: [...seen, ...unseen] });
  expect(written.body).toMatchObject({ rules: [...seen, ...unseen], policies: [{ name: "fin-only", mode: "blocklist" }, { name: "listed", mode: "blocklist" }] });
  expect(written.body["policies"]).toHaveLength(2);
  const again = await one.call("GET", "/v1/org-policy");
  expect((await one.call("POST", "/v1/org-policy", { rules: again.body["rules"] })).body).toMatchObject({ rules: [...seen, ...unseen] });
  expect((await one.call("GET", "/v1/policy?agent=bot-7")).body).toEqual({ policies: [{ mode: "blocklist", rules: { tools: ["c"] }, name: "listed", enabled: true }] });
  const bundle = (await one.call("GET", "/v1/bundle?agent=bot-7")).body;
  expect(policySchema.safeParse(bundle["policy"])).toMatchObject({ success: true, data: { rules: [{}, {}, { when: 'tool == "pay" && bytes > 1000' }, { withinMs: 600_000, withinEvents: 50 }] } });
  const theirs = await one.call("POST", "/v1/org-policy", { policies: [{ mode: "blocklist", rules: { tools: ["z"] }, name: "theirs", enabled: true }] });
  expect(theirs.body).toMatchObject({ rules: [{ name: "theirs" }, ...unseen], policies: [{ name: "theirs" }] });
  expect((await one.call("POST", "/v1/org-policy", { policies: [{ mode: "condition", rules: { when: ["x"] }, name: "c" }] })).status).toBe(400);
});

test("a condition with a mistake is refused with its place", async () => {
  const { status, body } = await one.call("POST", "/v1/org-policy", { rules: [{ rule: "condition", mode: "ask", when: 'toool == "x"' }] });
  expect([status, body["error"]]).toMatchObject([400, { message: expect.stringMatching(/rules\.0\.when: .*did you mean "tool"\?/) as string }]);
});
