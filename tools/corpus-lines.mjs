// Cuts the scorecard out of what `kaizen corpus` printed: the lines that are the same in every run.

/** Lines that carry the result; throws when there is no complete scorecard. */
export function corpusLines(output) {
  const lines = output.split("\n").map((line) => line.trimEnd());
  const first = lines.findIndex((line) => /^\[(?:PASS|MISS)\]/u.test(line));
  const score = lines.findIndex((line) => line.startsWith("Detection scorecard:"));
  if (first === -1 || score < first) throw new Error("expected a scorecard in the output of kaizen corpus, got none");
  const after = lines.slice(score + 1).findIndex((line) => line === "");
  return lines.slice(first, after === -1 ? undefined : score + 1 + after).join("\n").trimEnd();
}
