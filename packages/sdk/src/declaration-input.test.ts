// Declarations with limits in code: which shapes are taken, and in which form they go to the observer.
import type { Declaration } from "@kaizen/core";
import { describe, expect, test } from "vitest";
import { declarationOf, readDeclaration } from "./declaration-input.ts";
import { manifestOf } from "./manifest.ts";

const WHOLE = {
  tags: ["finance"],
  tools: ["lookup", { name: "pay", arguments: { to: { recipients: ["*@a.example"], required: true }, force: { forbidden: true } }, noOtherArguments: true, maxAmount: { EUR: 5 }, calls: { perMinute: 3 }, readOnly: true }],
  destinations: [{ host: "a.example/in/", methods: ["POST"], data: ["internal"] }],
  volumes: { callsPerSession: 9 },
  schedule: { days: [1, 2], from: 360, to: 1_200, offset: -90 },
  subAgents: "none",
} as const;

describe("a declaration in code", () => {
  test("takes every limit that the engine knows", () => {
    expect(declarationOf(WHOLE, "x")).toMatchObject({ agent: "x", tags: ["finance"], tools: { kind: "only", items: WHOLE.tools }, destinations: { kind: "only", items: WHOLE.destinations }, volumes: WHOLE.volumes, schedule: WHOLE.schedule, subAgents: { kind: "none" } });
  });

  test("goes to the observer in the words of the file and comes over the wire as the same", () => {
    const declaration = declarationOf(WHOLE, "x");
    expect(manifestOf(declaration)).toMatchObject({ tools: ["lookup", { name: "pay", other_arguments: "none", max_amount: { EUR: 5 }, calls: { per_minute: 3 }, read_only: true, arguments: { force: "none" } }], schedule: { days: ["mon", "tue"], from: "06:00", to: "20:00", offset: "-01:30" }, sub_agents: "none" });
    expect(readDeclaration(JSON.parse(JSON.stringify(declaration)), "x")).toEqual(declaration);
  });

  test.each([
    ["a misspelt key of a tool", { tools: [{ name: "pay", max_amount: { EUR: 5 } }] }],
    ["a tool without a name", { tools: [{ paths: ["/a"] }] }],
    ["a limit of another type", { tools: [{ name: "pay", arguments: { n: { max: "3" } } }] }],
    ["a label that does not exist", { destinations: [{ host: "a.example", data: ["public"] }] }],
    ["a day that does not exist", { schedule: { days: [7], from: 0, to: 60, offset: 0 } }],
    ["a key that does not exist", { volumes: { calls: 3 } }],
    ["what contradicts itself", { tools: [{ name: "pay", arguments: { n: { min: 3, max: 1 } } }] }],
  ])("is refused for %s", (_what, given) => {
    expect(() => declarationOf(given as unknown as Declaration, "x")).toThrow(/declaration: /);
    expect(readDeclaration(given, "x")).toBeUndefined();
  });
});
