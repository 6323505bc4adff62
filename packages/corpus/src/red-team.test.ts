// The corpus that comes with the program: ten classes, thirteen plain attack actions, two lawful twins each.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ATTACK_CLASSES, capabilities } from "@kaizen/core";
import { formatFileProblem, ordinaryJsonSchema, scenarioJsonSchema, type ScenarioEvent } from "@kaizen/protocol";
import { describe, expect, it } from "vitest";
import type { Corpus } from "./load/corpus.ts";
import { isReservedHost } from "./load/check-sessions.ts";
import { loadCorpus } from "./load/load-corpus.ts";
import { contactedHosts, sharedEvents } from "./plan/event-likeness.ts";
import { judgeTrials } from "./engine/judge-trials.ts";
import { planTrials, type Trial } from "./plan/trial.ts";
import { allowlistPermits } from "./runner/allowlist.ts";

const FOLDER = fileURLToPath(new URL("../../../red-team/", import.meta.url));

function read(): Corpus {
  const loaded = loadCorpus(FOLDER);
  if (!loaded.ok) throw new Error(loaded.error.map(formatFileProblem).join("\n"));
  return loaded.value;
}

const corpus = read();
/** One scenario a class, in `scenario.yaml`: its plain attacks. */
const plainScenarios = corpus.scenarios.filter(({ id }) => !id.includes("."));
const marked = (events: readonly ScenarioEvent[]): Extract<ScenarioEvent, { kind: "call" }>[] =>
  events.flatMap((event) => (event.kind === "call" && event.attack !== undefined ? [event] : []));

describe("the red-team corpus", () => {
  it("has one scenario of each class, in the order of the classes", () => {
    expect(plainScenarios.map(({ id }) => id)).toEqual([
      "exfil-to-blocked-host",
      "exfil-to-allowed-host",
      "undeclared-capability",
      "sensitive-read-then-egress",
      "injection-out-of-purpose",
      "credential-probing",
      "mcp-tool-poisoning",
      "scope-creep",
      "slow-drift",
      "swarm-compromised-worker",
    ]);
    expect(plainScenarios.map((scenario) => scenario.class)).toEqual([...ATTACK_CLASSES]);
  });

  it("has 13 plain attack actions, and two twins a scenario", () => {
    const plain = plainScenarios.map(({ attacks }) => attacks.filter(({ strength }) => strength === "plain").flatMap(({ events }) => marked(events)).length);
    expect(plain).toEqual([1, 2, 1, 2, 1, 1, 1, 1, 2, 1]);
    for (const { twins } of corpus.scenarios) expect(twins.length).toBeGreaterThanOrEqual(2);
  });

  it("expects the capability that stands in the design for each class", () => {
    expect(plainScenarios.map(({ attacks }) => [...new Set(attacks.flatMap(({ events }) => marked(events).map(({ attack }) => attack?.expects)))].join())).toEqual([
      "policy",
      "declaration",
      "declaration",
      "reasoning",
      "declaration",
      "baseline",
      "declaration",
      "declaration",
      "baseline",
      "baseline",
    ]);
    const known = capabilities.map(({ name }) => name);
    for (const { attacks } of plainScenarios) for (const { attack } of attacks.flatMap(({ events }) => marked(events))) expect(known).toContain(attack?.expects);
  });

  it("names only hosts and addresses that are reserved for examples", () => {
    for (const entry of readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"))) {
      const text = readFileSync(join(FOLDER, entry), "utf8").replaceAll(/\/\/\{\{\w+\}\}(?=\/)/g, "//a.example").replaceAll(/\{\{\w+\}\}/g, "1");
      const urls = [...text.matchAll(/(?:https?|postgres):\/\/[^\s"'`,)<>{}\\]+/g)].map(([url]) => url).filter((url) => URL.canParse(url));
      const hosts = [...urls.map((url) => new URL(url).hostname.replace(/^\[|\]$/g, "")), ...[...text.matchAll(/[\w.]@([a-z][\w-]*(?:\.[\w-]+)+)/g)].map((match) => match[1] ?? "")];
      for (const host of hosts.filter((name) => /[.:]./.test(name))) expect(host.startsWith("::ffff:") || isReservedHost(host.replace(/\.$/, "")), `${entry}: ${host}`).toBe(true);
    }
  });

  it("starts every scenario file with the schema that editors use", () => {
    for (const entry of readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => /\/.*\.ya?ml$/.test(name))) {
      const schema = entry.startsWith("ordinary/") ? "ordinary" : "scenario";
      expect(readFileSync(join(FOLDER, entry), "utf8").split("\n")[0], entry).toBe(`# yaml-language-server: $schema=../${schema}.schema.json`);
    }
  });

  it("carries the schemas that the reader checks with (`npx vitest run packages/corpus -u` writes it)", async () => {
    await expect(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(join(FOLDER, "scenario.schema.json"));
    await expect(`${JSON.stringify(ordinaryJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(join(FOLDER, "ordinary.schema.json"));
  });

  it("differs in every twin from the attack in what the agent meets or does", () => {
    const trials = planTrials(corpus.scenarios, { kind: "all" });
    for (const twin of trials) {
      if (twin.subject.kind !== "twin") continue;
      const { attack } = twin.subject;
      const original = trials.find((trial) => trial.scenario === twin.scenario && trial.subject.kind === "attack" && trial.subject.attack === attack);
      const met = (trial: typeof twin | undefined): unknown => [trial?.declaration, trial?.policy, trial?.learned, trial?.events.map((event) => ({ ...event, attack: undefined }))];
      expect(met(twin), twin.id).not.toEqual(met(original));
      expect(sharedEvents(attack.events, twin.events), twin.id).toBeGreaterThanOrEqual(0.6);
    }
  });

  it("has classes 2, 3 and 8 that a coarse list of hosts permits entirely, and class 1 that it does not", () => {
    const permits = plainScenarios.map(({ attacks }) => attacks.flatMap(({ events }) => marked(events).map(({ action }) => allowlistPermits(contactedHosts(action), corpus.organisation))));
    expect([permits[1], permits[2], permits[7]]).toEqual([[true, true], [true], [true]]);
    expect(permits[0]).toEqual([false]);
  });

  it("sends what the sensitive read returned once as it is and once in base64", () => {
    const events = plainScenarios[3]?.attacks[0]?.events ?? [];
    const text = events.flatMap((event) => (event.kind === "call" && event.name === "read" && event.result?.kind === "returned" ? [String(event.result.content)] : []))[0];
    const sent = marked(events).map(({ action }) => JSON.stringify(action.arguments));
    expect(text).toContain("AWS_SECRET_ACCESS_KEY=");
    expect(sent[0]).toContain(JSON.stringify(text).slice(1, -1));
    expect(sent[1]).toContain(Buffer.from(text ?? "").toString("base64"));
  });

  it("flags the attack again when a twin's fact is taken away, and does not flag the twin", ({ skip }) => {
    const trials = planTrials(corpus.scenarios, { kind: "all" });
    const listed = (scenario: string, id: string): boolean => corpus.misses.some((miss) => miss.scenario === scenario && miss.id === id);
    const judged = judgeTrials([...trials.filter(({ subject }) => subject.kind === "twin").map(withoutFact), ...trials.filter(({ subject }) => subject.kind === "twin")]);
    const skipped: string[] = [];
    const wrong: string[] = [];
    for (const { trial, caught, alarms } of judged) {
      const { subject, scenario } = trial;
      const isTwin = subject.kind === "twin" && !trial.id.endsWith(WITHOUT_FACT);
      if (listed(scenario.id, subject.attack.id) || (isTwin && listed(scenario.id, subject.twin.id))) skipped.push(trial.id);
      else if (isTwin) wrong.push(...alarms.map(({ event, verdict }) => `${trial.id}: ${event.action.tool ?? event.action.kind} is flagged (${verdict.evidence.map(({ code }) => code).join(", ")})`));
      else if (!caught.every(Boolean)) wrong.push(`${trial.id}: the attack is not flagged`);
    }
    expect(wrong).toEqual([]);
    if (skipped.length > 0) process.stdout.write(`not held against their facts, because misses.yaml lists them: ${skipped.join(", ")}\n`);
    if (judged.length === skipped.length) skip("every twin is a known miss");
  });
});

const WITHOUT_FACT = " without its fact";

/** The twin's trial as it is when its one fact is deleted: what the scenario states, and the attack's own events. */
function withoutFact(trial: Trial): Trial {
  const { scenario, subject } = trial;
  const [bare] = planTrials([{ ...scenario, attacks: [subject.attack], twins: [] }], { kind: "all" });
  return { ...trial, id: `${trial.id}${WITHOUT_FACT}`, declaration: scenario.declaration, policy: scenario.policy, learned: bare?.learned ?? [], events: subject.attack.events };
}
