// What the schema cannot say about sessions that are made of templates, and about the declaration they are judged by.
import { BlockList, isIP } from "node:net";
import type { Problem, ScenarioAgent, ScenarioDeclaration, ScenarioEvent, SessionTemplate, ValuePath } from "@kaizen/protocol";
import { declarationProblems } from "./declaration-problems.ts";
import { namedHosts } from "../plan/event-likeness.ts";
import { placesIn, sessionEvents } from "../plan/fill-values.ts";

const FEWEST_SESSIONS = 12;

export function checkDeclared(declaration: ScenarioDeclaration, agent: ScenarioAgent): Problem[] {
  return declarationProblems(declaration, agent).map(({ path, message }) => problem(["declaration", ...path], message));
}

/** What an agent learns from: enough sessions, and no two the same. */
export function checkSessions(templates: readonly SessionTemplate[], agent: ScenarioAgent, path: ValuePath): Problem[] {
  const own = templates.filter(({ by }) => by === undefined || by.includes(agent.name));
  const sessions = own.flatMap((template) => Array.from({ length: template.repeat }, (_, turn) => JSON.stringify(sessionEvents(template, turn))));
  return [
    ...(sessions.length < FEWEST_SESSIONS ? [problem(path, `expected at least ${FEWEST_SESSIONS} sessions of ${agent.name}, got ${sessions.length}`)] : []),
    ...checkDifferent(sessions, path),
    ...checkTemplates(templates, agent, path),
  ];
}

export function checkDifferent(sessions: readonly string[], path: ValuePath): Problem[] {
  return new Set(sessions).size < sessions.length ? [problem(path, "expected no two sessions to be the same, got value lists that repeat together")] : [];
}

export function checkTemplates(templates: readonly SessionTemplate[], agent: ScenarioAgent, path: ValuePath): Problem[] {
  return templates.flatMap((template, index) => checkTemplate(template, agent, [...path, index]));
}

function checkTemplate(template: SessionTemplate, agent: ScenarioAgent, path: ValuePath): Problem[] {
  const places = new Set(template.events.flatMap(placesIn));
  const agents = [agent.name, ...agent.peers];
  return [
    ...[...places].filter((name) => !template.values.has(name)).map((name) => problem([...path, "events"], `expected a value list for {{${name}}}`)),
    ...[...template.values.keys()].filter((name) => !places.has(name)).map((name) => problem([...path, "values", name], `expected {{${name}}} somewhere in the events`)),
    ...(template.by ?? []).filter((name) => !agents.includes(name)).map((name) => problem([...path, "by"], `expected one of ${agents.join(", ")}, got "${name}"`)),
    ...template.events.flatMap((event, index) => unmarked(event, [...path, "events", index])),
    ...checkFilledHosts(template, path),
  ];
}

const SHORTEST_ENCODED = 12;

/** Hosts are put together from values, so the filled sessions are checked, each text that could name one once; the first bad one is enough. */
function checkFilledHosts(template: SessionTemplate, path: ValuePath): Problem[] {
  const known = new Set<string>();
  for (let turn = 0; turn < template.repeat; turn++) {
    for (const [index, event] of sessionEvents(template, turn).entries()) {
      if (event.kind !== "call") continue;
      const names = JSON.stringify(event.action).split(/[\s"']+/).filter((text) => (/[./:%]/.test(text) || text.length >= SHORTEST_ENCODED) && !known.has(text));
      if (names.length === 0) continue;
      const [bad] = checkHosts(event, [...path, "events", index]);
      if (bad !== undefined) return [bad];
      for (const name of names) known.add(name);
    }
  }
  return [];
}

function unmarked(event: ScenarioEvent, path: ValuePath): Problem[] {
  return event.kind === "call" && event.attack !== undefined ? [problem([...path, "attack"], "expected no attack in what an agent learns from")] : [];
}

// SECURITY: a corpus that anyone runs must not name a host that exists.
export function checkHosts(event: ScenarioEvent, path: ValuePath): Problem[] {
  if (event.kind !== "call") return [];
  return namedHosts(event.action)
    .filter((host) => !isReservedHost(host))
    .map((host) => problem([...path, "call"], `expected hosts that end in .example or .test, or addresses that nobody has, got "${host}"`));
}

/** For documentation, for the own machine, for the link (metadata services), for private networks. */
const RESERVED = new BlockList();
for (const [network, prefix] of [["192.0.2.0", 24], ["198.51.100.0", 24], ["203.0.113.0", 24], ["127.0.0.0", 8], ["169.254.0.0", 16], ["10.0.0.0", 8], ["172.16.0.0", 12], ["192.168.0.0", 16]] as const) RESERVED.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [["2001:db8::", 32], ["::1", 128], ["fe80::", 10], ["fc00::", 7]] as const) RESERVED.addSubnet(network, prefix, "ipv6");

export function isReservedHost(host: string): boolean {
  return /\.(example|test)$/.test(host) || host === "localhost" || (isIP(host) > 0 && RESERVED.check(host, isIP(host) === 6 ? "ipv6" : "ipv4"));
}

function problem(path: ValuePath, message: string): Problem {
  return { path, code: "scenario", message };
}
