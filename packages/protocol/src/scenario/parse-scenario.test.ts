// Scenario files: what is refused, and that the line is named.
import { describe, expect, it } from "vitest";
import { parseMissesFile, parseOrganisationFile, parseScenarioFile } from "./parse-scenario.ts";

const GOOD = `id: scope-creep
class: scope-creep
title: A title
story: A story.
agent: { name: writer, role: marketing }
declaration: { tools: [get] }
baseline:
  - events:
      - call: { tool: get }
attacks:
  - id: one
    strength: plain
    events:
      - name: bad
        call: { tool: put, arguments: { to: { url: "https://files.vendor.example/x" } } }
        returns: { status: 201 }
        attack: { expects: declaration, owasp: [ASI02], atlas: [AML.T0086], harm: Something is lost. }
twins:
  - id: two
    of: one
    lawful_because: It was declared.
    declaration: { tools: [put] }
`;

function problems(text: string): string[] {
  const parsed = parseScenarioFile(text, "s.yaml");
  return parsed.ok ? [] : parsed.error.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

describe("a scenario file", () => {
  it("is read into sessions, attacks and twins", () => {
    const parsed = parseScenarioFile(GOOD, "s.yaml");
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const { baseline, attacks, twins, policy } = parsed.value.value;
    expect(baseline).toEqual([{ repeat: 1, values: new Map(), events: [{ kind: "call", action: { kind: "tool_call", tool: "get" } }] }]);
    expect(attacks[0]?.events[0]).toMatchObject({ kind: "call", name: "bad", result: { kind: "returned", content: { status: 201 } }, attack: { expects: "declaration" } });
    expect(twins[0]?.fact).toEqual({ kind: "declaration", add: { tools: ["put"] } });
    expect(policy).toEqual({ rules: [] });
  });

  it.each([
    ["an unknown key", GOOD.replace("strength: plain", "strenght: plain"), /^s\.yaml:12 .*strenght/],
    ["an unknown class", GOOD.replace("class: scope-creep", "class: scope-crept"), /^s\.yaml:2 /],
    ["an unknown capability", GOOD.replace("expects: declaration", "expects: declarations"), /^s\.yaml:17 .*declarations/],
    ["an OWASP id that does not exist", GOOD.replace("ASI02", "ASI11"), /^s\.yaml:17 .*ASI11/],
    ["a technique in another form", GOOD.replace("AML.T0086", "T0086"), /^s\.yaml:17 .*AML\.T0086/],
    ["a time in another form", GOOD.replace("      - name: bad", "      - name: bad\n        after: 3 h"), /^s\.yaml:15 .*30s, 5m or 3h/],
    ["an event of two kinds", GOOD.replace("      - name: bad", "      - name: bad\n        request: please"), /^s\.yaml:1[34] .*got request and call/],
    ["a call without tool and target", GOOD.replace("      - call: { tool: get }", "      - call: { kind: exec }"), /^s\.yaml:9 .*expected a tool or a target/],
    ["a result without a call", GOOD.replace("      - call: { tool: get }", "      - request: go\n        returns: no"), /^s\.yaml:10 .*only beside a call/],
    ["a twin without a fact", GOOD.replace("    declaration: { tools: [put] }\n", ""), /^s\.yaml:\d+ .*exactly one fact/],
    ["a twin with two facts", GOOD.replace("    declaration: { tools: [put] }\n", "    declaration: { tools: [put] }\n    policy: { rules: [] }\n"), /^s\.yaml:\d+ .*declaration and policy/],
    ["text that is no YAML", "id: [", /^s\.yaml:1 /],
    ["an empty file", "", /^s\.yaml:1 .*an empty file/],
  ])("with %s is refused with its line", (_what, text, expected) => {
    expect(problems(text).join("\n")).toMatch(new RegExp(expected.source, "m"));
  });
});

describe("the organisation's hosts and the known misses", () => {
  it("are read", () => {
    expect(parseOrganisationFile('hosts: ["*.vendor.example", shop.example]', "o.yaml")).toEqual({ ok: true, value: { hosts: ["*.vendor.example", "shop.example"] } });
    expect(parseMissesFile("misses: []", "m.yaml")).toEqual({ ok: true, value: [] });
  });

  it("are refused in another form, with the line", () => {
    expect(parseOrganisationFile("hosts:\n  - ok.example\n  - https://x.example/", "o.yaml")).toMatchObject({ ok: false, error: [{ file: "o.yaml", line: 3 }] });
    expect(parseMissesFile("misses:\n  - { scenario: a, id: b }", "m.yaml")).toMatchObject({ ok: false, error: [{ file: "m.yaml", line: 2 }] });
  });
});
