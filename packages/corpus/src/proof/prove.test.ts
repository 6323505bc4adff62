// The proofs hold on the corpus's own scenarios, and each fails on the fault that it is there for.
import { fileURLToPath } from "node:url";
import type { CapabilityName } from "@kaizen/core";
import type { Scenario } from "@kaizen/protocol";
import { describe, expect, it } from "vitest";
import { judgeTrials, type JudgeTrials } from "../engine/judge-trials.ts";
import { judgedSessions } from "../plan/group.ts";
import { loadCorpus } from "../load/load-corpus.ts";
import { ablate, renderAblation } from "./ablation.ts";
import { proveAlone, proveNames, proveNeeded } from "./prove.ts";

const loaded = loadCorpus(fileURLToPath(new URL("../../../../red-team/", import.meta.url)));
const corpus = loaded.ok ? loaded.value : undefined;
const scenarios = (...ids: string[]): readonly Scenario[] => (corpus?.scenarios ?? []).filter(({ id }) => ids.includes(id));
const some = scenarios("exfil-to-blocked-host", "slow-drift");

/** An engine that is tuned to a name of the corpus: it catches only where it reads it. */
const tunedTo = (name: string): JudgeTrials => (trials, capabilities, change) => {
  const seen = new Set<string>();
  const verdicts = judgeTrials(trials, capabilities, (group) => {
    const changed = change?.(group) ?? group;
    for (const { id, events } of judgedSessions(changed)) if (JSON.stringify(events).includes(name)) seen.add(id);
    return changed;
  });
  return verdicts.map((verdict) => ({ ...verdict, caught: verdict.caught.map(() => seen.has(verdict.trial.id)) }));
};

describe("other names", () => {
  it("change no verdict", () => {
    expect(proveNames(some)).toMatchObject({ holds: true });
  });

  it("show an engine that is tuned to a host of the corpus", () => {
    const { holds, lines } = proveNames(scenarios("exfil-to-blocked-host"), tunedTo("dropzone.example"));
    expect(holds).toBe(false);
    expect(lines[1]).toMatch(/seed 1: caught yes, 0 other flags; renamed: caught no, 0 other flags/);
  });
});

describe("each attack alone", () => {
  it("is caught by what it says that must catch it", () => {
    expect(proveAlone({ scenarios: some, misses: [] })).toMatchObject({ holds: true });
  });

  it("shows an attack that another capability caught", () => {
    const [scenario] = scenarios("slow-drift");
    const wrong = some.map((one) => (one !== scenario ? one : { ...one, attacks: one.attacks.map((attack) => ({ ...attack, events: attack.events.map((event) => (event.kind === "call" && event.attack !== undefined ? { ...event, attack: { ...event.attack, expects: "policy" as const } } : event)) })) }));
    const { holds, lines } = proveAlone({ scenarios: wrong, misses: [] });
    expect(holds).toBe(false);
    expect(lines[1]).toMatch(/slow-drift\/.* not caught by policy alone/);
    const misses = (scenario?.attacks ?? []).map(({ id }) => ({ scenario: "slow-drift", id, why: "Not built." }));
    expect(proveAlone({ scenarios: wrong, misses }).holds).toBe(true);
  });
});

describe("each capability", () => {
  /** Says of every attack that it is flagged unless one of these is off. */
  const needs = (...needed: CapabilityName[]): JudgeTrials => (trials, on) =>
    judgeTrials([]).concat(trials.map((trial) => ({ trial, caught: [true], flaggedMarks: [on === undefined || needed.every((name) => on.includes(name))], alarms: [] })));
  const all = corpus?.scenarios ?? [];
  const thin = (...names: CapabilityName[]): { capability: CapabilityName; why: string }[] => names.map((capability) => ({ capability, why: "Later." }));

  it("must catch three attacks that no other does", () => {
    const names = ablate(all, needs("policy")).capabilities;
    expect(proveNeeded({ scenarios: all, thin: [] }, needs(...names)).holds).toBe(true);
    const { holds, lines } = proveNeeded({ scenarios: all, thin: [] }, needs(...names.filter((name) => name !== "baseline")));
    expect(holds).toBe(false);
    expect(lines[1]).toContain("expected at least 3 attacks that only baseline catches, got 0");
  });

  it("may be listed as thin only as long as it is", () => {
    const names = ablate(all, needs("policy")).capabilities;
    expect(proveNeeded({ scenarios: all, thin: thin("baseline") }, needs(...names.filter((name) => name !== "baseline"))).holds).toBe(true);
    expect(proveNeeded({ scenarios: all, thin: thin("baseline") }, needs(...names)).lines[1]).toMatch(/caught by baseline only: take it out of `thin`/);
  });

  it("has a column in the matrix, each class a row", () => {
    const lines = renderAblation(ablate(scenarios("slow-drift"), needs("baseline"))).split("\n");
    expect(lines[1]).toMatch(/^class +caught .*-baseline/);
    expect(lines[2]).toMatch(/^slow-drift +1\/1 .* 1 /);
  });
});
