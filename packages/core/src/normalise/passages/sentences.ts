// Sentences of a text.

/** Ends at a full stop, question or exclamation mark before a space, or at the end of a line that was not wrapped. At most `limit`. */
export function sentencesOf(text: string, limit: number): string[] {
  const found: string[] = [];
  for (const line of unwrapped(text.split(/[\n\r\u2028\u2029]+/, 4_096))) {
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

/** Lines of prose that an editor or a mail program broke are one again. */
function unwrapped(lines: readonly string[]): string[] {
  if (lines.length < 2) return [...lines];
  const whole: string[] = [];
  let last = "";
  for (const line of lines) {
    const quoted = QUOTE.exec(line)?.[0] ?? "";
    const goesOn = isWrapped(last) && !STARTS_ANEW.test(line) && (quoted === "" || last.startsWith(quoted));
    if (goesOn) whole.push(`${whole.pop() ?? ""} ${line.slice(quoted.length).trim()}`);
    else whole.push(line);
    last = line;
  }
  return whole;
}

/** Long enough to have been broken, and not ended. */
function isWrapped(line: string): boolean {
  return line.length >= WRAPPED && line.length <= 240 && !/[.!?:;。！？|]\s*$/.test(line);
}

/** Characters: shorter lines are lines of their own. */
const WRAPPED = 56;
const QUOTE = /^\s{0,4}>\s?/;
/** A list item, a heading, a row, a comment: a line of its own whatever stands before it. */
const STARTS_ANEW = /^\s{0,16}(?:[-*•+#|[{<]|\/\/|\d{1,3}[.)]\s|$)/;
