// The header check wants one to three opening lines.
import { expect, test } from "vitest";
import { check } from "./check-file-headers.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

test("a source file without an opening line is refused", () => {
  expect(check(temporaryCheckout({ "a.ts": "export const a = 1;\n" }))).toHaveLength(1);
});

test("an essay of four lines is refused", () => {
  expect(check(temporaryCheckout({ "a.mjs": "// 1\n// 2\n// 3\n// 4\n" }))).toHaveLength(1);
});

test("one to three lines pass, also after the line that names the interpreter", () => {
  const root = temporaryCheckout({ "a.ts": "// What it is.\nexport {};\n", "b.mjs": "#!/usr/bin/env node\n// 1\n// 2\n// 3\n\n", "c.json": "{}", "d.ts": "// What it is.\n//\n//   an()\n//   example()\n//   of(it)\n", ".ci/run": "#!/bin/sh\n# 1\n" });
  expect(check(root)).toEqual([]);
});
