// Reads what the count reporter wrote and says whether that was a real, complete and successful run.

/** A reason counts when the test gave one (`context.skip("why")`) or its title says why: `(needs X)`, `(skipped for Y)`. */
const REASON_IN_TITLE = /\(((?:needs|skipped) [^()]+)\)/u;

/**
 * `text` is the reporter's file, undefined when it was never written.
 * Returns the closing line, the lines on skipped tests, and what is wrong (empty = success).
 */
export function readCounts(text) {
  if (text === undefined) {
    return { line: "0 passed, 0 failed, 0 skipped", skips: [], problems: ["the test runner ended without a count: it crashed"] };
  }
  const { passed, failed, skipped, broken } = JSON.parse(text);
  const problems = broken.map((message) => `outside of any test: ${message}`);
  const skips = [];
  for (const { test, reason } of skipped) {
    const why = reason ?? REASON_IN_TITLE.exec(test)?.[1];
    skips.push(`skipped: ${test}: ${why ?? "no reason given"}`);
    if (why === undefined) problems.push(`a skipped test gives no reason: ${test}`);
  }
  if (failed > 0) problems.push(`${failed} test(s) failed`);
  if (passed + failed === 0) problems.push("no test ran");
  return { line: `${passed} passed, ${failed} failed, ${skipped.length} skipped`, skips, problems };
}
