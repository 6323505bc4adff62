// Makes the events of a twin out of those of its attack.
import type { EventChange, ScenarioEvent, Twin } from "@kaizen/protocol";

/** The attack's events with the twin's changes, and without the marks: nothing in a twin is an attack. */
export function twinEvents(attackEvents: readonly ScenarioEvent[], twin: Twin): readonly ScenarioEvent[] {
  const changes = twin.fact.kind === "request" || twin.fact.kind === "data" ? twin.fact.changes : [];
  return changes.reduce(applyChange, attackEvents).map(withoutMark);
}

function applyChange(events: readonly ScenarioEvent[], change: EventChange): readonly ScenarioEvent[] {
  return events.flatMap((event) => {
    if (event.name !== change.name) return [event];
    switch (change.how) {
      case "replace":
        return change.with;
      case "before":
        return [...change.with, event];
      case "after":
        return [event, ...change.with];
      default:
        return change.how satisfies never;
    }
  });
}

function withoutMark(event: ScenarioEvent): ScenarioEvent {
  if (event.kind !== "call" || event.attack === undefined) return event;
  const { attack: _, ...rest } = event;
  return rest;
}
