// Nothing from outside can steer the terminal that shows it.
import { describe, expect, it } from "vitest";
import { columns } from "./columns.ts";
import { jsonText } from "./json-text.ts";
import { printable } from "./printable.ts";

describe("text from outside", () => {
  it("keeps letters of all scripts and loses every control", () => {
    expect(printable("grüße 東京 🌍")).toBe("grüße 東京 🌍");
    expect(printable("a\u001b[2Jb\u009b1mc\rd\ne\tf\u0000g\u202eh\u200bi\u2028j\u{feff}k")).toBe("a\ufffd[2Jb\ufffd1mc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh\ufffdi\ufffdj\ufffdk");
  });

  it("is cut", () => {
    expect(printable("x".repeat(1_000_000), 5)).toBe("xxxx…");
  });

  it("stands in columns", () => {
    expect(columns([["ID", "NAME"], ["1", "a\nb"], ["22", ""]])).toBe("ID  NAME\n1   a\ufffdb\n22\n");
  });

  it("is escaped in JSON and reads back the same", () => {
    const value = { text: "a\u001b\u009b\u007f\u202e\u200b\u2028é" };
    expect(jsonText(value)).toBe('{"text":"a\\u001b\\u009b\\u007f\\u202e\\u200b\\u2028é"}');
    expect(JSON.parse(jsonText(value))).toEqual(value);
  });
});
