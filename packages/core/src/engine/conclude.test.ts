// Findings become one verdict: severity decides, modes only say what a guard does.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOf } from "../capabilities/fixture-run.ts";
import { conclude, MAX_EVIDENCE } from "./conclude.ts";
import { CAPABILITIES } from "../words/verdict.ts";
import type { Facts } from "../words/facts.ts";
import type { CapabilityName, Finding, Mode, Severity, Verdict } from "../words/verdict.ts";

const IDS = { engine: "e", weights: "w", policy: "p", declaration: "d", baseline: "b" };

function facts(action: object): Facts {
  const [first] = factsOf([{ action }], "s");
  if (first === undefined) throw new Error("no facts");
  return first;
}

function found(capability: CapabilityName, severity: Severity, mode?: Mode): Finding {
  const words = { code: `${capability}-code`, confidence: 1, what: `send_mail did ${capability}`, why: "w", next: "n", cites: ["s/sdk/0"] };
  return { ...words, capability, severity, ...(mode === undefined ? {} : { mode }) };
}

function verdict(findings: readonly Finding[], enforcement: Mode = "enforce"): Verdict {
  return conclude(facts({ kind: "tool_call", tool: "send_mail" }), findings, new Set(), enforcement, IDS);
}

describe("a verdict", () => {
  test.each([
    ["info", "allow", "none", "proceed"],
    ["low", "allow", "none", "proceed"],
    ["medium", "allow", "confirm", "proceed"],
    ["high", "block", "flag", "refuse"],
    ["critical", "block", "flag", "refuse"],
  ] as const)("of %s is %s, %s, and %s where it is enforced", (severity, decision, attention, action) => {
    expect(verdict([found("policy", severity)])).toMatchObject({ decision, attention, action });
  });

  test.each([
    ["high", "observe", "proceed"],
    ["high", "ask", "hold"],
    ["medium", "ask", "hold"],
    ["medium", "observe", "proceed"],
    ["low", "ask", "proceed"],
  ] as const)("of %s in mode %s lets the guard %s", (severity, mode, action) => {
    expect(verdict([found("policy", severity)], mode).action).toBe(action);
  });

  test("follows the strongest of the modes that its findings bring", () => {
    expect(verdict([found("policy", "high", "observe"), found("declaration", "high")], "ask").action).toBe("hold");
    expect(verdict([found("policy", "high", "enforce"), found("declaration", "high")], "ask").action).toBe("refuse");
    expect(verdict([found("policy", "high", "observe")], "enforce")).toMatchObject({ decision: "block", action: "proceed" });
  });

  test("begins its reason as the contract orders, and names the tool", () => {
    const reason = (...names: readonly CapabilityName[]): string => verdict(names.map((name) => found(name, "high"))).reason;
    expect(reason("trend", "reasoning", "policy", "baseline", "declaration")).toMatch(/^undeclared: send_mail/);
    expect(reason("trend", "reasoning", "policy", "baseline")).toMatch(/^behavioral anomaly: send_mail/);
    expect(reason("trend", "reasoning", "policy")).toMatch(/^policy: send_mail/);
    expect(reason("trend", "judge")).toMatch(/^reasoning: send_mail/);
    expect(reason("trend")).toBe("trend: send_mail did trend");
  });

  test("names the tool, else where it goes, else the kind when it is clean", () => {
    const clean = (action: object): string => conclude(facts(action), [], new Set(), "enforce", IDS).reason;
    expect(clean({ kind: "tool_call", tool: "Send_Mail" })).toBe("allowed: Send_Mail");
    expect(clean({ kind: "connect", target: "api.corp.example" })).toBe("allowed: api.corp.example");
    expect(clean({ kind: "exec" })).toBe("allowed: exec");
  });

  test("does not depend on the order of the findings, and orders them worst first", () => {
    const any = fc.record({ name: fc.constantFrom(...CAPABILITIES), severity: fc.constantFrom<Severity>("info", "low", "medium", "high", "critical") });
    const shuffled = fc.array(any, { maxLength: 12 }).chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const [a, b] = [list, other].map((each) => verdict(each.map(({ name, severity }) => found(name, severity))));
        expect(a).toEqual(b);
      }),
    );
    expect(verdict([found("baseline", "low"), found("policy", "critical")]).evidence.map(({ severity }) => severity)).toEqual(["critical", "low"]);
  });

  test("keeps 64 findings and lets all of them count", () => {
    const many = Array.from({ length: 100 }, () => found("baseline", "low"));
    const all = verdict([...many, found("policy", "high")]);
    expect(all.evidence).toHaveLength(64);
    expect(MAX_EVIDENCE).toBe(64);
    expect(all.decision).toBe("block");
  });

  test("says sorted what is missing, and nothing when nothing is", () => {
    const degraded = conclude(facts({ kind: "exec" }), [], new Set(["no-policy", "check-failed"]), "observe", IDS).degraded;
    expect(degraded).toEqual(["check-failed", "no-policy"]);
    expect(verdict([])).not.toHaveProperty("degraded");
  });
});
