// Remembers the answers of a pure function: agents name the same hosts over and over.
import { ownText } from "./own-text.ts";

/** `limit` answers at most, then it starts afresh; keys longer than 128 characters are not kept. The answer must not be changed by anyone. */
export function remember<T>(limit: number, answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    if (text.length > 128) return answer(text);
    const kept = known.get(text);
    if (kept !== undefined) return kept.value;
    const value = answer(text);
    if (known.size >= limit) known.clear();
    known.set(ownText(text), { value });
    return value;
  };
}
