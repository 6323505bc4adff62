// Runs a program of `examples/` on the Node.js that is there: `npm run example -- attach`. Node.js 20 cannot read TypeScript itself.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { ROOT } from "./run-check.mjs";

const [name = "attach"] = process.argv.slice(2);
const file = join(ROOT, "examples", `${name.replace(/\.ts$/u, "")}.ts`);
if (!existsSync(file)) {
  console.error(`expected the name of a program in examples, got ${JSON.stringify(name)}`);
  process.exit(2);
}
const { outputText } = transpileModule(readFileSync(file, "utf8"), { compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2023 } });
const child = spawn(process.execPath, ["--input-type=module", "-"], { cwd: ROOT, stdio: ["pipe", "inherit", "inherit"] });
child.stdin.end(outputText);
child.on("close", (code) => (process.exitCode = code ?? 1));
