// The literals check: what a scenario is called must not stand in the engine; common words may.
import { expect, test, vi } from "vitest";
import { check } from "./check-corpus-literals.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

const scenario = `declaration: { tools: [object_put, { name: table_stream }, search] }
events:
  - call: { tool: warehouse_query, target: "https://files.sharebox.example/u/9f31", arguments: { to: b.lund@mail.larkfield.example, account: DE02120300000000202051, id: LF-NDA-2291, ip: 203.0.113.9 } }
  - catalogue: [{ name: calendarAdd }]
`;
const messages = async (source, file = "packages/core/src/a.ts") => (await check(temporaryCheckout({ "red-team/scope-creep/tenants.yaml": scenario, [file]: source }))).map(({ line, message }) => `${line} ${message}`);

test("sources without a name of the corpus pass, common words and parts of words too", async () => {
  expect(await messages('export const a = ["search", "files", "objects", "tabular_stream", "203.0.113.0/24"];\n')).toEqual([]);
});

test.each(["table_stream", "object_put", "warehouse_query", "calendarAdd", "files.sharebox.example", "sharebox", "b.lund", "b.lund@mail.larkfield.example", "DE02120300000000202051", "LF-NDA-2291", "203.0.113.9"])("%s in a source is refused with its line", async (literal) => {
  expect((await messages(`// A file.\nexport const a = "${literal}";\n`))[0]).toMatch(/^2 ".*" \((?:tool|host|person|address|id)\) is in the red-team corpus/u);
});

test("in tests and fixtures it is a warning", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  expect(await messages('it("object_put")\n', "packages/core/src/a.test.ts")).toEqual([]);
  expect(await messages('{"tool":"object_put"}\n', "packages/core/src/fires/a.json")).toEqual([]);
  expect(warn).toHaveBeenCalledTimes(2);
  warn.mockRestore();
});
