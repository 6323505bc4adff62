// What conditions answer, that they agree with the CEL library where it is asked, and that no expression can take long.
import { check as checkWithLibrary, evaluate as evaluateWithLibrary } from "@marcbachmann/cel-js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseName } from "../../../normalise/name.ts";
import { POLICY_WEIGHTS } from "../weights.ts";
import { checkCondition, compileCondition } from "./condition.ts";
import { startCompiler } from "./compile-expression.ts";
import { fitsGuard } from "./guard.ts";
import { parseExpression } from "./parse-expression.ts";
import type { ActionFacts, ArgumentFacts, DestinationFacts } from "../../../words/facts.ts";
import type { ConditionProblem } from "./parse-expression.ts";
import type { Run } from "./value.ts";

function argument(at: string, text: string, whole = true): ArgumentFacts {
  return { at, type: "word", text, whole, bytes: text.length };
}

function destination(host: string, part: Partial<DestinationFacts> = {}): DestinationFacts {
  return { kind: "domain", host, skeleton: host, place: "argument", at: "/url", disguises: [], ...part };
}

function factsWith(part: Partial<ActionFacts>): ActionFacts {
  return {
    v: 3, id: "s/sdk/0", identity: { agent: "desk", session: "s", role: "support" }, position: { feed: "sdk", seq: 0, at: 0 }, keyId: "k", unread: [],
    event: "action", kind: "tool_call", destinations: [], paths: [], arguments: [], commands: [], recipients: [], amounts: [], shape: "",
    content: { bytes: 0, labelled: [], fingerprints: [], excerpt: "" }, ...part,
  };
}

const PAYMENT = factsWith({
  tool: normaliseName("pay_invoice"),
  method: "POST",
  destinations: [destination("api.bank.example", { site: "bank.example", port: 8443, scheme: "https", path: "/v1/payments" }), destination("log.example", { place: "nested" })],
  paths: [{ path: "/srv/reports/a.csv", place: "argument", at: "/file" }],
  arguments: [argument("/to", "DE02"), argument("/limit", "1200.50"), argument("/destination/url", "https://x.example/"), argument("/body", "long…", false), argument("/a~1b", "slash")],
  commands: [{ executable: "git", subcommand: ["push"], words: ["push"], options: ["--force"], unknown: [], at: "/command" }],
  recipients: [{ kind: "mail", form: "ann@corp.example", at: "/to" }],
  amounts: [{ value: 1200.5, currency: "EUR", at: "/limit" }, { value: 3, at: "/n" }],
  content: { bytes: 321, labelled: [{ label: "personal", recogniser: "mail", fingerprint: "f", at: "/to" }], fingerprints: [], excerpt: "" },
});

function answer(when: string, facts: ActionFacts = PAYMENT): boolean | "undecided" | "refused" {
  return compileCondition(when)?.holds(facts, { actions: 4, events: 9 }) ?? "refused";
}

describe("a condition", () => {
  test.each([
    ['kind == "tool_call" && tool == "pay_invoice" && publisher == "" && hash == ""', true],
    ['agent == "desk" && role == "support" && user == "" && feed == "sdk" && method == "POST"', true],
    ['"bank.example" in sites && hosts == ["api.bank.example", "log.example"]', true],
    ['paths.exists(p, p.startsWith("/srv/")) && commands == ["git push"] && executables[0] == "git"', true],
    ['recipients.all(r, r.endsWith("@corp.example")) && "personal" in labels && !("secret" in labels)', true],
    ['destinations.exists(d, d.port == 8443 && d.scheme == "https" && d.path.contains("payments") && d.place == "argument")', true],
    ['destinations[1].port == 0 && destinations[1].path == ""', true],
    ["amounts.exists(a, a.value > 1000.0 && a.currency == 'EUR') && amounts[1].currency == ''", true],
    ['args["to"] == "DE02" && args.to == "DE02" && args["destination/url"].matches("^https://x[.]") && args["a/b"] == "slash"', true],
    ["numbers.limit > 1200 && numbers['limit'] < 1200.6 && !('to' in numbers)", true],
    ["bytes > 300 && session.actions == 4 && session.events == 9", true],
    ['args.exists(k, k == "to") && size(args) == 5 && has(args.body) && !has(args.cc)', true],
    ['tool.matches("^pay_") && !tool.matches("^voice")', true],
    ["hosts.filter(h, h.startsWith('log')).size() == 1 && hosts.map(h, size(h)).exists(n, n > 11)", true],
    ["amounts.exists_one(a, a.value < 10.0) && amounts.map(a, a.value > 5.0, a.currency) == ['EUR']", true],
    ["double(bytes) / 2.0 == 160.5 && bytes / 2 == 160 && bytes % 2 == 1 && string(bytes) == '321' && int('7') == 7", true],
    ["bytes > 300 ? tool == 'pay_invoice' : false", true],
    ["'A'.lowerAscii() + 'b'.upperAscii() + ' c '.trim() == 'aBc'", true],
    ['tool == "pay_invoice" && amounts.exists(a, a.value > 2000.0)', false],
    ['args.cc == "x"', "undecided"],
    ['args.body.contains("x")', "undecided"],
    ["hosts[9] == 'x'", "undecided"],
    ["1 / (session.actions - 4) == 1", "undecided"],
    ["int(args.to) == 1", "undecided"],
    ["9223372036854775807 + bytes > 0", "undecided"],
    ['args.cc == "x" || tool == "pay_invoice"', true],
    ['args.cc == "x" && tool == "other"', false],
    ["hosts.exists(h, args[h] == 'x')", "undecided"],
    ["hosts.exists(h, args[h] == 'x' || h == 'log.example')", true],
  ] as const)("%s is %s", (when, expected) => {
    expect(answer(when)).toBe(expected);
  });

  test("holds for what imitates a tool that it names, and takes no tool for another", () => {
    const lookalike = factsWith({ tool: normaliseName("p\u0430y_1nvoice") });
    const numbered = factsWith({ tool: normaliseName("read_v1") });
    expect(answer('tool == "pay_1nvoice"', lookalike)).toBe(true);
    expect(answer('tool.startsWith("pay_1")', lookalike)).toBe(true);
    expect(answer('!(tool in ["pay_1nvoice"])', lookalike)).toBe(true);
    expect(answer('!(tool in ["read_v1", "list"]) || !tool.startsWith("read_v1") || tool != "read_v1" || !tool.matches("v1$")', numbered)).toBe(false);
  });

  test.each([
    ["has(args.to)", true],
    ["'to' in args && has(args.to)", true],
    ["has(numbers.hex) && numbers.hex > 5.0", "undecided"],
    ["!has(numbers.sum) || numbers.sum < 5.0", "undecided"],
    ["has(numbers.name)", false],
    ['"git push" in commands', "undecided"],
    ['"ls" in commands', true],
    ['commands == ["ls"]', "undecided"],
    ['"rm" in executables', "undecided"],
    ['executables.exists(e, e == "rm")', "undecided"],
    ['executables.exists(e, e == "ls")', true],
    ['tool.matches("^del")', true],
    ['tool.lowerAscii() == "delete"', true],
    ['tool.lowerAscii().startsWith("del")', true],
  ] as const)("on what is written otherwise, or known only in part: %s is %s", (when, expected) => {
    const command = { subcommand: [], words: [], options: [], unknown: [], at: "/c" };
    const facts = factsWith({
      tool: normaliseName("d\u0435lete"),
      arguments: [argument("/to/0", "x"), argument("/hex", "0x3e8"), argument("/sum", "1,000"), argument("/name", "DE02")],
      commands: [{ ...command, executable: "git", words: ["*"], unknown: ["arguments"] }, { ...command, executable: "", unknown: ["executable"] }, { ...command, executable: "ls" }],
    });
    expect(answer(when, facts)).toBe(expected);
  });

  test("is not true because facts of another version lack something", () => {
    expect(answer("amounts.exists(a, a.value > 1.0)", { ...PAYMENT, amounts: undefined } as unknown as ActionFacts)).toBe("undecided");
  });
});

describe("the guard", () => {
  const cases: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['tool == "a" && bytes > 1', ["a"]],
    ['bytes > 1 && ("a" == tool || tool in ["b", "c"])', ["a", "b", "c"]],
    ['tool in ["a", "b"] && tool in ["b", "c"]', ["b"]],
    ['tool == "a" || bytes > 1', undefined],
    ['!(tool == "a")', undefined],
    ['hosts.exists(tool, tool == "a")', undefined],
  ];
  test.each(cases)("of %s demands %s", (when, expected) => {
    const tools = compileCondition(when)?.guard.tool;
    expect(tools && [...tools]).toEqual(expected);
  });

  test("never excludes an action for which the expression is true", () => {
    const leaf = fc.constantFrom('tool == "a"', 'tool in ["a", "b"]', 'tool != "b"', 'kind == "exec"', "bytes > 5", 'args.x == "y"');
    const expression = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 4 }, leaf, fc.tuple(tie("any"), fc.constantFrom("&&", "||"), tie("any")).map(([a, op, b]) => `(${String(a)} ${op} ${String(b)})`), tie("any").map((a) => `!(${String(a)})`)),
    })).any;
    const facts = fc.record({ tool: fc.constantFrom("a", "b", "c", "\u0430", undefined), kind: fc.constantFrom("exec" as const, "file" as const), bytes: fc.constantFrom(1, 9) });
    fc.assert(
      fc.property(expression, facts, (when, { tool, kind, bytes }) => {
        const condition = compileCondition(String(when));
        const action = factsWith({ kind, content: { ...PAYMENT.content, bytes }, ...(tool === undefined ? {} : { tool: normaliseName(tool) }) });
        const isExcluded = condition !== undefined && !fitsGuard(condition.guard, action);
        expect(isExcluded && condition.holds(action, { actions: 0, events: 0 })).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe("checkCondition", () => {
  test.each([
    ["toool == 'x'", "0 unknown-variable", 'did you mean "tool"?'],
    ["tool == 'x' && hots.size() > 1", "15 unknown-variable", 'did you mean "hosts"?'],
    ["tool ==", "7 bad-condition", "expected an expression in CEL"],
    ["tool = 'x'", "5 bad-condition", ""],
    ["tool == 1", "0 bad-condition", "found string and int"],
    ["bytes", "0 bad-condition", "true or false, found int"],
    ["amounts.exists(a, a.vlaue > 1.0)", "18 bad-condition", 'did you mean "value"?'],
    ["numbers.x + 1 > 2.0", "0 bad-condition", "write `1.0` for a double"],
    ["tool.matches('(a')", "13 bad-pattern", "RE2"],
    ["tool.matches('(?:[a-z0-9.-]{1,50}){1,40}[A-Z]')", "13 bad-pattern", "repetitions"],
    ["tool.matches(agent)", "13 bad-pattern", "written out"],
    ["tool.foo()", "0 bad-condition", "one of the functions"],
    ["cel.bind(x, 1, x == 1)", "0 bad-condition", ""],
    ["tool == null", "8 bad-condition", "a text, a number"],
    ["{'a': 1}.a == 1", "1 bad-condition", ""],
    ["kind == 'tol_call'", "8 never-true", 'did you mean "tool_call"?'],
    ["'secrets' in labels", "0 never-true", 'did you mean "secret"?'],
    ["tool == 'Pay'", "8 never-true", '"pay"'],
    ["method == 'post'", "10 never-true", '"POST"'],
    ["tool == 'a' && tool == 'b'", "0 never-true", "always false"],
    ["1 == 2 && tool == 'a'", "0 never-true", "always false"],
    ["tool == 'a' || !false", "0 always-true", "always true"],
    ["hosts.exists(a, hosts.exists(b, hosts.exists(c, c == a)))", "32 bad-condition", "at most 2 macros"],
  ])("says of %s where and what", (when, place, message) => {
    const [problem] = checkCondition(when);
    expect(`${problem?.at} ${problem?.code}`).toBe(place);
    expect(problem?.message).toContain(message);
  });

  test("finds nothing in a condition that may be true and may be false", () => {
    expect(checkCondition('tool == "pay_invoice" && amounts.exists(a, a.value > 1000.0)')).toEqual([]);
  });
});

describe("the library and the engine", () => {
  test("agree on every expression that both can compute", () => {
    const number = fc.integer({ min: -9, max: 9 }).map((value) => (value < 0 ? `(${value})` : String(value)));
    const double = fc.constantFrom("0.0", "1.5", "2.0", "(-3.25)");
    const text = fc.constantFrom("''", "'a'", "'ab'", "'b'");
    const { bool } = fc.letrec<{ int: string; bool: string; list: string }>((tie) => ({
      int: fc.oneof({ maxDepth: 3 }, number, fc.tuple(tie("int"), fc.constantFrom("+", "-", "*", "/", "%"), tie("int")).map(([a, op, b]) => `(${a} ${op} ${b})`), tie("list").map((list) => `size(${list})`)),
      list: fc.oneof({ maxDepth: 2 }, fc.array(number, { maxLength: 4 }).map((items) => `[${items.join(", ")}]`), fc.tuple(tie("list"), tie("int")).map(([list, n]) => `${list}.filter(x, x > ${n})`), fc.tuple(tie("list"), tie("int")).map(([list, n]) => `${list}.map(x, x / ${n})`)),
      bool: fc.oneof(
        { maxDepth: 4 },
        fc.tuple(tie("int"), fc.constantFrom("<", "<=", "==", "!=", ">", ">="), fc.oneof(tie("int"), double)).map(([a, op, b]) => `(${a} ${op} ${b})`),
        fc.tuple(text, fc.constantFrom("<", "==", "!="), text).map(([a, op, b]) => `(${a} ${op} ${b} + ${a})`),
        fc.tuple(text, fc.constantFrom("contains", "startsWith", "endsWith"), text).map(([a, method, b]) => `${a}.${method}(${b})`),
        fc.tuple(tie("int"), tie("list")).map(([a, list]) => `(${a} in ${list})`),
        fc.tuple(tie("list"), fc.constantFrom("exists", "all", "exists_one"), tie("int")).map(([list, macro, n]) => `${list}.${macro}(x, 6 / x > ${n})`),
        fc.tuple(tie("bool"), fc.constantFrom("&&", "||"), tie("bool")).map(([a, op, b]) => `(${a} ${op} ${b})`),
        tie("bool").map((a) => `!${a}`),
      ),
    }));
    let compared = 0;
    fc.assert(
      fc.property(bool, (expression) => {
        const condition = compileCondition(expression);
        if (condition === undefined || !checkWithLibrary(expression).valid) return;
        compared += 1;
        expect(`${expression} ${String(condition.holds(PAYMENT, { actions: 0, events: 0 }))}`).toBe(`${expression} ${String(byLibrary(expression))}`);
      }),
      { numRuns: 1_000 },
    );
    expect(compared).toBeGreaterThan(300);
  });
});

function byLibrary(expression: string): unknown {
  try {
    return evaluateWithLibrary(expression) as unknown;
  } catch {
    return "undecided";
  }
}

describe("hostile expressions", () => {
  const many = (text: string, times: number): string => text.repeat(times);
  const wide = factsWith({ destinations: Array.from({ length: 256 }, (_, at) => destination(`host-${at}.example`)), arguments: [argument("/x", "a".repeat(256))] });
  const cases: readonly (readonly [string, string])[] = [
    ["nested brackets", `${many("(", 10_000)}true${many(")", 10_000)}`],
    ["nested lists", `${many("[", 1_000)}1${many("]", 1_000)} == 1`],
    ["negations", `${many("!", 10_000)}true`],
    ["negations that fit", `${many("!", 2_040)}true`],
    ["negations with line ends between", `${many("!\n", 1_000)}true`],
    ["signs", `${many("- ", 1_000)}1 == 1`],
    ["ternaries", `${many("true ? ", 250)}true${many(" : true", 250)}`],
    ["selections", `args${many(".a", 1_000)} == 'x'`],
    ["a chain", `true${many(" && true", 250)}`],
    ["sums of texts", `('a'${many(" + args.x", 200)}) == args.x`],
    ["squares of lists", "hosts.map(a, hosts.map(b, a + b + a + b)).exists(c, c.exists(d, d == 'x'))"],
    ["lists that double", `(hosts${many(" + hosts", 100)}).exists(a, hosts.exists(b, a == b + 'x'))`],
    ["a tower of maps", `[1,2,3,4,5,6,7,8]${many(".map(x, x * x * x)", 12)}.exists(x, x == 1)`],
    ["nested quantifiers over wide lists", "hosts.all(a, hosts.all(b, a + b != b + a + 'x'))"],
    ["a pattern that makes others stall", "hosts.exists(a, hosts.exists(b, (a + b + args.x).matches('(a+)+$')))"],
    ["a short pattern that is large once compiled", "hosts.exists(a, hosts.exists(b, (a + b + args.x).matches('(?:[a-z0-9.-]{1,50}){1,9}[A-Z]')))"],
    ["integers that grow", `[3]${many(".map(x, x * x)", 20)}.exists(x, x == 1)`],
  ];
  test.each(cases)("%s end within the budget", (_, when) => {
    const parsed = parseExpression(when);
    if (!parsed.ok) return expect(compileCondition(when)).toBeUndefined();
    const problems: ConditionProblem[] = [];
    const part = startCompiler(problems).part(parsed.tree);
    const run: Run = { steps: POLICY_WEIGHTS.condition.steps, facts: wide, session: { actions: 0, events: 0 }, folded: false, variables: new Map(), locals: [] };
    part.evaluate(run);
    // One operation is charged when it is done, so the budget may be overdrawn by one, and then by one step for each part around it.
    expect(run.steps).toBeGreaterThan(-100_000);
    return undefined;
  });

  test("too much work is undecided, never true or false", () => {
    expect(answer("hosts.all(a, hosts.all(b, a + b != b + a + 'x'))", wide)).toBe("undecided");
    expect(answer("!hosts.all(a, hosts.all(b, a + b != b + a + 'x')) || bytes == 0", wide)).toBe("undecided");
  });

  test("any text ends in an answer or a problem", () => {
    const token = fc.constantFrom("(", ")", "[", "]", "!", "-", "&&", "||", "==", "tool", "hosts", ".exists(x, ", ".map(x, ", "x", "'a'", "1", "1.5", ".", ",", "?", ":", "in", "{", "}", "size(", "has(args.x)");
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
        const when = tokens.join(" ");
        expect([true, false, "undecided", "refused"]).toContain(answer(when, wide));
        expect(Array.isArray(checkCondition(when))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
