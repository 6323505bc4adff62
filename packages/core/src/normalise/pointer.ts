// JSON pointers that stay short however deep the value lies.
import { LIMITS } from "./limits.ts";

/** `parent` plus one segment, escaped as RFC 6901 says; cut at 128 characters. */
export function childPointer(parent: string, key: string | number): string {
  if (parent.length >= LIMITS.pointer) return parent;
  const segment = typeof key === "number" ? String(key) : key.slice(0, LIMITS.pointer).replace(/~/g, "~0").replace(/\//g, "~1");
  return `${parent}/${segment}`.slice(0, LIMITS.pointer);
}
