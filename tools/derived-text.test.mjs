// Derived parts of a page are replaced where their marks stand and nowhere else.
import { expect, test } from "vitest";
import { corpusLines } from "./corpus-lines.mjs";
import { replaceBlock, replaceRegions } from "./derived-text.mjs";

test("a block is replaced between its marks", () => {
  expect(replaceBlock("a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n", "x", "new")).toBe("a\n<!-- begin x -->\nnew\n<!-- end x -->\nb\n");
});

test("a page without the marks is an error", () => {
  expect(() => replaceBlock("a\n", "x", "new")).toThrow("<!-- begin x -->");
});

test("a code block becomes the region of its file, also with dollar signs in it", () => {
  const source = "// #region one\nprint(`$1 ${a} $&`);\n// #endregion one\n";
  const page = "<!-- from a.ts#one -->\n```ts\nold();\n```\nrest\n```ts\nmine\n```\n";
  expect(replaceRegions(page, () => source)).toBe("<!-- from a.ts#one -->\n```ts\nprint(`$1 ${a} $&`);\n```\nrest\n```ts\nmine\n```\n");
});

test("a region that does not exist is an error", () => {
  expect(() => replaceRegions("<!-- from a.ts#one -->\n```ts\n\n```\n", () => "")).toThrow('region "one"');
});

test("the scorecard is cut out of the output of a run", () => {
  const output = "corpus: 10 scenarios\n[PASS] a  plain 1/1\n[MISS] b  plain 0/1\n\nDetection scorecard: Kaizen caught 1/2 red-team actions (50%).\nHard attacks: 0\n\nfinished in 3.1 s\n";
  expect(corpusLines(output)).toBe("[PASS] a  plain 1/1\n[MISS] b  plain 0/1\n\nDetection scorecard: Kaizen caught 1/2 red-team actions (50%).\nHard attacks: 0");
});

test("output without a scorecard is an error", () => {
  expect(() => corpusLines("error: port taken\n")).toThrow("expected a scorecard");
});
