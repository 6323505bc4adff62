// JSON for output: on one line, safe to show on a terminal.

/** As `JSON.stringify`, with the control characters that it leaves (C1, bidirectional, zero-width) written as escapes too. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
