// JSON pointers that stay short however deep the value lies.
import { LIMITS } from "./limits.ts";

/** `parent` plus one segment, escaped as RFC 6901 says; cut at 128 characters. */
export function childPointer(parent: string, key: string | number): string {
  if (parent.length >= LIMITS.pointer) return parent;
  const pointer = `${parent}/${typeof key === "number" ? String(key) : segmentOf(key)}`;
  return pointer.length > LIMITS.pointer ? pointer.slice(0, LIMITS.pointer) : pointer;
}

function segmentOf(key: string): string {
  const segment = key.length > LIMITS.pointer ? key.slice(0, LIMITS.pointer) : key;
  return segment.includes("~") || segment.includes("/") ? segment.replace(/~/g, "~0").replace(/\//g, "~1") : segment;
}
