// Holds twins to their promise: one fact differs, and most of the attack's events stay.
import { canonicalJson } from "@kaizen/core";
import type { Attack, Problem, Scenario, ScenarioDeclaration, ScenarioEvent, Twin, ValuePath } from "@kaizen/protocol";
import { sharedEvents } from "../plan/event-likeness.ts";
import { placesIn } from "../plan/fill-values.ts";
import { declarationProblems } from "./declaration-problems.ts";
import { withAdded } from "../plan/with-added.ts";
import { twinEvents } from "../plan/twin-events.ts";

const SMALLEST_SHARE = { plain: 0.6, hard: 0.8 } as const;

export function checkTwins(scenario: Scenario): readonly Problem[] {
  return scenario.twins.flatMap((twin, index) => {
    const path = ["twins", index];
    const attack = scenario.attacks.find(({ id }) => id === twin.of);
    if (attack === undefined) return [problem([...path, "of"], `expected the id of an attack (${scenario.attacks.map(({ id }) => id).join(", ")}), got "${twin.of}"`)];
    return [...checkChanges(twin, attack, path), ...checkShare(twin, attack, path), ...checkDifference(twin, attack, scenario, path)];
  });
}

function checkChanges({ fact }: Twin, attack: Attack, path: ValuePath): Problem[] {
  if (fact.kind !== "request" && fact.kind !== "data") return [];
  const names = attack.events.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const asks = fact.changes.some((change) => change.with.some(({ kind }) => kind === "request"));
  return [
    ...fact.changes.flatMap((change, index) => [
      ...(names.includes(change.name) ? [] : [problem([...path, fact.kind, index], `expected the name of an event of the attack (${names.join(", ")}), got "${change.name}"`)]),
      ...(placesIn(change.with).length > 0 ? [problem([...path, fact.kind, index, "with"], "expected no {{places}} in a twin: it has no value lists")] : []),
      ...(change.with.some((event) => event.kind === "call" && event.attack !== undefined) ? [problem([...path, fact.kind, index, "with"], "expected no attack in a twin")] : []),
    ]),
    ...(fact.kind === "request" && !asks ? [problem([...path, "request"], "expected a `request` among the new events")] : []),
    ...(fact.kind === "data" && asks ? [problem([...path, "data"], "expected no new `request`: then the fact is what the user asked")] : []),
  ];
}

function checkShare(twin: Twin, attack: Attack, path: ValuePath): Problem[] {
  const share = sharedEvents(attack.events, twinEvents(attack.events, twin));
  const smallest = SMALLEST_SHARE[attack.strength];
  if (share >= smallest) return [];
  return [problem(path, `expected at least ${smallest * 100} % of the events to be like the attack's (tool, kind, hosts), got ${Math.round(share * 100)} %`)];
}

function checkDifference(twin: Twin, attack: Attack, scenario: Scenario, path: ValuePath): Problem[] {
  const { fact } = twin;
  switch (fact.kind) {
    case "declaration":
      return checkAdded(scenario, fact.add, [...path, "declaration"]);
    case "policy":
      return canonicalJson(fact.policy) === canonicalJson(scenario.policy) ? [problem([...path, "policy"], "expected another policy than the scenario's")] : [];
    case "baseline": {
      const learned = new Set(fact.sessions.flatMap(({ events }) => events.flatMap(toolOf)));
      const unlearned = attack.events.filter((event) => event.kind === "call" && event.attack !== undefined).flatMap(toolOf).filter((tool) => !learned.has(tool));
      return unlearned.length === 0 ? [] : [problem([...path, "baseline"], `expected sessions that use what the attack uses, but none uses ${unlearned.join(", ")}`)];
    }
    case "request":
    case "data": {
      const plain = twinEvents(attack.events, { ...twin, fact: { kind: "data", changes: [] } });
      return canonicalJson(plain) === canonicalJson(twinEvents(attack.events, twin)) ? [problem([...path, fact.kind], "expected events that differ from the attack's")] : [];
    }
    default:
      return fact satisfies never;
  }
}

/** Whatever is added must be new, and must be beyond what was stated before. */
function checkAdded(scenario: Scenario, add: ScenarioDeclaration, path: ValuePath): Problem[] {
  const { declaration } = scenario;
  const entries = (["tools", "destinations", "data"] as const).flatMap((list) => {
    const [before, added] = [declaration[list], add[list]];
    if (added === undefined) return [];
    if (before === undefined) return [problem([...path, list], `expected ${list} to be stated by the scenario, else nothing is added`)];
    if (added === "none" || before === "none") return [];
    const known = new Set(before.map((item) => canonicalJson(item)));
    return added.filter((item) => known.has(canonicalJson(item))).map((item) => problem([...path, list], `expected an entry that is new, got ${JSON.stringify(item)}`));
  });
  const isSame = canonicalJson(withAdded(declaration, add)) === canonicalJson(declaration);
  return [
    ...entries,
    ...(isSame && entries.length === 0 ? [problem(path, "expected another declaration than the scenario's")] : []),
    ...declarationProblems(withAdded(declaration, add), scenario.agent).map(({ message }) => problem(path, `expected a valid declaration together with the scenario's, got: ${message}`)),
  ];
}

function toolOf(event: ScenarioEvent): string[] {
  return event.kind === "call" && event.action.tool !== undefined ? [event.action.tool] : [];
}

function problem(path: ValuePath, message: string): Problem {
  return { path, code: "twin", message };
}
