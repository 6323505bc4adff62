// Reads a time as the trace format and the wire write it.

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const LATEST = 8.64e15;

/** Integer milliseconds since 1970 from RFC 3339 text or a number of milliseconds; undefined for everything else. */
export function parseTime(value: unknown): number | undefined {
  const time = typeof value === "number" ? Math.floor(value) : typeof value === "string" && RFC_3339.test(value) ? Date.parse(value.replace(" ", "T")) : Number.NaN;
  return Number.isFinite(time) && Math.abs(time) <= LATEST ? time : undefined;
}
