// The clock check finds every way to the present time and leaves pure uses of dates alone.
import { expect, test } from "vitest";
import { check } from "./check-engine-clock.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

const problems = (line, file = "packages/core/src/a.ts") => check(temporaryCheckout({ [file]: `// x\n${line}\n` }));

test.each(["const a = Date.now();", "const a = new Date();", "const a = new Date;", "const a = Date();", "const { now } = Date;", "const clock = Date;", "f(Date);"])(
  "%s in the engine is refused",
  (line) => {
    expect(problems(line)).toEqual([expect.objectContaining({ file: "packages/core/src/a.ts", line: 2 })]);
  },
);

test.each(["const a = b instanceof Date;", "const a = new Date(at);", "const a = Date.UTC(2030, 1);", "const a: Date = b;", "const a = { Date: 1 };", "const a = b.Date;"])(
  "%s in the engine passes",
  (line) => {
    expect(problems(line)).toEqual([]);
  },
);

test("tests and other packages may read the clock", () => {
  expect(problems("const a = Date.now();", "packages/core/src/a.test.ts")).toEqual([]);
  expect(problems("const a = Date.now();", "packages/sdk/src/a.ts")).toEqual([]);
});
