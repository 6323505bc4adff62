// Reads recorded sessions from files or standard input; what cannot be read is reported and the rest goes on.
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import type { TraceSession } from "@kaizen/protocol";
import { parseTraceLine } from "@kaizen/protocol";
import { systemReason } from "../cli-error.ts";
import type { Io } from "../io.ts";
import { printable } from "../printable.ts";
import { LONGEST_LINE, readLines } from "./read-lines.ts";

export interface SessionSource {
  /** In file order, one at a time. Ends early when the signal aborts. */
  sessions(files: readonly string[]): AsyncGenerator<TraceSession>;
  /** Lines and files that could not be read so far. */
  readonly problems: number;
}

/** Problems of one file that are said; the others are counted. */
const MOST_SAID = 10;
/** A file that is no text shows it here. */
const FIRST_LINES = 8;

/** `-` is standard input. Every problem is one line on standard error: `file:line: message`. */
export function createSessionSource(io: Io): SessionSource {
  let problems = 0;
  const say = (place: string, message: string): Promise<void> => io.stderr.write(`${printable(place, 1_000)}: ${printable(message)}\n`);
  async function* sessionsOf(file: string): AsyncGenerator<TraceSession> {
    const name = file === "-" ? "<stdin>" : file;
    let ofFile = 0;
    const report = async (place: string, message: string): Promise<void> => {
      problems++;
      ofFile++;
      if (ofFile <= MOST_SAID) await say(place, message);
    };
    const source = file === "-" ? io.stdin : createReadStream(resolve(io.cwd, file), { signal: io.signal });
    try {
      for await (const line of readLines(source)) {
        if (io.signal.aborted) return;
        if (line.text === undefined) {
          await report(`${name}:${line.number}`, `expected lines of at most ${LONGEST_LINE / 1024 / 1024} MB`);
          continue;
        }
        if (line.number <= FIRST_LINES && line.text.includes("\0")) {
          await report(name, "expected a trace file (JSON Lines, gzip or not), got a file that is no text");
          break;
        }
        const session = parseTraceLine(line.text);
        if (session.ok) yield session.value;
        else await report(`${name}:${line.number}`, session.error.message);
      }
    } catch (cause) {
      if (!io.signal.aborted) await report(name, `cannot be read: ${systemReason(cause)}`);
    }
    if (ofFile > MOST_SAID) await say(name, `and ${ofFile - MOST_SAID} more`);
  }
  return {
    get problems() {
      return problems;
    },
    async *sessions(files) {
      for (const file of files) yield* sessionsOf(file);
    },
  };
}
