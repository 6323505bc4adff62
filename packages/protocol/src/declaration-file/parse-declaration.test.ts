// What a declaration file may say, and where its problems stand.
import { describe, expect, it } from "vitest";
import { parseDeclarationFile, parseDeclarationShort } from "./parse-declaration.ts";

const problems = (text: string): string[] => {
  const parsed = parseDeclarationFile(text, "kaizen.yaml");
  return parsed.ok ? [] : parsed.error.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
};

describe("a declaration file", () => {
  it("tells none, not stated and only these apart", () => {
    expect(parseDeclarationFile("agent: desk\npurpose: answers\ntools: none\ndestinations: [a.example]\n", "kaizen.yaml")).toEqual({
      ok: true,
      value: [{ agent: "desk", purpose: "answers", tools: { kind: "none" }, destinations: { kind: "only", items: ["a.example"] }, data: { kind: "not-stated" } }],
    });
  });

  it("may hold several documents, one an agent", () => {
    const parsed = parseDeclarationFile("agent: a\n---\nagent: b\n---\n", "kaizen.yaml");
    expect(parsed.ok && parsed.value.map(({ agent }) => agent)).toEqual(["a", "b"]);
    expect(problems("agent: a\n---\nagent: a\n")).toEqual(['3:1 duplicate expected one declaration an agent, got a second one for "a"']);
  });

  it("states where labelled data may flow", () => {
    const parsed = parseDeclarationFile("agent: a\ndata:\n  - label: personal\n    destinations: [crm.example]\n", "kaizen.yaml");
    expect(parsed.ok && parsed.value[0]?.data).toEqual({ kind: "only", items: [{ label: "personal", destinations: ["crm.example"] }] });
  });

  it.each([
    ["an empty file", "# nothing\n", ["1:1 missing expected a declaration (agent, purpose, tools, destinations), got an empty file"]],
    ["an empty list", "agent: a\ntools: []\n", ["2:1 empty-list expected a list of tool names with at least one entry; write `none` for none at all, or leave the key out when it is not stated"]],
    ["an unknown key", "agent: a\ndestinatons: [x.example]\n", ['2:1 unknown-key unknown key "destinatons"; did you mean "destinations"?']],
    ["a missing agent", "tools: [x]\n", ["1:1 missing expected `agent` to be a string, but it is missing"]],
    ["a number among tools", "agent: a\ntools:\n  - x\n  - 7\n", ["4:5 wrong-type expected a string or a mapping with `name`, got 7"]],
    ["a word that is not none", "agent: a\ntools: all\n", ['2:1 wrong-type expected a list of tool names or the word none, got "all"']],
    ["a key twice", "agent: a\nagent: b\n", ["2:1 bad-yaml expected every key once in a mapping, got one twice"]],
    ["a prototype key", "agent: a\n__proto__: {polluted: 1}\nconstructor: 1\n", ['2:1 unknown-key unknown key "__proto__"', '3:1 unknown-key unknown key "constructor"']],
    ["a custom tag", "agent: !!js/function 'x'\n", ["1:8 bad-yaml"]],
    ["an unclosed list", "agent: a\ntools: [a\n", ["3:1 bad-yaml"]],
    ["a list at the top", "- agent: a\n", ["1:1 wrong-type expected the whole to be a mapping, got a list"]],
  ])("is refused for %s", (_what, text, expected) => {
    const found = problems(text);
    expect(found.map((problem, index) => problem.slice(0, expected[index]?.length))).toEqual(expected);
  });

  it("is refused for alias bombs, deep nesting and size", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh".split("").map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${"abcdefg"[index]}`).join(",")}]`).join("\n")}\n`;
    expect(problems(bomb)[0]).toContain("expected few aliases");
    expect(problems(`tools: ${"[".repeat(50_000)}`)[0]).toContain("expected at most 64 levels");
    expect(problems(`${"- ".repeat(5_000)}x`)[0]).toMatch(/levels|nested too deeply/);
    expect(problems(`agent: ${"x".repeat(1_000_001)}`)[0]).toContain("1 MB");
  });

  it("gives what the engine finds at the line of the entry", () => {
    expect(problems("agent: a\ndestinations:\n  - good.example\n  - 'not a host!'\n")[0]).toMatch(/^4:5 /);
  });
});

describe("a declaration in code", () => {
  it("takes the short form", () => {
    expect(parseDeclarationShort({ agent: "a", tools: ["t"], destinations: ["h.example"] })).toMatchObject({ ok: true, value: { tools: { kind: "only", items: ["t"] } } });
  });

  it("refuses an empty list", () => {
    expect(parseDeclarationShort({ agent: "a", tools: [] })).toMatchObject({ ok: false, error: [{ path: ["tools"], code: "empty-list" }] });
  });
});
