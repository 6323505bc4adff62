// An existing Kaizen client, unchanged: declares, reports what its agent did, reads the verdicts back.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve, type ServedObserver } from "./served-observer.ts";

interface Scenario {
  readonly agent: string;
  readonly manifest: { readonly tools: readonly string[]; readonly destinations: readonly string[] };
  readonly normal: readonly (readonly [tool: string, kind: string, target: string])[];
  readonly attack: readonly (readonly [tool: string, kind: string, target: string])[];
}

const SCENARIOS: readonly Scenario[] = [
  {
    agent: "atlas-notes",
    manifest: { tools: ["open_page", "take_note", "list_threads"], destinations: ["api.forge.example"] },
    normal: [["open_page", "tool_call", ""], ["take_note", "tool_call", ""], ["list_threads", "connect", "api.forge.example"]],
    attack: [["collect_env", "tool_call", ""], ["snippet_create", "connect", "api.forge.example"]],
  },
  {
    agent: "desk-seven",
    manifest: { tools: ["find_ticket", "close_ticket"], destinations: [] },
    normal: [["find_ticket", "tool_call", ""], ["close_ticket", "tool_call", ""]],
    attack: [["drop_table", "tool_call", ""], ["open_socket", "connect", "203.0.113.77"]],
  },
  {
    agent: "ledger reader/ü",
    manifest: { tools: ["read_ledger"], destinations: ["ledger.example"] },
    normal: [["read_ledger", "connect", "ledger.example:443"]],
    attack: [["read_ledger", "connect", "https://elsewhere.example/x"], ["constructor", "tool_call", ""]],
  },
  {
    agent: "nothing-stated",
    manifest: { tools: [], destinations: [] },
    normal: [["poll_queue", "tool_call", ""], ["ack_item", "tool_call", ""], ["poll_queue", "tool_call", ""], ["ack_item", "tool_call", ""]],
    attack: [["grant_role", "tool_call", ""]],
  },
];

interface Row {
  readonly reason: string;
  readonly decision: string;
  readonly confidence: number | null;
  readonly action: { readonly tool: string | null };
}

describe("an existing Kaizen client", () => {
  let dataDir: string;
  let observer: ServedObserver;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "kaizen-e2e-"));
    observer = await serve(dataDir);
  });
  afterAll(async () => {
    await observer.kill("SIGTERM");
    await rm(dataDir, { recursive: true, force: true });
  });

  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(observer.url + path, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${observer.adminKey}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.status, `${path}: ${await answer.clone().text()}`).toBe(200);
    return answer.json();
  };
  const report = (agent: string, [tool, kind, target]: readonly [string, string, string]): Promise<unknown> =>
    call("/v1/verdicts", {
      agent,
      verdict: { decision: "allow", reason: "ok", evidence: [] },
      action: { kind, tool, target, publisher: null, hash: null, metadata: { source: "red-team" } },
    });

  it.each(SCENARIOS)("finds every action of $agent that it did not declare or never did before", async (scenario) => {
    const path = encodeURIComponent(scenario.agent);
    await call(`/v1/agents/${path}/manifest`, scenario.manifest);
    for (let round = 0; round < 2; round++) for (const action of scenario.normal) await report(scenario.agent, action);
    for (const action of scenario.attack) await report(scenario.agent, action);

    const { verdicts } = (await call(`/v1/verdicts?agent=${path}&limit=200`)) as { verdicts: Row[] };
    expect(verdicts).toHaveLength(scenario.normal.length * 2 + scenario.attack.length);
    const attacks = verdicts.slice(0, scenario.attack.length).toReversed();
    for (const [index, [tool]] of scenario.attack.entries()) {
      expect(attacks[index]?.reason).toMatch(/^(undeclared|behavioral anomaly)/);
      expect(attacks[index]?.reason).toContain(tool);
    }
    for (const row of verdicts.slice(scenario.attack.length)) {
      expect(row).toMatchObject({ decision: "allow", confidence: null });
      expect(row.reason).toContain(row.action.tool);
      expect(row.reason).not.toMatch(/undeclared|anomaly/);
    }
  });
});
