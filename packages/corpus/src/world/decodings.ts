// Readings of a text that somebody may have encoded: JSON, percent, base64, hex, gzip, reversed. Kept apart from the
// engine's, so that whether an attack does harm never rests on what the engine can read.
import { gunzipSync } from "node:zlib";

const DEEPEST = 5;
const MOST = 400;
const LARGEST = 200_000;

/** The text and everything that can be decoded out of it, each once. */
export function readingsOf(text: string): readonly string[] {
  const found = new Set<string>();
  let level = [text.slice(0, LARGEST)];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    const next: string[] = [];
    for (const one of level) {
      if (found.has(one) || found.size >= MOST) continue;
      found.add(one);
      next.push(...unpercented(one), ...unpacked(one));
    }
    level = next;
  }
  return [...found];
}

/** What JSON, base64, hex or gzip in the text holds. Percent escapes stay, so that an address inside an address stays inside. */
export function unpacked(text: string): readonly string[] {
  return [...unquoted(text), ...[...text.matchAll(/[\w+/=-]{12,}/g)].flatMap(([token]) => [...fromBytes(base64(token)), ...fromBytes(hex(token))])];
}

/** Every string in JSON text, with its key before it. */
function unquoted(text: string): readonly string[] {
  if (!/^\s*[[{"]/.test(text)) return [];
  try {
    return strings(JSON.parse(text));
  } catch {
    return [];
  }
}

function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(strings);
}

function unpercented(text: string): readonly string[] {
  if (!/%[0-9a-f]{2}|\+/i.test(text)) return [];
  const plain = text.replaceAll("+", " ");
  return [plain, plain.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"))];
}

function base64(token: string): Buffer | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(token)) return undefined;
  return Buffer.from(token, "base64");
}

function hex(token: string): Buffer | undefined {
  return token.length % 2 === 0 && /^[0-9a-f]+$/i.test(token) ? Buffer.from(token, "hex") : undefined;
}

/** Text only: bytes that are no text were no encoded text. */
function fromBytes(bytes: Buffer | undefined): readonly string[] {
  if (bytes === undefined || bytes.length < 4) return [];
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return inflated(bytes);
  const text = bytes.toString("utf8");
  return isText(text) ? [text] : [];
}

function inflated(bytes: Buffer): readonly string[] {
  try {
    return [gunzipSync(bytes, { maxOutputLength: LARGEST }).toString("utf8")];
  } catch {
    return [];
  }
}

function isText(text: string): boolean {
  return !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text);
}

/** Whether any reading of the text holds the mark, also backwards. */
export function holds(text: string, mark: string): boolean {
  const wanted = folded(mark);
  const backwards = [...wanted].toReversed().join("");
  return readingsOf(text).some((reading) => {
    const given = folded(reading);
    return given.includes(wanted) || given.includes(backwards);
  });
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ");
}
