// The naming check refuses what the style forbids and nothing else.
import { expect, test } from "vitest";
import { check } from "./check-file-names.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

test.each([
  ["src/parseHost.ts", /kebab-case/u],
  ["src/Parse-host.ts", /kebab-case/u],
  ["src/string-utils.ts", /"utils" says nothing/u],
  ["src/helpers/a.ts", /"helpers" says nothing/u],
  ["packages/core/src/words/index.ts", /only at a package's root/u],
])("%s is refused", (file, message) => {
  const problems = check(temporaryCheckout({ [file]: "// x\n" }));
  expect(problems).toEqual([{ file, message: expect.stringMatching(message) }]);
});

test("kebab-case names, capital papers and a package's index pass", () => {
  const root = temporaryCheckout({ "README.md": "", "packages/core/src/index.ts": "", "src/parse-host.test.ts": "", ".ci/run": "", "a/0001-facts.md": "" });
  expect(check(root)).toEqual([]);
});
