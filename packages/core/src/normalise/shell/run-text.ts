// Runs a text that was found inside another.
import { parseWithin } from "./parse-shell.ts";
import type { Place, ScriptRun } from "./script-run.ts";
import { mayGoOn } from "./script-run.ts";

/** Answers what it prints, where that is known. Its work and its gaps are those of the whole. */
export function runText(run: ScriptRun, text: string, place: Place): string | undefined {
  if (!mayGoOn(run, place, text.length)) return undefined;
  const { list } = parseWithin(text, run.work, place.depth, true);
  return run.runList(run, list, place);
}
