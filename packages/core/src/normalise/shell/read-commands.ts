// Reads a shell text as the commands it runs, with what each of them reads, writes, reaches and does not say.
import type { CommandReading, ShellCommand } from "./command-reading.ts";
import { newEnvironment } from "./environment.ts";
import { findEntry } from "./executable-entry.ts";
import { parseWithin } from "./parse-shell.ts";
import { runList, runNode } from "./run-script.ts";
import { runUncalled } from "./run-simple.ts";
import { SHELL_LIMITS } from "./script.ts";
import { newWork } from "./script-reader.ts";
import type { Place, ScriptRun } from "./script-run.ts";
import { runWindowsText } from "./windows-programs.ts";
import { looksLikeWindows } from "./windows-text.ts";

/** Never throws; nothing is run. Work is bounded by the text's length, and what the bounds cut off is said. */
export function readCommands(text: string): CommandReading {
  if (looksLikeWindows(text)) return readBothWays(text);
  return toReading(runPosix(text, false));
}

function newRun(isPosixOnly: boolean): ScriptRun {
  return { commands: [], gaps: new Set(), work: newWork(), called: new Set(), isPosixOnly, runList };
}

function newPlace(): Place {
  return { environment: newEnvironment(), through: [], inputs: [], input: undefined, hasInput: false, outputs: [], depth: 0 };
}

function runPosix(text: string, isPosixOnly: boolean): ScriptRun {
  const run = newRun(isPosixOnly);
  const place = newPlace();
  runList(run, parseWithin(text, run.work, 0).list, place);
  if (place.environment.functions.size > run.called.size) runUncalled(run, place, runNode);
  return run;
}

function toReading(run: ScriptRun): CommandReading {
  const unknown = [...new Set([...run.work.gaps, ...run.gaps])];
  return { commands: run.commands, isWhole: unknown.length === 0, unknown };
}

/**
 * SECURITY: a text that only looks like Windows' may run in a POSIX shell, where its escapes mean something else. What a POSIX shell would
 * run of it beside that, with programs that are known, is read too; so nobody hides a command behind `Get-Content`.
 */
function readBothWays(text: string): CommandReading {
  const run = newRun(false);
  if (text.length > SHELL_LIMITS.text) run.gaps.add("length");
  runWindowsText(run, text.slice(0, SHELL_LIMITS.text).replaceAll("\u0000", ""), newPlace());
  const known = new Set(run.commands.map(lookOf));
  const moved = new Map<number, number>();
  for (const [i, command] of runPosix(text, true).commands.entries()) {
    if (run.commands.length >= SHELL_LIMITS.commands || known.has(lookOf(command)) || findEntry(command.executable) === undefined) continue;
    moved.set(i, run.commands.length);
    run.commands.push({ ...command, inputs: command.inputs.flatMap((input) => moved.get(input) ?? []) });
  }
  return toReading(run);
}

function lookOf(command: ShellCommand): string {
  return JSON.stringify([command.executable, command.words]);
}
