// The examples check compares code in papers with regions of real files.
import { expect, test } from "vitest";
import { check } from "./check-examples.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

const SOURCE = "// A file.\nfunction a() {\n  // #region call\n  call(\n    1,\n  );\n  // #endregion call\n}\n";
const page = (block, mark = "<!-- from a.ts#call -->") => `# Page\n\n${mark}\n\`\`\`ts\n${block}\n\`\`\`\n`;

test("a block that equals its region passes", () => {
  expect(check(temporaryCheckout({ "a.ts": SOURCE, "README.md": page("call(\n  1,\n);") }))).toEqual([]);
});

test("a block that drifted from its region is refused", () => {
  const problems = check(temporaryCheckout({ "a.ts": SOURCE, "docs/a.md": page("call(2);") }));
  expect(problems).toEqual([{ file: "docs/a.md", line: 4, message: "differs from a.ts#call: run npm run docs" }]);
});

test("a block whose region or file does not exist is refused", () => {
  expect(check(temporaryCheckout({ "a.ts": SOURCE, "README.md": page("x", "<!-- from a.ts#gone -->") }))[0]?.message).toContain("has no region");
  expect(check(temporaryCheckout({ "README.md": page("x") }))[0]?.message).toBe("no such file: a.ts");
});

test("TypeScript without a source is refused, a shell block is not", () => {
  expect(check(temporaryCheckout({ "README.md": "```ts\nx();\n```\n" }))).toHaveLength(1);
  expect(check(temporaryCheckout({ "README.md": "```sh\nnpm ci\n```\n" }))).toEqual([]);
});

test("a block that is never closed is refused", () => {
  expect(check(temporaryCheckout({ "README.md": "```sh\nnpm ci\n" }))[0]?.message).toContain("never closed");
});
