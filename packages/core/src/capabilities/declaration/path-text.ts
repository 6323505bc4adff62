// A text that the declaration calls a path, in the form in which paths are compared.
import { parsePath } from "../../normalise/paths.ts";

/** Text that cannot be read as a path stays as it is. */
export function normalisePathText(text: string): string {
  return parsePath(text, true)?.path ?? text.trim();
}
