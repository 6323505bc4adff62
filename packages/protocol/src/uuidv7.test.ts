// Ids follow RFC 9562.
import { describe, expect, it } from "vitest";
import { uuidv7 } from "./uuidv7.ts";

describe("uuidv7", () => {
  it("agrees with the example of RFC 9562", () => {
    const random = Uint8Array.from([0, 0, 0, 0, 0, 0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidv7(0x017f22e279b0, () => random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  });

  it("sorts by time", () => {
    const zero = (): Uint8Array => new Uint8Array(16);
    expect([1_700_000_000_000, 1_700_000_000_001, 2 ** 47].map((now) => uuidv7(now, zero)).toSorted()).toEqual([1_700_000_000_000, 1_700_000_000_001, 2 ** 47].map((now) => uuidv7(now, zero)));
  });

  it("leaves the handed-in bytes as they are", () => {
    const random = new Uint8Array(16).fill(0xff);
    uuidv7(1, () => random);
    expect([...random]).toEqual(Array.from({ length: 16 }, () => 0xff));
  });

  it.each([-1, 0.5, 2 ** 48, Number.NaN])("refuses %s as a time", (now) => {
    expect(() => uuidv7(now, () => new Uint8Array(16))).toThrow(RangeError);
  });
});
