// The link check follows relative links and anchors, and leaves the web and code blocks alone.
import { expect, test } from "vitest";
import { check } from "./check-links.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

test("a link to a missing file names page and line", () => {
  const root = temporaryCheckout({ "README.md": "# A\n\n[x](docs/gone.md)\n" });
  expect(check(root)).toEqual([{ file: "README.md", line: 3, message: "link leads nowhere: docs/gone.md" }]);
});

test("a link to a missing heading is refused", () => {
  const root = temporaryCheckout({ "README.md": "[x](docs/a.md#nothing)\n", "docs/a.md": "# Something\n" });
  expect(check(root)).toEqual([{ file: "README.md", line: 1, message: "no heading for #nothing in docs/a.md" }]);
});

test("a link out of the checkout is refused", () => {
  const root = temporaryCheckout({ "README.md": "[x](../secret.md)\n" });
  expect(check(root)[0]?.message).toContain("out of the checkout");
});

test("existing files, headings, folders, web links and code blocks pass", () => {
  const root = temporaryCheckout({
    "README.md": "[a](docs/a.md#two-words-a) [b](docs) [c](https://kaizen.example) [d](#top)\n# Top\n```\n[e](gone.md)\n```\n",
    "docs/a.md": "## Two words: `a`\n[up](../README.md)\n",
  });
  expect(check(root)).toEqual([]);
});
