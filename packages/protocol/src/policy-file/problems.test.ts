// Every problem that a policy file can have, at its place: the first lines of each file in `problems/` say which and where.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePolicy, parsePolicyFile } from "./parse-policy.ts";
import { documentFromPolicy } from "./policy-document.ts";
import { formatDuration, parseDuration } from "./duration.ts";

const FOLDER = join(import.meta.dirname, "problems");
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".yaml"));

function expectedIn(text: string): readonly string[] {
  return text.split("\n").filter((line) => /^# [0-9]/.test(line)).map((line) => line.slice(2));
}

describe("a policy file with a problem", () => {
  it.each(files)("%s is refused at the line and column that it says", (file) => {
    const text = readFileSync(join(FOLDER, file), "utf8");
    const parsed = parsePolicyFile(text, file);
    const found = parsed.ok ? [] : parsed.error.map(({ line, column, code }) => `${line}:${column} ${code}`);
    expect(found).toEqual(expectedIn(text));
  });

  it("has a file here for every code of the engine that a file can bring about", () => {
    const codes = new Set(files.flatMap((file) => expectedIn(readFileSync(join(FOLDER, file), "utf8"))).map((line) => line.split(" ")[1]));
    expect([...codes].sort()).toEqual([
      ...["allowed-and-blocked", "allowlist-without-list", "allows-nothing", "always-true", "bad-address", "bad-condition", "bad-correlation", "bad-domain", "bad-hash", "bad-name", "bad-pattern"],
      ...["dead-rule", "duplicate-name", "empty-rule", "never-matches", "never-true", "shadowed-rule", "unknown-variable"],
    ]);
  });
});

describe("conditions and correlations", () => {
  const rules = [
    { rule: "condition", name: "large-payment", mode: "ask", when: 'tool == "pay_invoice" && amounts.exists(a, a.value > 1000.0)' },
    { rule: "correlation", name: "read-secret-then-post", mode: "enforce", within: "10m", within_events: 50, count: 1, distinct: "destination", steps: [{ event: "result", labels: ["secret"] }, { kinds: ["tool_call"], tools: ["http_*"], when: 'method == "POST"' }] },
  ];

  it("are read from a file and written back the same", () => {
    const parsed = parsePolicy({ rules });
    expect(parsed).toMatchObject({ ok: true, value: { rules: [{ when: rules[0]?.when }, { withinMs: 600_000, withinEvents: 50, steps: [{}, { tools: ["http_*"] }] }] } });
    expect(parsed.ok && documentFromPolicy(parsed.value)).toEqual({ rules });
  });

  it("refuse what they do not know, with a hint", () => {
    const parsed = parsePolicyFile("rules:\n  - rule: correlation\n    mode: ask\n    widthin: 10m\n    steps:\n      - { kinds: [tool_cal], lables: [secret] }\n  - { rule: correlation, mode: ask, within: 10 minutes, steps: [{ tools: [a] }] }\n", "p.yaml");
    expect(parsed.ok ? [] : parsed.error.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`)).toEqual([
      '6:19 bad-value expected `rules[0].steps[0].kinds[0]` to be one of tool_call, connect, file, exec, skill_load, message, got "tool_cal"; did you mean "tool_call"?',
      '6:30 unknown-key unknown key "lables"; did you mean "labels"?',
      '4:5 unknown-key unknown key "widthin"; did you mean "within"?',
      "7:37 bad-value expected a time such as 500ms, 30s, 10m or 1h, got \"10 minutes\"",
    ]);
  });
});

describe("a duration", () => {
  it("is a whole number with a unit", () => {
    expect(["500ms", "30s", "10m", "2h", "0s", "10", "1.5s", "-1s", "1d", "", " 1s"].map(parseDuration)).toEqual([500, 30_000, 600_000, 7_200_000, 0, undefined, undefined, undefined, undefined, undefined, undefined]);
    expect([500, 30_000, 600_000, 7_200_000, 0, 90_000].map(formatDuration)).toEqual(["500ms", "30s", "10m", "2h", "0ms", "90s"]);
  });
});
