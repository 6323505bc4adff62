// Quotes a value from outside in an error message: short, on one line, without control characters.

const LONGEST_QUOTED = 60;

/** JSON form of scalars, the kind of everything else. */
export function quote(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(plain(value.length > LONGEST_QUOTED ? `${value.slice(0, LONGEST_QUOTED)}…` : value));
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === undefined) return "nothing";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "a mapping" : `a ${typeof value}`;
}

function plain(text: string): string {
  // SECURITY: C0, C1, bidirectional and zero-width controls could rewrite the terminal line that shows the message.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, "\ufffd");
}
