// The laws of narrowing and intersecting, over random declarations with limits and random actions.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { intersect, narrows } from "./compare.ts";
import { action, argument, codesOf, declared, destination, only } from "./hand-made-facts.ts";
import type { ArgumentLimit, Declaration, DestinationDeclaration, Schedule, Stated, ToolDeclaration } from "../../words/declaration.ts";
import type { ActionFacts } from "../../words/facts.ts";

const maybe = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(item, { nil: undefined, freq: 2 });
const some = <T>(...items: readonly T[]): fc.Arbitrary<readonly T[]> => fc.subarray([...items], { minLength: 1, maxLength: Math.min(3, items.length) });
/** Without the keys that are undefined. */
const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K] | undefined> }): fc.Arbitrary<T> => fc.record(model as Record<string, fc.Arbitrary<unknown>>).map((value) => JSON.parse(JSON.stringify(value)) as T);

const places = some("files.example/a/", "files.example/a/b", "files.example", "*.files.example", "files.example:443/a/", "*/a/");
const limit: fc.Arbitrary<ArgumentLimit> = fc.oneof(
  fc.constant<ArgumentLimit>({ forbidden: true }),
  record<ArgumentLimit>({
    forbidden: fc.constant(undefined),
    required: maybe(fc.constant<true>(true)),
    enum: maybe(some("1", "5", "x", "https://files.example/a/b")),
    pattern: maybe(fc.constantFrom("[0-9]+", "x", ".*")),
    min: maybe(fc.constantFrom(1, 3)),
    max: maybe(fc.constantFrom(3, 7)),
    maxSize: maybe(fc.constantFrom(1, 4)),
    destinations: maybe(places),
    recipients: maybe(some("*@a.example", "bo@a.example", "*", "bo")),
    paths: maybe(some("/a/**", "/a/b", "/**", "/a/*")),
  }),
);
const tool: fc.Arbitrary<ToolDeclaration> = record<ToolDeclaration>({
  name: fc.constantFrom("act", "act_*", "*", "act_a", "*_a", "a*"),
  arguments: maybe(fc.dictionary(fc.constantFrom("n", "/n/m", "*", "/*/m", "N"), limit, { maxKeys: 3 })),
  noOtherArguments: maybe(fc.constant<true>(true)),
  destinations: maybe(places),
  commands: maybe(some("git status", "git *", "*", "git log -p", "git log *")),
  paths: maybe(some("/a/**", "/a/b", "/**", "/a/*")),
  recipients: maybe(some("*@a.example", "bo@a.example", "*", "bo")),
  tenants: maybe(some("one", "o*", "two")),
  maxAmount: maybe(fc.dictionary(fc.constantFrom("EUR", "USD", "*"), fc.constantFrom(5, 10), { minKeys: 1 })),
  calls: fc.constant(undefined),
  readOnly: maybe(fc.constant<true>(true)),
});
const stated = <T>(items: fc.Arbitrary<T>): fc.Arbitrary<Stated<T>> =>
  fc.oneof({ weight: 1, arbitrary: fc.constantFrom<Stated<T>>({ kind: "not-stated" }, { kind: "none" }) }, { weight: 4, arbitrary: fc.array(items, { minLength: 1, maxLength: 3 }).map((list): Stated<T> => ({ kind: "only", items: list })) });
const place: fc.Arbitrary<string | DestinationDeclaration> = fc.oneof(
  fc.constantFrom("files.example", "files.example/a/", "*.files.example", "*"),
  record<DestinationDeclaration>({
    host: fc.constantFrom("files.example", "files.example/a/", "*"),
    methods: maybe(some("GET", "POST")),
    data: maybe(some<"secret" | "personal">("secret", "personal")),
  }),
);
const schedule: fc.Arbitrary<Schedule> = fc.record({ days: fc.subarray([0, 1, 2, 3], { minLength: 1 }), from: fc.constantFrom(0, 600, 1_200), to: fc.constantFrom(300, 900, 1_440), offset: fc.constantFrom(0, 60) });

const tools: fc.Arbitrary<Declaration> = stated(fc.oneof(tool, fc.constantFrom("act", "act_a", "*", "act_*"))).map((items) => declared({ tools: items }));
const rest: fc.Arbitrary<Declaration> = fc
  .record({
    destinations: stated(place),
    volumes: maybe(fc.record({ bytesPerCall: fc.constantFrom(10, 20) })),
    schedule: maybe(schedule),
    subAgents: maybe(stated(fc.constantFrom("scout", "sc*", "clerk"))),
    tags: maybe(some("a", "b")),
    data: stated(fc.record({ label: fc.constantFrom<"secret" | "personal">("secret", "personal"), destinations: places })),
  })
  .map((parts) => declared(JSON.parse(JSON.stringify(parts)) as Partial<Declaration>));

const value = fc.constantFrom("1", "5", "x", "https://files.example/a/b", "/a/b", "/b", "bo@a.example", "");
const urls = fc.constantFrom("https://files.example/a/b", "https://files.example/a/c", "https://x.files.example/a/c", "https://other.example/", "http://files.example/c");
const facts: fc.Arbitrary<ActionFacts> = fc
  .record({
    tool: fc.constantFrom("act", "act_a", "act_b", "b_a"),
    arguments: fc.array(fc.tuple(fc.constantFrom("/n", "/n/m", "/N", "/other", "/n/0", "/org_id"), value), { maxLength: 3 }).map((all) => all.map(([at, text]) => argument(at, text))),
    destinations: fc.array(urls, { maxLength: 1 }).map((all) => all.map((url) => destination(url, { at: "/n" }))),
    paths: fc.array(fc.constantFrom("/a/b", "/a/b/c", "/etc"), { maxLength: 1 }).map((all) => all.map((path) => ({ path, place: "argument", at: "/n" }) as const)),
    commands: fc.array(fc.constantFrom(["status"], ["log"]), { maxLength: 1 }).map((all) => all.map((subcommand) => ({ executable: "git", subcommand, words: subcommand, options: subcommand[0] === "log" ? ["-p"] : [], unknown: [], at: "/n" }))),
    recipients: fc.array(fc.constantFrom("bo@a.example", "al@b.example", "bo"), { maxLength: 1 }).map((all) => all.map((form) => ({ kind: form.includes("@") ? "mail" : "handle", form, at: "/n" }) as const)),
    amounts: fc.array(fc.constantFrom({ value: 4 }, { value: 8, currency: "EUR" }, { value: 4, currency: "USD" }, { value: 20 }), { maxLength: 1 }).map((all) => all.map((amount) => ({ ...amount, at: "/n" }))),
    method: fc.constantFrom("GET", "POST"),
  })
  .map((parts) => action(parts));
const other: fc.Arbitrary<ActionFacts> = fc
  .record({ minute: fc.nat({ max: 10_080 }), bytes: fc.constantFrom(5, 15, 30), agent: fc.constantFrom("scout", "clerk", "thief"), url: urls, label: fc.constantFrom("secret", "personal", undefined), method: fc.constantFrom("GET", "POST") })
  .map(({ minute, bytes, agent, url, label, method }) => {
    const labelled = label === undefined ? [] : [{ label, recogniser: "x", fingerprint: "f", at: "/text" } as const];
    return action({ position: { feed: "sdk", seq: 0, at: minute * 60_000 }, arguments: [argument("/agent", agent)], destinations: [destination(url)], method, content: { bytes, labelled, fingerprints: [], excerpt: "" } });
  });

const permits = (declaration: Declaration, one: ActionFacts): boolean => codesOf(declaration, one).length === 0;

describe.each([
  ["tools", tools, facts],
  ["the rest", rest, other],
] as const)("declarations of %s", (_name, declarations, actions) => {
  test("narrow themselves", () => {
    fc.assert(
      fc.property(declarations, (one) => {
        expect(narrows(one, one)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("that narrow permit nothing more", () => {
    fc.assert(
      fc.property(declarations, declarations, fc.array(actions, { minLength: 5, maxLength: 10 }), (next, current, all) => {
        if (!narrows(next, current)) return;
        expect(all.filter((one) => permits(next, one) && !permits(current, one))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test("intersect to something that narrows both and permits only what both do", () => {
    fc.assert(
      fc.property(declarations, declarations, fc.array(actions, { minLength: 3, maxLength: 6 }), (a, b, all) => {
        const both = intersect(a, b);
        expect([narrows(both, a), narrows(both, b)]).toEqual([true, true]);
        expect(all.filter((one) => permits(both, one) && !(permits(a, one) && permits(b, one)))).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });

  test("of one entry a list intersect with themselves to what permits the same", () => {
    fc.assert(
      fc.property(declarations, fc.array(actions, { minLength: 3, maxLength: 6 }), (one, all) => {
        fc.pre([one.tools, one.destinations, one.data].every((part) => part.kind !== "only" || part.items.length === 1));
        const both = intersect(one, one);
        expect(all.filter((each) => permits(one, each) !== permits(both, each))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("intersecting", () => {
  const limited = (part: Partial<ToolDeclaration>): Declaration => declared({ tools: only({ name: "pay", ...part }) });
  const tool = (declaration: Declaration): unknown => (declaration.tools.kind === "only" ? declaration.tools.items[0] : declaration.tools.kind);

  test("keeps the stricter of two bounds and what both lists hold", () => {
    const a = limited({ arguments: { n: { max: 5, min: 1 } }, maxAmount: { EUR: 10 }, paths: ["/a/**"], calls: { perMinute: 3 } });
    const b = limited({ arguments: { n: { max: 3 }, m: { enum: ["x"] } }, maxAmount: { EUR: 5, "*": 1 }, paths: ["/a/b", "/c"], calls: { perMinute: 9, perSession: 9 } });
    expect(tool(intersect(a, b))).toEqual({ name: "pay", arguments: { n: { min: 1, max: 3 }, m: { enum: ["x"] } }, maxAmount: { EUR: 5, "*": -1 }, paths: ["/a/b"], calls: { perMinute: 3, perSession: 9 } });
  });

  test("forbids an argument that only one names where the other permits no others", () => {
    expect(tool(intersect(limited({ arguments: { n: { max: 5 } }, noOtherArguments: true }), limited({ arguments: { m: { max: 5 } } })))).toEqual({ name: "pay", arguments: { n: { max: 5 }, m: { max: 5, forbidden: true } }, noOtherArguments: true });
  });

  test("gives a name all limits of the patterns that it fits", () => {
    expect(intersect(declared({ tools: only({ name: "pay_*", paths: ["/a/**"] }) }), declared({ tools: only("pay_bill") })).tools).toEqual(only({ name: "pay_bill", paths: ["/a/**"] }));
  });
});
