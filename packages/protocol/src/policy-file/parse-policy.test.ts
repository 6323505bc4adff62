// What a policy file may say, and where its problems stand.
import { describe, expect, it } from "vitest";
import { parsePolicyFile } from "./parse-policy.ts";

const problems = (text: string): string[] => {
  const parsed = parsePolicyFile(text, "policy.yaml");
  return parsed.ok ? [] : parsed.error.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
};

describe("a policy file", () => {
  it("is a list of rules, named by their place when they have no name", () => {
    expect(parsePolicyFile("rules:\n  - rule: blocklist\n    mode: enforce\n    domains: [bad.example]\n  - {rule: allowlist, name: house, mode: observe, tools: ['get_*']}\n", "policy.yaml")).toEqual({
      ok: true,
      value: {
        rules: [
          { rule: "blocklist", name: "blocklist-1", mode: "enforce", domains: ["bad.example"] },
          { rule: "allowlist", name: "house", mode: "observe", tools: ["get_*"] },
        ],
      },
    });
  });

  it.each([
    ["an unknown rule", "rules:\n  - rule: bloklist\n    mode: observe\n", '2:5 unknown-rule expected a rule of blocklist, allowlist, condition, correlation, got "bloklist"; did you mean "blocklist"?'],
    ["an unknown key", "rules:\n  - rule: allowlist\n    mode: observe\n    tool: [x]\n", '4:5 unknown-key unknown key "tool"; did you mean "tools"?'],
    ["a missing mode", "rules:\n  - rule: blocklist\n    tools: [x]\n", "2:5 missing"],
    ["an unknown mode", "rules:\n  - rule: blocklist\n    mode: block\n    tools: [x]\n", "3:5 bad-value expected `rules[0].mode` to be one of observe, ask, enforce"],
    ["an empty list", "rules:\n  - rule: blocklist\n    mode: ask\n    tools: []\n", "4:5 empty-list expected `rules[0].tools` to have at least one entry"],
    ["several documents", "rules: []\n---\nrules: []\n", "1:1 bad-value expected one document in a policy file, got several"],
    ["no rules", "rule: blocklist\n", "1:1 missing expected `rules` to be a list"],
  ])("is refused for %s", (_what, text, expected) => {
    expect(problems(text)[0]?.slice(0, expected.length)).toBe(expected);
  });

  it("gives what the engine finds at the line of the entry", () => {
    expect(problems("rules:\n  - rule: blocklist\n    mode: ask\n    ips:\n      - 203.0.113.0/24\n      - 999.1.1.1\n")[0]).toMatch(/^6:9 /);
  });
});
