// What the schema cannot say about one scenario: names that must fit together, and twins that must be real twins.
import type { Attack, Problem, Scenario, ScenarioEvent, ValuePath } from "@kaizen/protocol";
import { placesIn } from "../plan/fill-values.ts";
import { checkDeclared, checkHosts, checkSessions, checkTemplates } from "./check-sessions.ts";
import { checkTwins } from "./check-twins.ts";
import { checkWorld } from "./check-world.ts";

/** `folder` and `file` (without its ending): where it stands. */
export function checkScenario(scenario: Scenario, folder: string, file: string): readonly Problem[] {
  const id = file === "scenario" ? folder : `${folder}.${file}`;
  return [
    ...(scenario.id === id ? [] : [problem(["id"], `expected the name of its place, "${id}", got "${scenario.id}"`)]),
    ...checkIds(scenario),
    ...checkDeclared(scenario.declaration, scenario.agent),
    ...checkBaseline(scenario),
    ...scenario.attacks.flatMap((attack, index) => checkAttack(attack, ["attacks", index])),
    ...checkTwins(scenario),
    ...checkWorld(scenario),
  ];
}

function checkIds(scenario: Scenario): Problem[] {
  const seen = new Set<string>();
  return [...scenario.attacks.map(({ id }, index) => ({ id, path: ["attacks", index, "id"] })), ...scenario.twins.map(({ id }, index) => ({ id, path: ["twins", index, "id"] }))].flatMap(
    ({ id, path }) => {
      if (seen.has(id)) return [problem(path, `expected every attack and twin to have an id of its own, got "${id}" twice`)];
      seen.add(id);
      return [];
    },
  );
}

function checkBaseline(scenario: Scenario): Problem[] {
  return [
    ...checkSessions(scenario.baseline, scenario.agent, ["baseline"]),
    ...scenario.twins.flatMap(({ fact }, twin) => (fact.kind === "baseline" ? checkTemplates(fact.sessions, scenario.agent, ["twins", twin, "baseline"]) : [])),
  ];
}

function checkAttack(attack: Attack, path: ValuePath): Problem[] {
  const names = attack.events.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const marked = attack.events.filter((event) => event.kind === "call" && event.attack !== undefined);
  return [
    ...(marked.length === 0 ? [problem([...path, "events"], "expected at least one call with `attack`")] : []),
    ...(new Set(names).size < names.length ? [problem([...path, "events"], "expected every name of an event once")] : []),
    ...(placesIn(attack.events).length > 0 ? [problem([...path, "events"], "expected no {{places}} in an attack: it has no value lists")] : []),
    ...attack.events.flatMap((event, index) => [...(attack.strength === "hard" ? checkDoes(event, [...path, "events", index]) : []), ...checkHosts(event, [...path, "events", index])]),
  ];
}

function checkDoes(event: ScenarioEvent, path: ValuePath): Problem[] {
  if (event.kind !== "call" || event.attack === undefined || event.attack.does.length > 0) return [];
  return [problem([...path, "attack"], "expected `does` in a hard attack: what the simulated world must find that it does")];
}

function problem(path: ValuePath, message: string): Problem {
  return { path, code: "scenario", message };
}
