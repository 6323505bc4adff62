// Patterns of users, compiled by RE2: linear in the text whatever the pattern. The one place that imports the library.
import { RE2JS } from "re2js";

export type LinearPattern = RE2JS;

export interface LinearOptions {
  /** Whether `.` is a line end, too. */
  readonly dotAll?: boolean;
  readonly ignoreCase?: boolean;
}

/** Throws for what RE2 refuses. */
export function compileLinear(pattern: string, { dotAll = false, ignoreCase = false }: LinearOptions = {}): LinearPattern {
  return RE2JS.compile(pattern, (dotAll ? RE2JS.DOTALL : 0) | (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0));
}

/** A pattern that matches just this text. */
export function quoteLinear(text: string): string {
  return RE2JS.quote(text);
}
