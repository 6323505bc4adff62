// What a policy check finds, and that patterns stay linear.
import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import { matchesGlob } from "../glob.ts";
import { isInside, NetworkIndex, parseAddress, parseNetwork } from "../network.ts";
import { checkPolicy } from "./check.ts";
import { compilePathGlob } from "./path-glob.ts";
import { compilePattern } from "./pattern.ts";
import type { AllowlistRule, BlocklistRule, ConditionRule, CorrelationRule, PolicyRule } from "../../words/policy.ts";

function block(part: Partial<BlocklistRule>): BlocklistRule {
  return { rule: "blocklist", name: "b", mode: "enforce", ...part };
}

function allow(part: Partial<AllowlistRule>): AllowlistRule {
  return { rule: "allowlist", name: "a", mode: "enforce", ...part };
}

function condition(part: Partial<ConditionRule>): ConditionRule {
  return { rule: "condition", name: "c", mode: "enforce", when: "bytes > 0", ...part };
}

function correlate(part: Partial<CorrelationRule>): CorrelationRule {
  return { rule: "correlation", name: "s", mode: "enforce", steps: [{ tools: ["a"] }], ...part };
}

describe("checkPolicy", () => {
  test("finds nothing in a thousand rules of every kind that are all about something else", () => {
    const rules = Array.from({ length: 1_000 }, (_, at): PolicyRule => {
      if (at % 3 === 0) return block({ name: `b${at}`, tools: [`bad_${at}`] });
      return at % 3 === 1 ? condition({ name: `c${at}`, when: `tool == "x_${at}" && bytes > ${at}` }) : correlate({ name: `s${at}`, steps: [{ tools: [`a${at}`] }, { when: `tool == "y_${at}"` }] });
    });
    expect(checkPolicy({ rules })).toEqual([]);
  });

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
    ["an allowlist with nothing on a list", [allow({ tools: [] }), allow({ name: "b", ips: [] })], ["rules.0.tools allows-nothing", "rules.1.ips allows-nothing"]],
    ["two allowlists with nothing in common", [allow({ tools: ["read_*"] }), allow({ name: "b", tools: ["send"] })], ["rules.1 allows-nothing"]],
    ["two allowlists of hosts with nothing in common", [allow({ domains: ["corp.example"], ips: ["10.0.0.0/8"] }), allow({ name: "b", domains: ["a.corp.example"] }), allow({ name: "c", ips: ["192.0.2.1"] })], ["rules.2 allows-nothing"]],
    ["nothing in allowlists for other agents", [allow({ tools: ["a"], agents: ["one"] }), allow({ name: "b", tools: ["b"], agents: ["two"] })], []],
    ["a path pattern that is too long", [correlate({ steps: [{ paths: ["x".repeat(513)] }] })], ["rules.0.steps.0.paths.0 bad-path"]],
    ["a correlation without steps, or with too many", [correlate({ steps: [] }), correlate({ name: "e", steps: Array.from({ length: 17 }, () => ({ tools: ["a"] })) })], ["rules.0.steps bad-correlation", "rules.1.steps bad-correlation"]],
    ["a step with an empty list or an unknown word", [correlate({ steps: [{ tools: [] }, { kinds: ["call" as "exec"], labels: ["secrets" as "secret"] }] })], ["rules.0.steps.0.tools never-matches", "rules.0.steps.1.kinds.0 never-matches", "rules.0.steps.1.labels.0 never-matches"]],
    ["a window that holds no event", [correlate({ withinEvents: 0 }), correlate({ name: "e", withinMs: Number.NaN })], ["rules.0.within_events never-matches", "rules.1.within never-matches"]],
    ["a kind that the condition of the step excludes", [correlate({ steps: [{ kinds: ["file", "exec"], when: 'kind == "connect"' }] })], ["rules.0.steps.0.when never-matches"]],
    ["a condition that says the same for fewer agents", [condition({ when: "bytes > 1" }), condition({ name: "d", when: "bytes > 1", tags: ["x"] }), condition({ name: "e", when: "bytes > 2" })], ["rules.1 dead-rule"]],
    ["nothing in rules that say the same for other tags, or more strictly", [condition({ when: "bytes > 1", tags: ["x"] }), condition({ name: "d", when: "bytes > 1", tags: ["y"] }), correlate({ mode: "ask" }), correlate({ name: "e" })], []],
    ["nothing in a condition on more tools than are blocked", [block({ tools: ["pay_*"] }), condition({ when: 'tool in ["pay_a", "send"]' }), condition({ name: "d", when: 'tool.startsWith("pay_")' }), correlate({ steps: [{ tools: ["pay_a"] }, { tools: ["send"] }] })], []],
    ["a condition that cannot be compiled", [condition({ when: "toool == 'x'" })], ["rules.0.when unknown-variable"]],
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

  test("a path pattern takes in segments with `*` and everything with `**`", () => {
    const fits = (glob: string, path: string): boolean | undefined => compilePathGlob(glob)?.(path);
    expect([fits("/srv/**", "/srv/a/b"), fits("/srv/*", "/srv/a"), fits("/srv/*", "/srv/a/b"), fits("/srv/*/x*", "/srv/a/xy"), fits("/a.b", "/acb"), fits("**/.ssh/**", "/home/a/.ssh/id")]).toEqual([true, true, false, true, false, true]);
    expect([compilePathGlob(""), compilePathGlob("x".repeat(513))]).toEqual([undefined, undefined]);
    expect(fits("**/a".repeat(100), "/a".repeat(200))).toBe(true);
  });
});
