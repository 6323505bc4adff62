// A line on standard error that shows how far long work is: only on a terminal.
import type { Io } from "./io.ts";

export interface Progress {
  /** Shows `text`, at most ten times a second. */
  show(text: () => string): Promise<void>;
  /** Takes the line away, before other output. */
  clear(): Promise<void>;
}

const BETWEEN_MS = 100;

export function createProgress(io: Io): Progress {
  let shownAt = 0;
  let visible = false;
  return {
    show: async (text) => {
      const now = io.now();
      if (!io.stderr.isTerminal || now - shownAt < BETWEEN_MS) return;
      shownAt = now;
      visible = true;
      await io.stderr.write(`\r\u001b[K${text()}`);
    },
    clear: async () => {
      if (!visible) return;
      visible = false;
      await io.stderr.write("\r\u001b[K");
    },
  };
}
