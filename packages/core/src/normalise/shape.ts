// The shape of arguments: which places hold which class of value, whatever the values are.
import { parseHost } from "./host.ts";
import { isRealDomain } from "./plausible-host.ts";
import { isBytes } from "./contents.ts";

/** Class of one leaf value; a closed, small set, so that shapes of the same call are equal. */
export function valueClass(value: unknown): string {
  switch (typeof value) {
    case "string":
      return textClass(value);
    case "number":
      return Number.isInteger(value) ? "integer" : "number";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return "empty-array";
      if (value instanceof Date) return "date";
      return isBytes(value) ? "bytes" : "empty-object";
    default:
      return typeof value;
  }
}

function textClass(text: string): string {
  const value = text.length > 2048 ? text.slice(0, 2048) : text.trim();
  if (value === "") return "empty";
  if (/\s/.test(value)) return text.length > 2048 || value.includes("\n") ? "long-text" : "text";
  if (/^[a-z][a-z0-9+.-]{1,31}:[/\\]{2}/i.test(value)) return "url";
  if (/^[^\s@]{1,64}@[^\s@]{1,253}$/.test(value)) return "mail";
  if (/^-?[0-9]+(?:\.[0-9]+)?$/.test(value)) return "digits";
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:$|T)/.test(value)) return "date";
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)) return "uuid";
  if (/^(?:\/|~\/|\.{1,2}\/|[a-z]:[\\/])/i.test(value)) return "path";
  const host = value.includes(".") || value.includes("::") ? parseHost(value) : undefined;
  if (host?.kind === "ip") return "address";
  if (host !== undefined && isRealDomain(host.host)) return "domain";
  if (/^[0-9a-f]{16,}$/i.test(value)) return "hex";
  return value.length > 64 ? "blob" : "word";
}

/** A pointer segment that names an entry, not a field: numbers and ids; these make `*`, as array indexes do. */
export function isEntryKey(key: string): boolean {
  return key.length > 64 || /^[0-9]+$/.test(key) || /^[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{16,}$/i.test(key);
}

/** Sorted pairs joined by commas, at most `limit` characters; a shape that was cut ends in a mark of the whole. */
export function joinShape(pairs: ReadonlySet<string>, limit: number, fingerprint: (text: string) => string): string {
  const sorted = [...pairs].toSorted();
  const whole = sorted.join(",");
  if (whole.length <= limit) return whole;
  let kept = "";
  for (const pair of sorted) {
    if (kept.length + pair.length + 14 > limit) break;
    kept += `${pair},`;
  }
  return `${kept}#${fingerprint(whole)}`;
}
