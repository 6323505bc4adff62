// Runs publint on every package: what would be published has the entry points and types that it promises.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { ROOT } from "./run-check.mjs";

let problems = 0;
const names = readdirSync(join(ROOT, "packages")).toSorted();
for (const name of names) {
  const { messages, pkg } = await publint({ pkgDir: join(ROOT, "packages", name), strict: true, pack: false });
  for (const message of messages) console.error(`packages/${name}/package.json ${formatMessage(message, pkg, { color: false })}`);
  problems += messages.length;
}
console.log(`${names.length} packages, ${problems} problem(s)`);
process.exitCode = problems === 0 && names.length > 0 ? 0 : 1;
