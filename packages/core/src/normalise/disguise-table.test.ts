// Every disguise of a host in every place where an action can name one is blocked: a table of disguises and places, printed.
import { expect, test } from "vitest";
import { startSession } from "../engine/session.ts";
import type { Action, AgentEvent } from "../words/event.ts";
import fixtures from "./fixtures/disguises.json" with { type: "json" };
import { createNormaliser } from "./normaliser.ts";

const normaliser = createNormaliser({ key: new Uint8Array(32) });

/** Column of the table -> the action that names the text there. */
const PLACES: Readonly<Record<string, (text: string) => Action>> = {
  target: (text) => ({ kind: "connect", target: text }),
  "URL argument": (text) => ({ kind: "tool_call", tool: "t", arguments: { url: text } }),
  "nested JSON": (text) => ({ kind: "tool_call", tool: "t", arguments: { payload: JSON.stringify({ items: [{ note: text, n: 1 }] }) } }),
  "shell command": (text) => ({ kind: "exec", target: `curl -s '${text.replaceAll("'", `'\\''`)}' | head` }),
  header: (text) => ({ kind: "tool_call", tool: "t", arguments: { headers: { [/[:/@]/.test(text) ? "Location" : "Host"]: text } } }),
  "redirect parameter": (text) => ({ kind: "tool_call", tool: "t", arguments: { url: `https://good.example/r?next=${encodeURIComponent(text)}&x=1` } }),
};

function isBlocked(action: Action, host: string): boolean {
  const isAddress = /^[0-9a-f:.]*$/.test(host) && /[0-9:]/.test(host);
  const rule = { rule: "blocklist", name: "b", mode: "enforce", ...(isAddress ? { ips: [host] } : { domains: [host] }) } as const;
  const session = startSession({ onFailure: "open", enforcement: "enforce" }, { policy: { rules: [rule] } });
  const event: AgentEvent = { identity: { agent: "a", session: "s" }, position: { feed: "sdk", seq: 0, at: 0 }, body: { event: "action", action } };
  const verdict = session.judge(normaliser.facts(event));
  return verdict?.decision === "block" && verdict.evidence.some(({ capability }) => capability === "policy");
}

test("every disguise in every place is blocked", () => {
  const columns = Object.keys(PLACES);
  const rows = fixtures.hosts.map(({ text, host }) => [JSON.stringify(text), ...Object.values(PLACES).map((place) => (isBlocked(place(text), host) ? "blocked" : "MISSED"))]);
  const width = Math.max(...rows.map(([text = ""]) => text.length));
  const line = ([text = "", ...cells]: readonly string[]): string => [text.padEnd(width), ...cells.map((cell, i) => cell.padEnd(columns[i]?.length ?? 0))].join("  ").trimEnd();
  process.stdout.write(`${[["disguise", ...columns], ...rows].map((row) => line(row)).join("\n")}\n`);
  expect(rows.filter((row) => row.includes("MISSED"))).toEqual([]);
});

test("the same actions are allowed when another host is blocked", () => {
  for (const { text } of fixtures.hosts) for (const place of Object.values(PLACES)) expect(isBlocked(place(text), "other.example")).toBe(false);
});
