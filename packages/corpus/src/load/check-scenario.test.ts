// What is refused beyond the shape: names that do not fit, twins that are none, hosts that could exist.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadCorpus } from "./load-corpus.ts";

const GOOD = `id: scope-creep
class: scope-creep
title: A title
story: A story.
agent: { name: writer, role: marketing }
declaration: { tools: [get, note] }
baseline:
  - repeat: 12
    values: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }
    events:
      - request: "Do {{n}}."
      - call: { tool: get, target: "https://a{{n}}.vendor.example/x" }
attacks:
  - id: one
    strength: plain
    events:
      - request: Do it.
      - call: { tool: get, target: https://a.vendor.example/x }
      - call: { tool: note }
      - name: bad
        call: { tool: put, target: https://a.vendor.example/x }
        attack: { expects: policy, owasp: [ASI02], atlas: [AML.T0086], harm: Something is lost. }
twins:
  - id: two
    of: one
    lawful_because: It was declared.
    declaration: { tools: [put] }
  - id: three
    of: one
    lawful_because: It was noted only.
    data:
      - replace: bad
        with: []
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kaizen-corpus-test-"));
  mkdirSync(join(folder, "scope-creep"));
  writeFileSync(join(folder, "organisation.yaml"), "hosts: [a.vendor.example]\n");
  writeFileSync(join(folder, "misses.yaml"), "misses: []\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function problems(text: string, misses = "misses: []\n"): string[] {
  writeFileSync(join(folder, "scope-creep", "scenario.yaml"), text);
  writeFileSync(join(folder, "misses.yaml"), misses);
  const loaded = loadCorpus(folder);
  return loaded.ok ? [] : loaded.error.map(({ file, line, message }) => `${file.slice(folder.length + 1)}:${line} ${message}`);
}

describe("a corpus", () => {
  it("without mistakes is loaded", () => {
    expect(problems(GOOD)).toEqual([]);
  });

  it.each([
    ["an id that is not its folder's", GOOD.replace("id: scope-creep", "id: scope-crept"), /scenario\.yaml:1 .*scope-creep/],
    ["two attacks or twins of one id", GOOD.replace("id: three", "id: two"), /:28 .*"two" twice/],
    ["a baseline that is too small", GOOD.replace("repeat: 12", "repeat: 11"), /:7 .*at least 12 sessions/],
    ["sessions that repeat", GOOD.replace(", 12] }", "] }"), /:7 .*no two sessions/],
    ["a place without values", GOOD.replace("values: { n:", "values: { m:"), /:10 .*\{\{n\}\}/],
    ["values without a place", GOOD.replace("values: { n:", "values: { m: [1], n:"), /:9 .*\{\{m\}\}/],
    ["an agent that is no peer", GOOD.replace("  - repeat: 12", "  - by: [stranger]\n    repeat: 12"), /:8 .*writer, got "stranger"/],
    ["an attack without an attack action", GOOD.replace(/ {8}attack: .*\n/, ""), /:16 .*at least one call/],
    ["an attack in what is learned", GOOD.replace('x" }\nattacks', 'x" }\n        attack: { expects: policy, owasp: [ASI02], atlas: [AML.T0086], harm: Lost. }\nattacks'), /:13 .*no attack in what/],
    ["a host that could exist", GOOD.replace("target: https://a.vendor.example/x }\n      - call: { tool: note", "target: https://a.vendor.com/x }\n      - call: { tool: note"), /:18 .*vendor\.com/],
    ["a made-up host that could exist", GOOD.replace("a{{n}}.vendor.example", "a{{n}}.vendor.com"), /:12 .*a1\.vendor\.com/],
    ["a twin of no attack", GOOD.replace("of: one", "of: won"), /:25 .*"won"/],
    ["a twin that changes no event", GOOD.replace("replace: bad", "replace: bed"), /:\d+ .*"bed"/],
    ["a twin that adds what is there", GOOD.replace("tools: [put]", "tools: [get]"), /:27 .*new, got "get"/],
    ["a twin that adds to what is not stated", GOOD.replace("{ tools: [put] }", "{ destinations: [x.example] }"), /:27 .*to be stated/],
    ["a twin that is another session", GOOD.replace("        with: []", "        with: [{ call: { tool: a } }, { call: { tool: b } }, { call: { tool: c } }]"), /:28 .*60 %.*50 %/],
    ["a request that asks for nothing", GOOD.replace("    data:\n", "    request:\n"), /:\d+ .*`request` among/],
  ])("with %s is refused with file and line", (_what, text, expected) => {
    expect(problems(text).join("\n")).toMatch(expected);
  });

  it("refuses a known miss that it does not have", () => {
    expect(problems(GOOD, "misses:\n  - { scenario: scope-creep, id: four, why: Nobody knows. }\n")[0]).toMatch(/misses\.yaml.*scope-creep\/four/);
  });

  it("that is not there is refused", () => {
    const loaded = loadCorpus(join(folder, "nowhere"));
    expect(loaded.ok ? [] : loaded.error.map(({ message }) => message)).toContain("expected it to exist, got nothing there");
  });
});
