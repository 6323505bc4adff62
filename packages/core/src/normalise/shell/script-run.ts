// The state of one reading of a script: what was found, what is known, and how the place that is read is nested.
import type { ReadingGap, ShellCommand, Through } from "./command-reading.ts";
import type { Environment } from "./environment.ts";
import { SHELL_LIMITS, type List } from "./script.ts";
import type { Work } from "./script-reader.ts";

/** Where a command stands. */
export interface Place {
  readonly environment: Environment;
  readonly through: readonly Through[];
  /** Commands whose output it reads. */
  readonly inputs: readonly number[];
  /** What it reads, where that is known. */
  readonly input: string | undefined;
  /** Something is piped or redirected into it. */
  readonly hasInput: boolean;
  /** Commands whose output goes where this one's goes; they are added here. */
  readonly outputs: number[];
  readonly depth: number;
}

export interface ScriptRun {
  readonly commands: ShellCommand[];
  readonly gaps: Set<ReadingGap>;
  readonly work: Work;
  /** Functions that were called: the others are read at the end. */
  readonly called: Set<string>;
  /** Windows' command languages are left to another reading of the same text. */
  readonly isPosixOnly: boolean;
  readonly runList: (run: ScriptRun, list: List, place: Place) => string | undefined;
}

/** Each node costs this much, so that loops in loops end. */
const NODE = 16;

/** False when no more may be read. */
export function mayGoOn(run: ScriptRun, place: Place, steps: number = NODE): boolean {
  run.work.steps += steps;
  if (place.depth > SHELL_LIMITS.depth) run.gaps.add("depth");
  else if (run.work.steps > SHELL_LIMITS.steps * 2) run.gaps.add("steps");
  else if (run.commands.length >= SHELL_LIMITS.commands) run.gaps.add("commands");
  else return true;
  return false;
}

/** A place inside a place. */
export function nest(place: Place, through: Through, changes: Partial<Place> = {}): Place {
  return { ...place, through: place.through.length < 16 ? [...place.through, through] : place.through, depth: place.depth + 1, ...changes };
}
