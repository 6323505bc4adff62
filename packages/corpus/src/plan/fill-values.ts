// Makes sessions of a template: each `{{name}}` becomes the member of its value list whose turn it is.
import type { ScenarioEvent, ScenarioValue, SessionTemplate } from "@kaizen/protocol";

const known = new WeakMap<SessionTemplate, Map<number, readonly ScenarioEvent[]>>();

/** The events of the `turn`-th session (from 0) of a template. Made once for each. */
export function sessionEvents(template: SessionTemplate, turn: number): readonly ScenarioEvent[] {
  const turns = known.get(template) ?? new Map<number, readonly ScenarioEvent[]>();
  known.set(template, turns);
  const events = turns.get(turn) ?? filledEvents(template, turn);
  turns.set(turn, events);
  return events;
}

function filledEvents(template: SessionTemplate, turn: number): readonly ScenarioEvent[] {
  const values = new Map<string, ScenarioValue>();
  for (const [name, list] of template.values) {
    const value = list[turn % list.length];
    if (value !== undefined) values.set(name, value);
  }
  return template.events.map((event) => fill(event, values));
}

/** Names of the `{{name}}` places in a value, at any depth. */
export function placesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.includes("{{") ? [...value.matchAll(PLACE)].map((match) => match[1] ?? "") : [];
  if (Array.isArray(value)) return value.flatMap(placesIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(placesIn) : [];
}

const PLACE = /\{\{([a-z][a-z0-9_]*)\}\}/g;

// INVARIANT: a filled value has the type of the template's: only strings change, and a string that is one place whole
// takes the type of the value, which the schema allows only where any data is allowed.
function fill<T>(value: T, values: ReadonlyMap<string, ScenarioValue>): T {
  return fillAny(value, values, "top") as T;
}

function fillAny(value: unknown, values: ReadonlyMap<string, ScenarioValue>, key: string): unknown {
  if (typeof value === "string") {
    if (!value.includes("{{")) return value;
    const [place] = placesIn(value);
    const alone = place !== undefined && value === `{{${place}}}` && !TEXT_KEYS.has(key) ? values.get(place) : undefined;
    return alone ?? value.replaceAll(PLACE, (whole, name: string) => String(values.get(name) ?? whole));
  }
  if (Array.isArray(value)) return value.map((member) => fillAny(member, values, "member"));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fillAny(member, values, name)]));
}

/** Members of an event that are always text. */
const TEXT_KEYS: ReadonlySet<string> = new Set(["text", "tool", "target", "error", "publisher", "hash", "description"]);
