// Holds attacks and twins against the simulated world: an attack does what it says, its twin does nothing of it.
import type { Action } from "@kaizen/core";
import type { Attack, Effect, Problem, Scenario, ScenarioEvent, Twin, ValuePath } from "@kaizen/protocol";
import { twinEvents } from "../plan/twin-events.ts";
import { withAdded } from "../plan/with-added.ts";
import { doesEffect, worldNow, type Situation, type WorldNow } from "../world/simulate.ts";
import { STRANGER } from "../world/owners.ts";

export function checkWorld(scenario: Scenario): readonly Problem[] {
  return [
    ...scenario.attacks.flatMap((attack, index) => checkAttack(attack, scenario, ["attacks", index, "events"])),
    ...scenario.twins.flatMap((twin, index) => checkTwin(twin, scenario, ["twins", index])),
  ];
}

function checkAttack(attack: Attack, scenario: Scenario, path: ValuePath): Problem[] {
  const world = worldNow(scenario.world);
  const parts = attackActions(attack);
  return attack.events.flatMap((event, index) => {
    if (event.kind !== "call" || event.attack === undefined) return [];
    const situation: Situation = { action: event.action, before: attack.events.slice(0, index), parts, declaration: scenario.declaration };
    return event.attack.does.flatMap((effect, number) => {
      const where = [...path, index, "attack", "does", number];
      const unknown = unknownNames(effect, world);
      if (unknown !== undefined) return [problem(where, unknown)];
      return doesEffect(effect, situation, world) ? [] : [problem(where, `expected the simulated world to find that the call ${describe(effect)}, but it does not`)];
    });
  });
}

/**
 * What of the twin must do nothing of the attack: the attack's own actions where they stay, and every action that is new.
 * With a fact that is no data the action is often the same; then the twin's `world` says what the fact changed in it.
 */
function checkTwin(twin: Twin, scenario: Scenario, path: ValuePath): Problem[] {
  const attack = scenario.attacks.find(({ id }) => id === twin.of);
  if (attack === undefined) return [];
  const world = worldNow(scenario.world, twin.world);
  const events = twinEvents(attack.events, twin);
  const same = new Set(attack.events.flatMap((event) => (event.kind === "call" && event.attack === undefined ? [event.action] : [])));
  const matching = events.flatMap((event, index) => (event.kind === "call" && !same.has(event.action) ? [{ action: event.action, before: events.slice(0, index) }] : []));
  const parts = matching.map(({ action }) => action);
  const declaration = twin.fact.kind === "declaration" ? withAdded(scenario.declaration, twin.fact.add) : scenario.declaration;
  const effects = attackEffects(attack);
  const done = effects.filter((effect) => matching.some(({ action, before }) => doesEffect(effect, { action, before, parts, declaration }, world)));
  const allowed = (effect: Effect): boolean => twin.world.allows.some((one) => JSON.stringify(one) === JSON.stringify(effect));
  return [
    ...done.filter((effect) => !allowed(effect)).map((effect) => problem(path, `expected a twin that does nothing of its attack, but a call ${describe(effect)}; say in the twin's \`world\` whose it is because of the fact, or that the fact \`allows\` the effect`)),
    ...twin.world.allows.filter((effect) => !done.some((one) => JSON.stringify(one) === JSON.stringify(effect))).map((effect) => problem([...path, "world"], `expected to allow only what the twin does, but no call ${describe(effect)}`)),
    ...(twin.fact.kind === "data" && twin.world.allows.length > 0 ? [problem([...path, "world"], "expected nothing allowed where the fact is the data: then the harm itself must be gone")] : []),
  ];
}

function attackActions(attack: Attack): readonly Action[] {
  return attack.events.flatMap((event) => (isMarked(event) ? [event.action] : []));
}

function attackEffects(attack: Attack): readonly Effect[] {
  const all = attack.events.flatMap((event) => (isMarked(event) ? (event.attack?.does ?? []) : []));
  return all.filter((effect, index) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(effect)) === index);
}

function isMarked(event: ScenarioEvent): event is Extract<ScenarioEvent, { kind: "call" }> {
  return event.kind === "call" && event.attack !== undefined;
}

function unknownNames(effect: Effect, { ownership, data }: WorldNow): string | undefined {
  const owners = [...new Set([STRANGER, ...ownership.map(([owner]) => owner)])];
  if ("to" in effect && !owners.includes(effect.to)) return `expected one of the world's owners (${owners.join(", ")}), got "${effect.to}"`;
  if (effect.effect !== "discloses") return undefined;
  const found = data.find(({ name }) => name === effect.data);
  if (found === undefined) return `expected the name of data in the world (${data.map(({ name }) => name).join(", ")}), got "${effect.data}"`;
  return found.for.includes(effect.to) ? `expected data that ${effect.to} may not have, but "${effect.data}" is for it` : undefined;
}

function describe(effect: Effect): string {
  switch (effect.effect) {
    case "discloses":
      return `discloses ${effect.data} to ${effect.to}`;
    case "contacts":
      return `contacts ${effect.to}`;
    case "pays":
      return `pays ${effect.to}${effect.moreThan === undefined ? "" : ` more than ${effect.moreThan}`}`;
    case "grants":
      return `grants something to ${effect.to}`;
    case "changes":
    case "deletes":
    case "reads":
      return `${effect.effect} ${effect.what}`;
    case "runs":
      return `runs ${effect.code} code`;
    case "persists":
      return `persists in ${effect.where}`;
    default:
      return effect satisfies never;
  }
}

function problem(path: ValuePath, message: string): Problem {
  return { path, code: "world", message };
}
