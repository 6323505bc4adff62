// The files that docs/files.md shows are read by the readers that the commands use, and say what the paper says.
import { readFileSync } from "node:fs";
import { parseDeclarationFile, parsePolicyFile, parseTraceLine, traceEvents } from "@kaizen/protocol";
import { expect, test } from "vitest";

const fileOf = (name: string): string => readFileSync(new URL(`files/${name}`, import.meta.url), "utf8");

const session: unknown = {
  // #region trace
  "id": "s-1", "agent": "support-desk", "started_at": "2026-01-15T09:00:00Z",
  "instructions": "Answer tickets from the help pages.",
  "events": [
    { "i": 0, "kind": "message", "role": "user", "content": "Please answer ticket 5521." },
    { "i": 1, "kind": "tool_call", "tool": "ticket_get", "args": { "id": 5521 }, "call_id": "c1" },
    { "i": 2, "kind": "tool_result", "tool": "ticket_get", "content": "My invoice is wrong.", "call_id": "c1" },
    { "i": 3, "kind": "connect", "target": "tickets.larkfield.example:443", "at": "2026-01-15T09:00:04Z" }
  ]
  // #endregion trace
};

test("the trace is one session of four events", () => {
  const parsed = parseTraceLine(JSON.stringify(session));
  expect(parsed.ok).toBe(true);
  if (parsed.ok) expect(traceEvents(parsed.value).length).toBeGreaterThanOrEqual(4);
});

test("the declaration states tools with limits, destinations, data flows, volumes and hours", () => {
  expect(parseDeclarationFile(fileOf("kaizen.yaml"), "kaizen.yaml")).toMatchObject({ ok: true, value: [{ agent: "support-desk", tools: { kind: "only" }, destinations: { kind: "only" }, data: { kind: "only" }, volumes: { callsPerSession: 200 }, schedule: { from: 360 }, subAgents: { kind: "none" } }] });
});

test("the policy has a rule of each kind", () => {
  expect(parsePolicyFile(fileOf("policy.yaml"), "policy.yaml")).toMatchObject({ ok: true, value: { rules: [{ rule: "blocklist", mode: "enforce" }, { rule: "allowlist", mode: "ask" }, { rule: "condition" }, { rule: "correlation", withinMs: 600_000 }] } });
});
