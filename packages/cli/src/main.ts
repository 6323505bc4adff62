// The outermost program: gives commands this process's input, output, environment, clock and signals.
import { randomBytes } from "node:crypto";
import packageJson from "../package.json" with { type: "json" };
import { commands } from "./commands.ts";
import { EXIT } from "./exit-code.ts";
import type { Io, Output } from "./io.ts";
import { runProgram } from "./program.ts";

/** `argv` without program and script; resolves with the exit code and leaves exiting to the caller. */
export async function main(argv: readonly string[]): Promise<number> {
  const cwd = currentFolder();
  if (cwd === undefined) {
    await output(process.stderr).write("error: the current folder is gone: change to one that exists\n");
    return EXIT.unusable;
  }
  const interruption = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    // A second signal means now.
    if (interruption.signal.aborted) process.exit(signal === "SIGTERM" ? EXIT.terminated : EXIT.interrupted);
    interruption.abort(signal);
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  let readsInput = false;
  const io: Io = {
    // Touched only when a command reads it: an open standard input keeps the process alive.
    get stdin() {
      readsInput = true;
      return process.stdin;
    },
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    env: process.env,
    cwd,
    signal: interruption.signal,
    now: Date.now,
    random: (length) => randomBytes(length),
  };
  try {
    return await runProgram(argv, io, commands, packageJson.version);
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    // A reader that was given up in the middle would keep the process alive.
    if (readsInput) process.stdin.destroy();
  }
}

/** Undefined when somebody deleted it. */
function currentFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

function output(stream: NodeJS.WriteStream): Output {
  let isClosed = false;
  // A closed pipe (`kaizen … | head`) is no error: there is nobody left to tell.
  stream.on("error", () => {
    isClosed = true;
  });
  return {
    isTerminal: stream.isTTY === true,
    get isClosed() {
      return isClosed;
    },
    write: (text) =>
      new Promise((resolve) => {
        // Waits for the write itself, not for "drain": nothing is left in memory when the process ends.
        if (isClosed || text === "") resolve();
        else stream.write(text, () => resolve());
      }),
  };
}
