// Percent-decoding that never throws: what is not an escape, or not UTF-8, stays as it is.

/** Decodes once. Returns the text itself when nothing was encoded. */
export function percentDecode(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // Bytes that are not UTF-8: what a lenient reader would see of them is their ASCII part.
      return run.replace(/%[0-7][0-9a-fA-F]/g, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)));
    }
  });
}

/** Decodes until nothing changes, three times at most. */
export function percentDecodeFully(text: string): string {
  let decoded = text;
  for (let round = 0; round < 3; round++) {
    const next = percentDecode(decoded);
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}
