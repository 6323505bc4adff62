// Programs that read Windows' command languages: `powershell -Command`, `-EncodedCommand`, `cmd /c`.
import type { Field } from "./expand-word.ts";
import type { Redirected } from "./redirect.ts";
import type { Place, ScriptRun } from "./script-run.ts";

/** Whether the command was one of them. */
export function runWindowsProgram(_run: ScriptRun, _executable: string, _words: readonly Field[], _place: Place, _redirected: Redirected | undefined): boolean {
  return false;
}
