// A judged session as it would have been judged with one capability switched off.

/** INVARIANT: no capability knows of another, so the findings of the others stay what they are. */
export function withoutCapability(outcome, off) {
  const findings = outcome.findings.filter(({ capability }) => capability !== off);
  const flags = findings.filter(({ flags }) => flags);
  const attention = flags.length > 0 ? "flag" : findings.some(({ severity }) => severity === "medium") ? "confirm" : "none";
  return {
    ...outcome,
    attention,
    findings,
    first: flags[0]?.i ?? null,
    score: flags.length === 0 ? null : Math.max(...flags.map(({ confidence }) => confidence)),
    flaggedActions: new Set(flags.map(({ i }) => i)).size,
  };
}
