// Which known name somebody probably meant.
import { describe, expect, it } from "vitest";
import { didYouMean, nearestName } from "./nearest-name.ts";

const KNOWN = ["rules", "tools", "destinations", "purpose"];

describe("nearestName", () => {
  it.each([["rulse", "rules"], ["Tool", "tools"], ["destinatons", "destinations"], ["purpos", "purpose"], ["colour", undefined], ["", undefined], ["__proto__", undefined]])("of %s is %s", (given, expected) => {
    expect(nearestName(given, KNOWN)).toBe(expected);
  });

  it("does not compare what is far too long", () => {
    expect(didYouMean("x".repeat(1_000_000), KNOWN)).toBe("");
  });
});
