// The command check holds the command folder against the README's table.
import { expect, test } from "vitest";
import { check } from "./check-commands.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

const readme = (...names) => names.map((name) => `| \`kaizen ${name}\` | does it |\n`).join("");
const file = (name) => ({ [`packages/cli/src/commands/${name}.ts`]: "// x\n", [`packages/cli/src/commands/${name}.test.ts`]: "// x\n" });

test("a table that lists each command passes", () => {
  expect(check(temporaryCheckout({ "README.md": readme("serve", "replay FILE"), ...file("serve"), ...file("replay") }))).toEqual([]);
});

test("a command that the README forgets and one that it invents are refused", () => {
  const problems = check(temporaryCheckout({ "README.md": readme("serve", "fly"), ...file("serve"), ...file("replay") }));
  expect(problems.map((problem) => problem.message)).toEqual(['command "replay" is on the disk but not listed', 'command "fly" is listed but not on the disk']);
});

test("no command at all is a problem", () => {
  expect(check(temporaryCheckout({ "README.md": "" }))).toHaveLength(1);
});
