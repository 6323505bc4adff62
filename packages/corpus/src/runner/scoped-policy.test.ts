// Rules of a run: only its agents are meant, and nobody else's rules are lost.
import type { PolicyRule } from "@kaizen/core";
import type { RuleDocument, Scenario } from "@kaizen/protocol";
import { describe, expect, it } from "vitest";
import { groupTrials } from "../plan/group.ts";
import { planTrials } from "../plan/trial.ts";
import type { ObserverClient } from "./observer-client.ts";
import { addRules, removeRules, scopedRules } from "./scoped-policy.ts";

const rule: PolicyRule = { name: "drop-boxes", rule: "blocklist", mode: "enforce", domains: ["dropzone.example"] };
const scenario: Scenario = {
  id: "exfil-to-blocked-host",
  class: "exfil-to-blocked-host",
  title: "",
  story: "",
  agent: { name: "desk", role: "support", peers: ["desk-2"] },
  declaration: {},
  policy: { rules: [rule] },
  baseline: [{ repeat: 1, values: new Map(), by: ["desk", "desk-2"], events: [] }],
  attacks: [{ id: "moved", strength: "plain", events: [] }],
  twins: [{ id: "others", of: "moved", lawfulBecause: "", fact: { kind: "policy", policy: { rules: [{ ...rule, agents: ["marketing-*"] }] } }, world: { owners: new Map(), data: [], allows: [] } }],
  world: { owners: new Map(), data: [], follows: [], tools: new Map() },
  fixed: [],
};

function observerWith(rules: readonly RuleDocument[]): { readonly client: ObserverClient; read(): readonly RuleDocument[] } {
  let present = rules;
  const none = (): Promise<never> => Promise.reject(new Error("not expected here"));
  const client: ObserverClient = {
    createAgentKey: none,
    revokeKey: none,
    declare: none,
    verdicts: none,
    sessions: none,
    readPolicy: async () => present,
    writePolicy: async (next) => void (present = next),
  };
  return { client, read: () => present };
}

describe("the rules of a run", () => {
  it("are for the agents of their trial only", () => {
    const [own, twin] = scopedRules(groupTrials(planTrials([scenario], { kind: "all" })), "r1");
    expect(own).toEqual({ ...rule, name: "drop-boxes.moved.r1", agents: ["desk.moved.r1", "desk-2.moved.r1"] });
    expect(twin).toEqual({ ...rule, name: "drop-boxes.others.r1", agents: ["marketing-*.others.r1"] });
  });

  it("are added to and taken out of what others wrote, also what they wrote meanwhile", async () => {
    const foreign: PolicyRule = { name: "foreign", rule: "blocklist", mode: "observe", tools: ["x"] };
    const later: PolicyRule = { ...foreign, name: "later" };
    const observer = observerWith([foreign]);
    const rules = scopedRules(groupTrials(planTrials([scenario], { kind: "all" })), "r1");
    await addRules(observer.client, rules);
    expect(observer.read().map(({ name }) => name)).toEqual(["foreign", "drop-boxes.moved.r1", "drop-boxes.others.r1"]);
    await observer.client.writePolicy([...observer.read(), later]);
    await removeRules(observer.client, rules);
    expect(observer.read()).toEqual([foreign, later]);
  });

  it("are written as files write them, whatever their kind", async () => {
    const observer = observerWith([]);
    await addRules(observer.client, [{ name: "leak", rule: "correlation", mode: "ask", agents: ["desk.moved.r1"], tags: ["finance"], withinMs: 60_000, withinEvents: 9, steps: [{ tools: ["a"] }, { when: "bytes > 1" }] }]);
    expect(observer.read()).toEqual([{ name: "leak", rule: "correlation", mode: "ask", agents: ["desk.moved.r1"], tags: ["finance"], within: "1m", within_events: 9, steps: [{ tools: ["a"] }, { when: "bytes > 1" }] }]);
  });
});
