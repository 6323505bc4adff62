// Sentences of a text.

/** Ends at a full stop, question or exclamation mark before a space, or at a line end. At most `limit`. */
export function sentencesOf(text: string, limit: number): string[] {
  const found: string[] = [];
  for (const line of text.split(/[\n\r\u2028\u2029]+/, 4_096)) {
    let from = 0;
    for (const { index } of line.matchAll(/[.!?。！？](?=\s|$)|[。！？]/g)) {
      if (/\b(?:mr|mrs|dr|st|no|e\.g|i\.e|z\.b)$/i.test(line.slice(Math.max(from, index - 5), index))) continue;
      push(line.slice(from, index + 1));
      from = index + 1;
    }
    push(line.slice(from));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);

  function push(sentence: string): void {
    const trimmed = sentence.trim();
    if (trimmed !== "") found.push(trimmed.slice(0, 2_048));
  }
}
