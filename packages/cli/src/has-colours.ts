// Decides whether output is coloured.
import type { Io } from "./io.ts";

/** Only on a terminal, and never where NO_COLOR is set. */
export function hasColours(io: Io, output: "stdout" | "stderr" = "stdout"): boolean {
  return io[output].isTerminal && (io.env["NO_COLOR"] ?? "") === "" && io.env["TERM"] !== "dumb";
}
