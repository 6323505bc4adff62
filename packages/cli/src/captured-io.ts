// For tests: input, output and environment of a command, without a process.
import type { Io } from "./io.ts";

export interface CapturedIo extends Io {
  /** What was written so far. */
  out(): string;
  err(): string;
  interrupt(signal: "SIGINT" | "SIGTERM"): void;
}

export interface IoSettings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  readonly isTerminal?: boolean;
  /** The reader of standard output goes after this many writes. */
  readonly closesAfter?: number;
  readonly onWrite?: (text: string) => void;
}

/** The clock stands still and random bytes count up. */
export function capturedIo(settings: IoSettings = {}): CapturedIo {
  const written = { out: [] as string[], err: [] as string[] };
  const interruption = new AbortController();
  const isTerminal = settings.isTerminal ?? false;
  return {
    // eslint-disable-next-line typescript/require-await
    stdin: (async function* () {
      if (settings.stdin !== undefined) yield typeof settings.stdin === "string" ? new TextEncoder().encode(settings.stdin) : settings.stdin;
    })(),
    stdout: {
      isTerminal,
      get isClosed() {
        return settings.closesAfter !== undefined && written.out.length >= settings.closesAfter;
      },
      write: (text) => {
        if (text !== "") written.out.push(text);
        settings.onWrite?.(text);
        return Promise.resolve();
      },
    },
    stderr: {
      isTerminal,
      isClosed: false,
      write: (text) => {
        written.err.push(text);
        return Promise.resolve();
      },
    },
    env: settings.env ?? {},
    cwd: settings.cwd ?? "/",
    signal: interruption.signal,
    now: () => 1_700_000_000_000,
    random: (length) => Uint8Array.from({ length }, (_, index) => index),
    out: () => written.out.join(""),
    err: () => written.err.join(""),
    interrupt: (signal) => interruption.abort(signal),
  };
}
