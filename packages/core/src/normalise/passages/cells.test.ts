// What a printed result falls into: fields with their keys and records, and running prose.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf } from "./cells.ts";

const pairs = (text: string): readonly (readonly [string, string])[] => cellsOf(text).map((cell) => [cell.key, cell.text.trim()]);

describe("the cells of a text", () => {
  it.each<readonly [string, string, readonly (readonly [string, string])[]]>([
    ["JSON", '{"title": "Bread", "by": "Noor", "steps": 3}', [["title", "Bread"], ["by", "Noor"], ["steps", "3"]]],
    ["a printed object", "{'title': 'Bread', 'note': None}", [["title", "Bread"], ["note", "None"]]],
    ["quotes inside other quotes", `{'note': "It's 'fresh' today", 'by': 'Noor'}`, [["note", "It's 'fresh' today"], ["by", "Noor"]]],
    ["an apostrophe inside single quotes", "{'note': 'the baker's bread', 'by': 'Noor'}", [["note", "the baker's bread"], ["by", "Noor"]]],
    ["an escaped quote", String.raw`{"note": "say \"bread\" twice", "by": "Noor"}`, [["note", 'say "bread" twice'], ["by", "Noor"]]],
    ["an escaped line end", String.raw`{"note": "first\nSecond", "by": "Noor"}`, [["note", "first\nSecond"], ["by", "Noor"]]],
    ["a printed record", "Loaf(title='Bread', weight='heavy')", [["", "Loaf"], ["title", "Bread"], ["weight", "heavy"]]],
    ["YAML", "title: Bread\nby: Noor\nstate: fresh", [["title", "Bread"], ["by", "Noor"], ["state", "fresh"]]],
    ["a folded YAML string", "title: Bread\nnote: 'mix the flour\n  with water'\nby: Noor", [["title", "Bread"], ["note", "mix the flour with water"], ["by", "Noor"]]],
    ["a YAML block", "title: Bread\nnote: |\n  mix the flour\n  bake it\nby: Noor", [["title", "Bread"], ["note", "mix the flour\nbake it"], ["by", "Noor"]]],
    ["named lines", "Title: Bread\nBy: Noor", [["Title", "Bread"], ["By", "Noor"]]],
    ["prose", "Mix the flour.\nBake it.\n\nLet it cool.", [["", "Mix the flour.\nBake it."], ["", "Let it cool."]]],
    ["one name in prose", "Mind this: the oven is hot.\nLet it cool.", [["", "Mind this: the oven is hot.\nLet it cool."]]],
    ["nothing", "", []],
    ["blanks", " \n\n ", []],
  ])("of %s have their keys and texts", (_what, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it("of HTML are free of markup, scripts and styles", () => {
    const text = cellsOf("<html><head><style>p{color:red}</style><script>steal()</script></head><body><h1>Bread</h1><p>Mix the <b>flour</b>.</p></body></html>").map((cell) => cell.text).join("\n");
    expect(text).toContain("Bread");
    expect(text.replace(/\s+/g, " ")).toContain("Mix the flour");
    expect(text).not.toMatch(/[<>]|color|steal/);
  });

  it("share a record when they stand in one object, and only then", () => {
    const records = cellsOf('[{"by": "Noor", "text": "one"}, {"by": "Pim", "text": "two"}]').map(({ record }) => record);
    expect([records[0] === records[1], records[2] === records[3], records[0] === records[2]]).toEqual([true, true, false]);
  });

  it("know the record that holds theirs", () => {
    const [issue, comment, after] = cellsOf('{"by": "Noor", "comment": {"text": "one"}, "state": "open"}');
    expect(comment?.outer).toBe(issue?.record);
    expect(after?.record).toBe(issue?.record);
  });

  it("of a printed object inside a printed value are found", () => {
    expect(pairs(`{"title": "Bread", "data": "{'by': 'Noor', 'state': 'fresh'}"}`)).toEqual([["title", "Bread"], ["by", "Noor"], ["state", "fresh"]]);
  });

  it("are at most 4,096", () => {
    expect(cellsOf(`[${"'a',".repeat(5_000)}]`)).toHaveLength(4_096);
    expect(cellsOf("a\n\n".repeat(5_000)).length).toBeLessThanOrEqual(4_096);
  });

  it("of any text are made without an error, and hold hardly more than the text", () => {
    const part = fc.constantFrom("{", "}", "[", "]", "(", ")", "'", '"', ":", ",", "\\", "\n", "\n\n", "- ", "a: ", "Name(", "b=", "<p>", "</p>", "<", " ", "|", "\\n", "\\u0041", "word", "é", "\u0000", "🌍");
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.array(part, { maxLength: 120 }).map((parts) => parts.join("")));
    fc.assert(
      fc.property(text, (given) => {
        const length = cellsOf(given).reduce((sum, cell) => sum + cell.text.length, 0);
        expect(length).toBeLessThanOrEqual(2 * given.length + 16);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["opening brackets", "[{'"],
    ["quotes", "'"],
    ["escapes", String.raw`\"`],
    ["tags that do not end", "<p"],
    ["keys", "a: "],
  ])("of many %s hold no more than the text", (_what, part) => {
    const given = part.repeat(10_000);
    expect(cellsOf(given).reduce((sum, cell) => sum + cell.text.length, 0)).toBeLessThanOrEqual(given.length);
  });
});
