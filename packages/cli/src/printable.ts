// Makes text from outside safe to print.

// SECURITY: agent names, reasons and excerpts are written by attackers; C0, C1, bidirectional and zero-width
// controls could rewrite the terminal, hide a line or run a terminal's own commands.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** One line, every control character replaced, at most `longest` characters. */
export function printable(text: string, longest = 400): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return cut.replace(CONTROLS, "\ufffd");
}
