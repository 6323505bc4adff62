// Hostile requests to a real observer on a real socket: every answer is one of its own, and it still works afterwards.
import { randomBytes } from "node:crypto";
import { startObserver } from "@kaizen/observer";
import { hostileJson, hostileText } from "./hostile-values.mjs";

export const family = "http";
export const share = 0.05;
export const isAsync = true;

const PATHS = ["/v1/inspect", "/v1/verdicts", "/v1/events", "/v1/agents/a/manifest", "/v1/agents/a/settings", "/v1/org-policy", "/v1/keys", "/v1/sessions", "/v1/verdicts/x/status", "/v1/policy", "/v1/bundle", "/healthz", "/"];
const GOOD = {
  "/v1/inspect": { agent: "a", action: { kind: "tool_call", tool: "t", arguments: { a: 1 } } },
  "/v1/verdicts": { agent: "a", action: { kind: "tool_call", tool: "t" }, verdict: { decision: "allow", reason: "", evidence: [] } },
  "/v1/org-policy": { rules: [{ rule: "blocklist", mode: "enforce", domains: ["bad.example"] }] },
};

export async function prepare() {
  const observer = await startObserver({ dataDir: undefined, port: 0, log: { level: "silent", write: () => undefined }, now: () => Date.now(), random: (length) => randomBytes(length) });
  const ask = async (path, init) => {
    const answer = await fetch(`${observer.url}${path}`, init);
    const text = await answer.text();
    if (answer.status >= 500) throw new Error(`${init.method} ${path} was answered ${answer.status}: ${text.slice(0, 200)}\n${String(init.body).slice(0, 300)}`);
    return answer.status;
  };
  const run = async (random) => {
    const path = random.chance(0.9) ? random.pick(PATHS) : `/${encodeURIComponent(hostileText(random, 4).replace(/[\ud800-\udfff]/g, ""))}`;
    const method = random.pick(["GET", "POST", "POST", "POST"]);
    const good = GOOD[path];
    const body = good === undefined || random.chance(0.3) ? JSON.stringify(hostileJson(random)) : JSON.stringify({ ...good, [random.pick([...Object.keys(good), "x"])]: hostileJson(random) });
    const headers = { authorization: random.chance(0.9) ? `Bearer ${observer.adminKey}` : hostileText(random, 2).replace(/[^\x20-\x7e]/g, ""), "content-type": random.chance(0.95) ? "application/json" : "text/plain" };
    await ask(`${path}${random.chance(0.2) ? `?agent=${encodeURIComponent("a")}&limit=${random.pick(["1", "-1", "x", "1e9"])}` : ""}`, { method, headers, ...(method === "GET" ? {} : { body: random.chance(0.1) ? body.slice(0, random.below(body.length + 1)) : body }) });
  };
  run.end = async () => {
    const status = await ask("/healthz", { method: "GET" });
    await observer.close();
    if (status !== 200) throw new Error(`expected a healthy observer at the end, got ${status}`);
  };
  return run;
}
