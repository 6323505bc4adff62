// What limits mean where raw events do not reach: clocks, saved sessions, notations, hand-made commands and amounts.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createNormaliser } from "../../normalise/normaliser.ts";
import { parsePathPattern, pathPatternCovers, takesInPath } from "../path-glob.ts";
import { parseArgumentKey, matchKey, segmentsOf } from "./argument-key.ts";
import { parseCommandPattern, reachOfCommand } from "./command-pattern.ts";
import { declaration as capability } from "./declaration.ts";
import { action, argument, codesOf, declared, destination, judgeBy, only } from "./hand-made-facts.ts";
import { isWithin } from "./judge-usage.ts";
import { parseRecipientPattern, takesInRecipient } from "./recipient-pattern.ts";
import { readNumbers } from "./read-numbers.ts";
import { namesTenant } from "./tenant-key.ts";
import type { CommandFacts } from "../../words/facts.ts";

const at = (ms: number): { readonly position: { readonly feed: "sdk"; readonly seq: number; readonly at: number } } => ({ position: { feed: "sdk", seq: 0, at: ms } });

describe("rates", () => {
  const rated = declared({ tools: only({ name: "act", calls: { perMinute: 2, perSession: 5 } }), volumes: { bytesPerSession: 30, callsPerMinute: 4 } });
  const events = [0, 10_000, 20_000, 70_001, 5, 130_000, 130_001, 130_002].map((ms) => action({ ...at(ms), destinations: [destination("https://a.example/")], content: { bytes: 9, labelled: [], fingerprints: [], excerpt: "" } }));

  test("go on from a saved session with equal findings", () => {
    const whole = judgeBy(rated);
    const expected = events.map(whole);
    for (let cut = 0; cut <= events.length; cut++) {
      const first = judgeBy(rated);
      const before = events.slice(0, cut).map(first);
      const second = judgeBy(rated, "closed", capability.load(JSON.parse(JSON.stringify(capability.save(first.state)))));
      expect([...before, ...events.slice(cut).map(second)]).toEqual(expected);
    }
    expect(expected.flat().map(({ code }) => code)).toContain("rate-beyond-limit");
  });

  test("are not reset by a clock that goes backwards, whatever the times", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e12, max: 0 }), { minLength: 2, maxLength: 20 }), (times) => {
        const judge = judgeBy(rated);
        const found = [0, ...times].map((ms) => judge(action(at(ms))).length > 0);
        expect(found.slice(2).every(Boolean)).toBe(true);
      }),
    );
  });

  test("keep a bounded memory", () => {
    const judge = judgeBy(declared({ tools: only({ name: "*", calls: { perMinute: 1_000 } }) }));
    for (let turn = 0; turn < 3_000; turn++) judge(action({ tool: `t${turn}` }));
    const { usage } = judge.state;
    expect([usage.byTool.size, usage.all.times.length]).toEqual([1_024, 1_001]);
    expect(judge(action({ tool: "one-more" })).map(({ code }) => code)).toEqual(["undecided-limit"]);
  });
});

describe("a schedule", () => {
  const monday = Date.UTC(2024, 0, 1);
  test.each([
    [{ days: [1], from: 360, to: 1_320, offset: 0 }, 6, true],
    [{ days: [1], from: 360, to: 1_320, offset: 0 }, 22, false],
    [{ days: [1], from: 360, to: 1_320, offset: 60 }, 5, true],
    [{ days: [1], from: 360, to: 1_320, offset: -120 }, 7, false],
    [{ days: [0], from: 1_320, to: 360, offset: 0 }, 5, true],
    [{ days: [1], from: 1_320, to: 360, offset: 0 }, 5, false],
    [{ days: [1], from: 1_320, to: 360, offset: 0 }, 29, true],
    [{ days: [1], from: 0, to: 1_440, offset: 0 }, 23.99, true],
    [{ days: [], from: 0, to: 1_440, offset: 0 }, 12, false],
  ])("%j at hour %d of a Monday: %s", (schedule, hour, expected) => {
    expect(isWithin(schedule, monday + hour * 3_600_000)).toBe(expected);
  });
});

test.each([
  ["500", [500]],
  ["0500", [500, 320]],
  ["5e2", [500]],
  ["500 EUR", [500]],
  ["EUR 1,234.56", [123_456, 1_234.56]],
  ["1.234", [1_234, 1.234]],
  ["5 million", [5, 5_000_000]],
  ["9t", [9, 9e12]],
  ["1\u4e07", [1, 10_000]],
  ["--100", [100, -100]],
  ["1.234,5", [12_345, 1_234.5]],
  ["2k", [2, 2_000]],
  ["0x1f4", [500]],
  ["\u0665\u0660\u0660", [500]],
  ["(500)", [-500]],
  ["-5", [-5]],
  ["all", []],
  ["1 and 2", []],
  ["", []],
])("%j may be the numbers %j", (text, expected) => {
  expect(readNumbers(text)).toEqual(expected);
});

describe("paths", () => {
  test.each([
    ["/srv/reports/**", "/srv/reports/a/b", true],
    ["/srv/reports/", "/srv/reports", true],
    ["/srv/reports/**", "/srv/reports/../x", false],
    ["/srv/reports/**", "/srv/reports/%2e%2e%2fx", false],
    ["/srv/reports/**", "/srv/reports/..;/x", false],
    ["/srv/reports/**", "/srv/reportsx", false],
    ["/srv/*/out", "/srv/a/out", true],
    ["/srv/*/out", "/srv/a/b/out", false],
    ["/srv/*/out", "/srv//out", false],
    ["/srv/**/out", "/srv/out", true],
    ["/srv/**/out/*.csv", "/srv/a/out/b/out/x.csv", true],
    ["reports/**", "../reports/a", false],
    ["reports/**", "/reports/a", false],
    ["**", "../a", true],
    ["*", "..", false],
    ["*/a", "/a", false],
    ["/**", "a", false],
  ])("%s takes in %s: %s", (pattern, path, expected) => {
    const parsed = parsePathPattern(pattern);
    expect(parsed !== undefined && takesInPath(parsed, path)).toBe(expected);
  });

  test("that one pattern takes in are taken in by every pattern that covers it", () => {
    const segment = fc.constantFrom("a", "b", "*", "**", "a*");
    const pattern = fc.tuple(fc.constantFrom("/", ""), fc.array(segment, { minLength: 1, maxLength: 4 })).map(([root, parts]) => parsePathPattern(root + parts.join("/")));
    const path = fc.tuple(fc.constantFrom("/", "", "../"), fc.array(fc.constantFrom("a", "b", "ab", "c"), { minLength: 1, maxLength: 5 })).map(([root, parts]) => root + parts.join("/"));
    fc.assert(
      fc.property(pattern, pattern, path, (outer, inner, one) => {
        if (outer === undefined || inner === undefined || !pathPatternCovers(outer, inner)) return;
        expect(takesInPath(inner, one) && !takesInPath(outer, one)).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  test("cost no more than segments times segments", () => {
    const pattern = parsePathPattern(`/${"**/a*b/".repeat(60)}x`);
    expect(pattern !== undefined && takesInPath(pattern, `/${"aab/".repeat(2_000)}y`)).toBe(false);
  });
});

test.each([
  ["to", "/to", "at"],
  ["to", "/To/0/email", "at"],
  ["/a/b", "/a/0/b", "at"],
  ["/a/*/b", "/a/7/b", "at"],
  ["/a/b", "/a", "above"],
  ["to", "", "above"],
  ["dry_run", "/dryRun", "at"],
  ["/a~1b", "/a~1b", "at"],
  ["to", "/cc", "no"],
  ["/a/b", "/a/c", "no"],
])("the key %s is %s: %s", (key, pointer, expected) => {
  const parsed = parseArgumentKey(key);
  expect(parsed && matchKey(parsed, segmentsOf(pointer))).toBe(expected);
});

test.each([
  ["*@a.example", "bo@a.example", true],
  ["*@a.example", "bo@A.EXAMPLE.", true],
  ["*@a.example", "bo@x.a.example", false],
  ["*@*.a.example", "bo@x.a.example", true],
  ["*@a.example", "a.example", false],
  ["bo@a.example", "BO@a.example", true],
  ["bo@a.example", "bo+x@a.example", false],
  ["DE02 1203 0000 0000 2020 51", "DE02120300000000202051", true],
  ["*", "bo@a.example", true],
  ["#ops-*", "#ops-eu", true],
  ["#ops", "#Ops2", false],
])("recipients %s take in %s: %s", (pattern, form, expected) => {
  const parsed = parseRecipientPattern(pattern);
  expect(parsed !== undefined && takesInRecipient([parsed], { form })).toBe(expected);
});

describe("commands", () => {
  const command = (executable: string, subcommand: string[] = [], options: string[] = [], unknown: string[] = []): CommandFacts => ({ executable, subcommand, words: subcommand, options, unknown, at: "/c" });
  test.each([
    ["git status", command("git", ["status"]), "within"],
    ["git status", command("git", ["status"], ["-s"]), "beyond"],
    ["git status -s", command("git", ["status"], ["-s"]), "within"],
    ["git", command("git", ["push"]), "beyond"],
    ["git *", command("git", ["push"], ["--force"], ["arguments"]), "within"],
    ["git log *", command("git", [], [], ["arguments"]), "undecided"],
    ["git log", command("git", ["log"], [], ["arguments"]), "undecided"],
    ["git log", command("curl", [], [], ["arguments"]), "beyond"],
    ["git log", command("", [], [], ["executable"]), "undecided"],
    ["*", command("", [], [], ["executable"]), "within"],
    ["git log *", command("git", ["log"], [], ["arguments", "file"]), "within"],
    ["git log *", command("git", ["log"], [], ["environment"]), "undecided"],
    ["python3 *", command("python3", [], ["-c"], ["script"]), "undecided"],
    ["sh *", command("sh", ["./a.sh"], [], ["script"]), "within"],
    ["sh *", command("sh", ["./a.sh"], [], ["arguments", "script"]), "undecided"],
    ["[ *", command("[", [], [], ["commands"]), "undecided"],
  ] as const)("%s and %j: %s", (pattern, facts, expected) => {
    const parsed = parseCommandPattern(pattern);
    expect(parsed && reachOfCommand([parsed], facts)).toBe(expected);
  });

  const limitedTo = (...commands: string[]): ReturnType<typeof declared> => declared({ tools: only({ name: "act", commands }) });

  test("of programs that nobody knows are compared by their leading words", () => {
    const judge = (...words: string[]): readonly string[] => codesOf(limitedTo("reader scan *"), action({ commands: [{ ...command("reader"), words }] }));
    expect(judge("scan")).toEqual([]);
    expect(judge("scan", "1")).toEqual([]);
    expect(judge("erase")).toEqual(["undeclared-command"]);
    expect(judge("*", "scan")).toEqual(["undeclared-command"]);
    expect(judge()).toEqual(["undeclared-command"]);
  });

  test("may be wrapped by what does nothing on its own", () => {
    const judge = (text: string, ...commands: CommandFacts[]): readonly string[] => codesOf(limitedTo("git status"), action({ arguments: [argument("/c", text)], commands }));
    const git = command("git", ["status"]);
    expect(judge("cd /srv && timeout 5 env A=b git status", command("cd"), command("timeout"), command("env"), git)).toEqual([]);
    expect(judge("env; git status", command("env"), git)).toEqual(["undeclared-command"]);
    expect(judge("timeout 5 rm -r x", command("timeout"), command("rm", [], ["-r"]))).toEqual(["undeclared-command"]);
    expect(judge("timeout 5", command("timeout"))).toEqual(["undeclared-command"]);
    expect(judge("sudo git status", command("sudo"), git)).toEqual(["undeclared-command"]);
  });

  test("are installed programs: a file of the same name is another one", () => {
    const judge = (path: string): readonly string[] => codesOf(limitedTo("git status"), action({ arguments: [argument("/c", `${path} status`)], commands: [command("git", ["status"])], paths: [{ path, access: "execute", place: "argument", at: "/c" }] }));
    expect([judge("/usr/bin/git"), judge("/srv/charts/git"), judge("/usr/bin/x/git")]).toEqual([[], ["undeclared-command"], ["undeclared-command"]]);
  });

  test("are looked for where they are limited: a call in which none was read is undecided", () => {
    const limited = declared({ tools: only({ name: "act", commands: ["ls"] }) });
    expect(codesOf(limited, action({ arguments: [argument("/cmd", "ls")] }))).toEqual(["undecided-limit"]);
    expect(codesOf(limited, action({}))).toEqual([]);
  });
});

test.each([
  ["/tenant", true],
  ["/accountId", true],
  ["/org", true],
  ["/targetOrganizationSlug", true],
  ["/workspace/id", true],
  ["/teams/0", true],
  ["/workspace/title", false],
  ["/projection", false],
  ["/user/id", false],
  ["/team_notes", false],
])("the place %s names a tenant: %s", (pointer, expected) => {
  expect(namesTenant(pointer)).toBe(expected);
});

describe("amounts", () => {
  const paying = declared({ tools: only({ name: "act", maxAmount: { EUR: 500, USD: 400 } }) });
  test.each([
    [[{ value: 500, currency: "EUR", at: "/a" }], []],
    [[{ value: 500.5, currency: "EUR", at: "/a" }], ["amount-beyond-limit"]],
    [[{ value: 1, currency: "CHF", at: "/a" }], ["amount-beyond-limit"]],
    [[{ value: 400, at: "/a" }], []],
    [[{ value: 450, at: "/a" }], ["undecided-limit"]],
    [[{ value: -501, at: "/a" }], ["amount-beyond-limit"]],
  ])("%j gives %j", (amounts, expected) => {
    expect(codesOf(paying, action({ amounts }))).toEqual(expected);
  });

  test("take the currency that an argument beside them names", () => {
    expect(codesOf(paying, action({ amounts: [{ value: 450, at: "/sum/value" }], arguments: [argument("/sum/currency", "eur")] }))).toEqual([]);
    expect(codesOf(paying, action({ amounts: [{ value: 450, at: "/sum/value" }], arguments: [argument("/other/currency", "EUR")] }))).toEqual(["undecided-limit"]);
  });
});

test("a path that facts keep only in part is undecided, not inside", () => {
  const limited = declared({ destinations: only("a.example/finance/") });
  expect(codesOf(limited, action({ destinations: [destination(`https://a.example/finance/${"x".repeat(300)}`)] }))).toEqual(["undecided-limit"]);
});

test("no finding shows what was redacted", () => {
  const secret = "sk_live_4eC39HqLyjWDarjtT1zdp7dc";
  const facts = createNormaliser({ key: new Uint8Array(32) }).facts({
    identity: { agent: "x", session: "s" },
    position: { feed: "sdk", seq: 0, at: 0 },
    body: { event: "action", action: { kind: "tool_call", tool: "act", arguments: { key: secret, path: `/srv/${secret}`, to: `${secret}@a.example`, url: `https://a.example/${secret}`, org: secret, agent: secret, [secret]: 1 } } },
  });
  if (facts.event !== "action") throw new Error("expected an action");
  const limit = { enum: ["a"], pattern: "a", max: 3, paths: ["/a"], recipients: ["b"], destinations: ["b.example"] };
  const strict = declared({ tools: only({ name: "act", arguments: { key: limit, path: limit, to: limit, url: limit }, noOtherArguments: true, paths: ["/a"], recipients: ["b"], tenants: ["b"], destinations: ["b.example"] }), destinations: only("b.example"), subAgents: { kind: "none" } });
  const found = judgeBy(strict)(facts);
  expect(found.length).toBeGreaterThan(4);
  expect(JSON.stringify(found)).not.toContain(secret.slice(8));
});
