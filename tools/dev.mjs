// `npm run dev`: builds, serves the observer on a temporary data folder, rebuilds and restarts when a source changes.
// Arguments go on to `kaizen serve`. Ctrl-C ends the server and removes the folder; a build that fails keeps the old server.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./run-check.mjs";

const QUIET_MS = 200;
const data = mkdtempSync(join(tmpdir(), "kaizen-dev-"));
const abort = new AbortController();
let server;
let isStopping = false;
let restarts = 0;

async function build() {
  const child = spawn(process.execPath, [join(ROOT, "node_modules/tsdown/dist/run.mjs"), "--logLevel", "error"], { cwd: ROOT, stdio: "inherit" });
  const [code] = await once(child, "close");
  return code === 0;
}

function startServer() {
  const args = [join(ROOT, "packages/cli/bin/kaizen.mjs"), "serve", "--data", data, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
  child.on("close", (code) => {
    if (child !== server || isStopping) return;
    // The first one that ends by itself (port taken, say) has told why; a later one waits for the next change.
    if (restarts === 0) return void stop(code ?? 1);
    console.error("the server ended: waiting for a change");
  });
  return child;
}

async function stopServer() {
  const child = server;
  server = undefined;
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "close");
}

async function stop(code) {
  if (isStopping) return;
  isStopping = true;
  abort.abort();
  await stopServer();
  rmSync(data, { recursive: true, force: true });
  process.exit(code);
}

/** Calls `rebuild` once for a burst of changes, never twice at a time. */
function watchSources(rebuild) {
  let timer;
  let running = Promise.resolve();
  watch(join(ROOT, "packages"), { recursive: true, signal: abort.signal }, (_event, file) => {
    if (file === null || !/[/\\]src[/\\]/u.test(file) || file.includes(".test.")) return;
    clearTimeout(timer);
    timer = setTimeout(() => (running = running.then(rebuild)), QUIET_MS);
  });
}

process.on("SIGINT", () => void stop(0));
process.on("SIGTERM", () => void stop(0));
if (!(await build())) await stop(1);
server = startServer();
watchSources(async () => {
  if (isStopping) return;
  console.log("a source changed: building");
  if (!(await build())) return console.error("build failed: the old server goes on");
  await stopServer();
  restarts++;
  if (!isStopping) server = startServer();
});
