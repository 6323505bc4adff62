// Reads single fields of hostile objects: a getter or proxy that throws gives undefined and is said.
import { wellFormed } from "./fold-text.ts";

/** `onThrow` is called when the read threw. */
export function readProperty(value: unknown, key: string, onThrow: () => void): unknown {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return undefined;
  try {
    return (value as Readonly<Record<string, unknown>>)[key];
  } catch {
    onThrow();
    return undefined;
  }
}

/** A string field cut to `limit` characters; undefined for anything that is not a string. */
export function asText(value: unknown, limit: number): string | undefined {
  return typeof value === "string" ? wellFormed(value.slice(0, limit)) : undefined;
}

/** An integer field; `fallback` for anything that is not one. */
export function asInteger(value: unknown, fallback: number): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : fallback;
}
