// Reads a shell text as the commands it runs, with what each of them reads, writes, reaches and does not say.
import type { CommandReading } from "./command-reading.ts";
import { newEnvironment } from "./environment.ts";
import { parseWithin } from "./parse-shell.ts";
import { runList, runNode } from "./run-script.ts";
import { runUncalled } from "./run-simple.ts";
import { newWork } from "./script-reader.ts";
import { SHELL_LIMITS } from "./script.ts";
import { looksLikeWindows } from "./windows-text.ts";
import { runWindowsText } from "./windows-programs.ts";
import type { Place, ScriptRun } from "./script-run.ts";

/** Never throws; nothing is run. Work is bounded by the text's length, and what the bounds cut off is said. */
export function readCommands(text: string): CommandReading {
  const run: ScriptRun = { commands: [], gaps: new Set(), work: newWork(), called: new Set(), runList };
  const place: Place = { environment: newEnvironment(), through: [], inputs: [], input: undefined, hasInput: false, outputs: [], depth: 0 };
  if (looksLikeWindows(text)) runWindows(run, text, place);
  else runList(run, parseWithin(text, run.work, 0).list, place);
  if (place.environment.functions.size > run.called.size) runUncalled(run, place, runNode);
  const unknown = [...new Set([...run.work.gaps, ...run.gaps])];
  return { commands: run.commands, isWhole: unknown.length === 0, unknown };
}

function runWindows(run: ScriptRun, text: string, place: Place): void {
  if (text.length > SHELL_LIMITS.text) run.gaps.add("length");
  runWindowsText(run, text.slice(0, SHELL_LIMITS.text).replaceAll("\u0000", ""), place);
}
