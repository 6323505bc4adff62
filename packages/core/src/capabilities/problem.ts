// What is wrong in a policy or declaration that is well formed.

export interface RuleProblem<Code extends string> {
  /** Where, e.g. `["rules", 2, "domains", 0]`. */
  readonly path: readonly (string | number)[];
  readonly code: Code;
  /** Where in the text that stands there, in UTF-16 code units from 0; absent: its beginning. */
  readonly at?: number;
  /** Lower case: what was expected and what came. */
  readonly message: string;
}
