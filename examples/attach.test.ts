// The example in the README runs and says what the README says.
import { expect, test } from "vitest";
import { runExample } from "./run-example.ts";

test("a declared tool runs and an undeclared one is refused by name", async () => {
  const [first = "", second = ""] = (await runExample("attach.ts")).split("\n");
  expect(first).toContain("Ticket 5521");
  expect(second).toMatch(/^refuse undeclared/u);
  expect(second).toContain("mail_send");
});
