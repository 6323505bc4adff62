// One text for one value, so that equal values have equal content hashes whatever the order of their keys.

/**
 * JSON with object keys sorted by code unit and no white space. Absent (`undefined`) members are left out, as in
 * `JSON.stringify`; a member called `__proto__` is a member like others. Throws `TypeError` for a bigint or a value
 * nested deeper than 500 levels (so also for a cycle).
 */
export function canonicalJson(value: unknown): string {
  return text(value, 0) ?? "null";
}

const MAX_DEPTH = 500;

function text(value: unknown, depth: number): string | undefined {
  if (depth > MAX_DEPTH) throw new TypeError(`expected a value of at most ${MAX_DEPTH} levels, found a deeper one`);
  if (value === null || typeof value !== "object") return JSON.stringify(value) as string | undefined;
  if (Array.isArray(value)) return `[${value.map((item) => text(item, depth + 1) ?? "null").join(",")}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = text((value as Readonly<Record<string, unknown>>)[key], depth + 1);
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${member}`);
  }
  return `{${members.join(",")}}`;
}
