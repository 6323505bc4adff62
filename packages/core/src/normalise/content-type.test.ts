// Content is told by itself, and its records are counted.
import fc from "fast-check";
import { expect, test } from "vitest";
import { contentTypeOf, rowsOf } from "./content-type.ts";
import fixtures from "./fixtures/content-types.json" with { type: "json" };

test.each(fixtures.types as [string, string][])("%s is %j", (type, text) => {
  expect(contentTypeOf(text)).toBe(type);
});

test.each(fixtures.rows as [number, string][])("%d records are in %j", (rows, text) => {
  expect(rowsOf(text)).toBe(rows);
});

test("the records of any JSON array and any CSV are counted right", () => {
  fc.assert(fc.property(fc.array(fc.record({ id: fc.nat(), note: fc.string() }), { minLength: 1 }), (rows) => {
    expect(rowsOf(JSON.stringify(rows))).toBe(rows.length);
    expect(rowsOf(JSON.stringify({ rows }))).toBe(rows.length);
    expect(rowsOf(`id,name,size\n${rows.map(({ id }) => `${id},x,y`).join("\n")}`)).toBe(rows.length);
  }));
});

test("any text has a type and a number of records, and a huge one is estimated", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("{", "[", "]", "}", '"', ",", "\n", "a", "1", "|", "-", "<", ">", ":", "\\", "\u0000") }), (text) => {
    expect(typeof contentTypeOf(text)).toBe("string");
    expect(rowsOf(text)).toBeGreaterThanOrEqual(0);
  }));
  const rows = rowsOf(`[${'{"a":1},'.repeat(300_000)}{"a":1}]`);
  expect(Math.abs(rows - 300_001)).toBeLessThan(3_000);
});
