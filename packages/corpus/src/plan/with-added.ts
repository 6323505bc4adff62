// A declaration with what a twin's fact states besides or instead.
import type { ScenarioDeclaration } from "@kaizen/protocol";

/** Tools and destinations that have the name of an existing entry take its place; other keys take the place of theirs. */
export function withAdded(declaration: ScenarioDeclaration, add: ScenarioDeclaration): ScenarioDeclaration {
  return {
    ...declaration,
    ...add,
    ...(add.tools === undefined ? {} : { tools: entries(declaration.tools, add.tools) }),
    ...(add.destinations === undefined ? {} : { destinations: entries(declaration.destinations, add.destinations) }),
    ...(add.data === undefined ? {} : { data: add.data === "none" || declaration.data === "none" ? add.data : [...(declaration.data ?? []), ...add.data] }),
  };
}

function entries<T>(before: "none" | readonly T[] | undefined, added: "none" | readonly T[]): "none" | readonly T[] {
  if (added === "none" || before === "none" || before === undefined) return added;
  const names = new Map(added.map((entry) => [nameOf(entry), entry]));
  const kept = before.map((entry) => names.get(nameOf(entry)) ?? entry);
  const known = new Set(before.map(nameOf));
  return [...kept, ...added.filter((entry) => !known.has(nameOf(entry)))];
}

function nameOf(entry: unknown): string {
  if (typeof entry !== "object" || entry === null) return String(entry);
  if ("name" in entry) return String(entry.name);
  return "host" in entry ? String(entry.host) : JSON.stringify(entry);
}
