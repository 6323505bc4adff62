// What a policy check finds, and that patterns stay linear.
import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import { matchesGlob } from "../glob.ts";
import { isInside, NetworkIndex, parseAddress, parseNetwork } from "../network.ts";
import { checkPolicy } from "./check.ts";
import { compilePattern } from "./pattern.ts";
import type { AllowlistRule, BlocklistRule, PolicyRule } from "../../words/policy.ts";

function block(part: Partial<BlocklistRule>): BlocklistRule {
  return { rule: "blocklist", name: "b", mode: "enforce", ...part };
}

function allow(part: Partial<AllowlistRule>): AllowlistRule {
  return { rule: "allowlist", name: "a", mode: "enforce", ...part };
}

describe("checkPolicy", () => {
  const cases: readonly (readonly [string, readonly PolicyRule[], readonly string[]])[] = [
    ["a pattern that RE2 refuses", [block({ patterns: ["ok.*", "a(b", "(?=x)y"] })], ["rules.0.patterns.1 bad-pattern", "rules.0.patterns.2 bad-pattern"]],
    ["an address that is none", [block({ ips: ["10.0.0.0/33", "10.0.0.1", "::/129", "2001:db8::/32", "host"] })], ["rules.0.ips.0 bad-address", "rules.0.ips.2 bad-address", "rules.0.ips.4 bad-address"]],
    ["a domain with more than a domain", [block({ domains: ["https://evil.test", "*.evil.test", "evil.test"] })], ["rules.0.domains.0 bad-domain", "rules.0.domains.1 bad-domain"]],
    ["a rule that says nothing", [block({ tools: [] }), allow({})], ["rules.0 empty-rule", "rules.1 allowlist-without-list"]],
    ["a value allowed and blocked", [allow({ domains: ["a.evil.test", "corp.example"] }), block({ domains: ["evil.test"] })], ["rules.0.domains.0 allowed-and-blocked"]],
    ["a name twice", [block({ tools: ["x"] }), block({ tools: ["y"] })], ["rules.1.name duplicate-name"]],
    ["a rule that an earlier one covers", [block({ tools: ["drop_*"], ips: ["10.0.0.0/8"] }), block({ name: "c", tools: ["drop_table"], ips: ["10.1.0.0/16"] })], ["rules.1 dead-rule"]],
    ["an allowlist that an earlier one covers", [allow({ tools: ["x"] }), allow({ name: "c", tools: ["x", "y"] })], ["rules.1 dead-rule"]],
    ["nothing in a later rule that is stricter, or for more agents", [block({ tools: ["x"], mode: "observe" }), block({ name: "c", tools: ["x"] }), block({ name: "d", tools: ["y"], agents: ["z"] }), block({ name: "e", tools: ["y"] })], []],
    ["nothing where the agents differ", [allow({ tools: ["x"], agents: ["one"] }), block({ tools: ["x"], agents: ["two"] })], []],
  ];
  test.each(cases)("finds %s", (_, rules, expected) => {
    expect(checkPolicy({ rules }).map(({ path, code }) => `${path.join(".")} ${code}`)).toEqual(expected);
  });
});

describe("matching", () => {
  test("a glob agrees with the same pattern in RE2", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "*", ".", "("), maxLength: 10 });
    fc.assert(
      fc.property(text, fc.string({ unit: fc.constantFrom("a", "b", ".", "("), maxLength: 14 }), (glob, name) => {
        const pattern = RE2JS.compile(glob.split("*").map((part) => RE2JS.quote(part)).join(".*"), RE2JS.DOTALL);
        expect(matchesGlob(glob, name)).toBe(pattern.matches(name));
      }),
      { numRuns: 2_000 },
    );
  });

  test("the index of networks agrees with comparing each", () => {
    const byte = fc.constantFrom(0, 10, 127, 128, 255);
    const v4 = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join("."));
    const v6 = fc.tuple(byte, byte).map(([a, b]) => `2001:db8:${a.toString(16)}::${b.toString(16)}`);
    const range = fc.oneof(fc.tuple(v4, fc.integer({ min: 0, max: 32 })), fc.tuple(v6, fc.integer({ min: 0, max: 128 }))).map(([text, bits]) => `${text}/${bits}`);
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), fc.oneof(v4, v6), (ranges, text) => {
        const networks = ranges.map(parseNetwork).filter((network) => network !== undefined);
        const [address, single] = [parseAddress(text), parseNetwork(text)];
        if (address === undefined || single === undefined) throw new Error(text);
        const index = new NetworkIndex<string>();
        for (const [at, network] of networks.entries()) index.add(network, String(at));
        const expected = networks.flatMap((network, at) => (isInside(address, network) ? [String(at)] : []));
        expect([...index.covering(single)].sort()).toEqual(expected.sort());
      }),
    );
  });

  test("a pattern holds for the whole name, is bounded, and refuses what is not linear", () => {
    expect(compilePattern("del.*")?.("undelete")).toBe(false);
    expect(compilePattern("DEL.*")?.("delete")).toBe(true);
    expect(compilePattern("(a+)+$")?.("a".repeat(256) + "!")).toBe(false);
    expect([compilePattern("a{1000}{1000}"), compilePattern("(?=a)a"), compilePattern("x".repeat(513)), compilePattern("")]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
