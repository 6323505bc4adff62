// The check for machine paths finds what would tie the checkout to one machine.
import { expect, test } from "vitest";
import { check } from "./check-machine-paths.mjs";
import { temporaryCheckout } from "./temporary-checkout.mjs";

// Joined here, so that this file passes the check that it tests.
const glue = (...parts) => parts.join("");

test.each([
  ["a.ts", glue("const folder = '/wo", "rk/main';")],
  ["docs/a.md", glue("recorded in shared/tra", "ces")],
  ["a.yaml", glue("host: registry.npm", "js.org")],
  ["a.ts", glue("// see iss", "ue 12")],
])("%s with %s is refused", (file, text) => {
  expect(check(temporaryCheckout({ [file]: `${text}\n` }))).toHaveLength(1);
});

test("a lock file that names a host is refused, local links are not", () => {
  const lock = { packages: { "node_modules/a": { resolved: "https://mirror.example/a.tgz" }, "node_modules/b": { resolved: "packages/b", link: true } } };
  const problems = check(temporaryCheckout({ "package-lock.json": JSON.stringify(lock) }));
  expect(problems.map((problem) => problem.message)).toEqual(["node_modules/a is pinned to a host: mirror.example"]);
});

test("words that only look alike pass", () => {
  const text = "a workspace, https://kaizen.example/work-items, framework/work, an issue of trust";
  expect(check(temporaryCheckout({ "a.md": text, "red-team/a.yaml": glue("request: Fix iss", "ue 12") }))).toEqual([]);
});
