// What the schema cannot say about one scenario: names that must fit together, and twins that must be real twins.
import { capabilities } from "@kaizen/core";
import { parseDeclarationShort, type Attack, type Problem, type Scenario, type ScenarioEvent, type SessionTemplate, type ValuePath } from "@kaizen/protocol";
import { namedHosts } from "../plan/event-likeness.ts";
import { placesIn, sessionEvents } from "../plan/fill-values.ts";
import { checkTwins } from "./check-twins.ts";

const FEWEST_SESSIONS = 12;

export function checkScenario(scenario: Scenario, folder: string): readonly Problem[] {
  return [
    ...(scenario.id === folder ? [] : [problem(["id"], `expected the name of its folder, "${folder}", got "${scenario.id}"`)]),
    ...checkIds(scenario),
    ...checkDeclared(scenario),
    ...checkBaseline(scenario),
    ...scenario.attacks.flatMap((attack, index) => checkAttack(attack, ["attacks", index])),
    ...checkTwins(scenario),
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

function checkDeclared(scenario: Scenario): Problem[] {
  const parsed = parseDeclarationShort({ ...scenario.declaration, agent: scenario.agent.name });
  return parsed.ok ? [] : parsed.error.map(({ path, message }) => problem(["declaration", ...path], message));
}

function checkBaseline(scenario: Scenario): Problem[] {
  const own = scenario.baseline.filter(({ by }) => by === undefined || by.includes(scenario.agent.name));
  const sessions = own.flatMap((template) => Array.from({ length: template.repeat }, (_, turn) => JSON.stringify(sessionEvents(template, turn))));
  return [
    ...(sessions.length < FEWEST_SESSIONS ? [problem(["baseline"], `expected at least ${FEWEST_SESSIONS} sessions of ${scenario.agent.name}, got ${sessions.length}`)] : []),
    ...(new Set(sessions).size < sessions.length ? [problem(["baseline"], "expected no two sessions to be the same, got value lists that repeat together")] : []),
    ...scenario.baseline.flatMap((template, index) => checkTemplate(template, scenario, ["baseline", index])),
    ...scenario.twins.flatMap(({ fact }, twin) =>
      fact.kind === "baseline" ? fact.sessions.flatMap((template, index) => checkTemplate(template, scenario, ["twins", twin, "baseline", index])) : [],
    ),
  ];
}

function checkTemplate(template: SessionTemplate, scenario: Scenario, path: ValuePath): Problem[] {
  const places = new Set(template.events.flatMap(placesIn));
  const agents = [scenario.agent.name, ...scenario.agent.peers];
  return [
    ...[...places].filter((name) => !template.values.has(name)).map((name) => problem([...path, "events"], `expected a value list for {{${name}}}`)),
    ...[...template.values.keys()].filter((name) => !places.has(name)).map((name) => problem([...path, "values", name], `expected {{${name}}} somewhere in the events`)),
    ...(template.by ?? []).filter((name) => !agents.includes(name)).map((name) => problem([...path, "by"], `expected one of ${agents.join(", ")}, got "${name}"`)),
    ...template.events.flatMap((event, index) => unmarked(event, [...path, "events", index])),
    // Hosts are put together from values, so the filled sessions are checked; the first bad one is enough.
    ...Array.from({ length: template.repeat }, (_, turn) => sessionEvents(template, turn).flatMap((event, index) => checkHosts(event, [...path, "events", index]))).flat().slice(0, 1),
  ];
}

function checkAttack(attack: Attack, path: ValuePath): Problem[] {
  const names = attack.events.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const marked = attack.events.filter((event) => event.kind === "call" && event.attack !== undefined);
  return [
    ...(marked.length === 0 ? [problem([...path, "events"], "expected at least one call with `attack`")] : []),
    ...(new Set(names).size < names.length ? [problem([...path, "events"], "expected every name of an event once")] : []),
    ...(placesIn(attack.events).length > 0 ? [problem([...path, "events"], "expected no {{places}} in an attack: it has no value lists")] : []),
    ...attack.events.flatMap((event, index) => [...checkExpected(event, [...path, "events", index]), ...checkHosts(event, [...path, "events", index])]),
  ];
}

function checkExpected(event: ScenarioEvent, path: ValuePath): Problem[] {
  if (event.kind !== "call" || event.attack === undefined) return [];
  const known: readonly string[] = capabilities.map(({ name }) => name);
  return known.includes(event.attack.expects) ? [] : [problem([...path, "attack", "expects"], `expected a capability that the engine has (${known.join(", ")}), got "${event.attack.expects}"`)];
}

function unmarked(event: ScenarioEvent, path: ValuePath): Problem[] {
  return event.kind === "call" && event.attack !== undefined ? [problem([...path, "attack"], "expected no attack in what an agent learns from")] : [];
}

// SECURITY: a corpus that anyone runs must not name a host that exists.
function checkHosts(event: ScenarioEvent, path: ValuePath): Problem[] {
  if (event.kind !== "call") return [];
  return namedHosts(event.action)
    .filter((host) => !isReservedHost(host))
    .map((host) => problem([...path, "call"], `expected hosts that end in .example or .test, or documentation addresses, got "${host}"`));
}

function isReservedHost(host: string): boolean {
  return /\.(example|test)$/.test(host) || /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/.test(host) || host.startsWith("2001:db8:");
}

function problem(path: ValuePath, message: string): Problem {
  return { path, code: "scenario", message };
}
