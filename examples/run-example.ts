// Runs an example as a reader would: against the built packages, in a process of its own, on a state folder of its own.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transpileModule, ModuleKind, ScriptTarget } from "typescript";

/** Standard output of `examples/<file>`; rejects with its standard error when it fails. */
export function runExample(file: string): Promise<string> {
  const source = readFileSync(new URL(file, import.meta.url), "utf8");
  const { outputText } = transpileModule(source, { compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2023 } });
  const stateDir = mkdtempSync(join(tmpdir(), "kaizen-example-"));
  const environment = { PATH: process.env["PATH"], KAIZEN_STATE_DIR: stateDir };
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ["--input-type=module", "-"],
      { cwd: fileURLToPath(new URL("..", import.meta.url)), env: environment },
      (error, stdout, stderr) => {
        rmSync(stateDir, { recursive: true, force: true });
        if (error === null) resolve(stdout);
        else reject(new Error(`expected ${file} to succeed; it said: ${stderr}`));
      },
    );
    child.stdin?.end(outputText);
  });
}
