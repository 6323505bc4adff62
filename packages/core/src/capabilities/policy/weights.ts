// Every bound of conditions and correlations: what keeps the work and the memory of one rule small whatever it says.

export const POLICY_WEIGHTS = {
  condition: {
    /** UTF-16 code units of one expression. */
    length: 2_048,
    /** Nodes of one expression. */
    nodes: 256,
    /** Nesting of brackets, calls and selections. */
    depth: 32,
    /** Elements of one list literal. */
    elements: 64,
    /** Macros inside macros. */
    macros: 2,
    /** Instructions of a compiled pattern: the largest still decides the longest text of facts. */
    program: 1_000,
    /** Work of one evaluation: one for each node that is visited, and more for long texts. */
    steps: 50_000,
  },
  correlation: {
    /** Steps of one rule. */
    steps: 16,
    /** Beginnings that a rule waits with. */
    partial: 64,
    /** Events that the last step remembers, and so the largest count. */
    remembered: 64,
    /** Calls whose result may still come. */
    calls: 64,
  },
} as const;
