// What narrows a declaration, what two have in common, and what is wrong in one.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHost } from "../../normalise/host.ts";
import { normaliseName } from "../../normalise/name.ts";
import { checkDeclaration } from "./check.ts";
import { compileDeclaration, holdsDestination, holdsTool } from "./compile.ts";
import { intersect, narrows } from "./compare.ts";
import type { Declaration, Stated } from "../../words/declaration.ts";

function declared(part: Partial<Declaration>): Declaration {
  return { agent: "x", tools: { kind: "not-stated" }, destinations: { kind: "not-stated" }, data: { kind: "not-stated" }, ...part };
}

function stated(items: fc.Arbitrary<string>): fc.Arbitrary<Stated<string>> {
  return fc.oneof(fc.constant<Stated<string>>({ kind: "not-stated" }), fc.constant<Stated<string>>({ kind: "none" }), fc.uniqueArray(items, { minLength: 1, maxLength: 4 }).map((list): Stated<string> => ({ kind: "only", items: list })));
}

const TOOLS = ["read", "read_a", "read_b", "send", "constructor"];
const HOSTS = ["corp.example", "a.corp.example", "b.a.corp.example", "10.1.2.3", "10.9.9.9", "2001:db8::7"];
const declaration = fc.record({
  agent: fc.constant("x"),
  tools: stated(fc.constantFrom("read", "read_*", "*", "send", "r*a", "Read_A")),
  destinations: stated(fc.constantFrom("corp.example", "*.corp.example", "a.corp.example:443", "10.0.0.0/8", "10.1.2.3", "2001:db8::/32", "*", "CORP.example.")),
  data: fc.constant<Declaration["data"]>({ kind: "not-stated" }),
});

/** Everything out of a fixed set that a declaration permits. */
function permits(of: Declaration): readonly string[] {
  const { tools, destinations } = compileDeclaration(of);
  const toolNames = TOOLS.filter((name) => tools.kind === "not-stated" || (tools.kind === "only" && holdsTool(tools.list, normaliseName(name))));
  const hosts = HOSTS.flatMap((text) => {
    const host = parseHost(text);
    if (host === undefined) throw new Error(text);
    return [80, 443].map((port) => ({ ...host, port, place: "target", at: "" }) as const);
  });
  const reachable = hosts.filter((host) => destinations.kind === "not-stated" || (destinations.kind === "only" && holdsDestination(destinations.list, host)));
  return [...toolNames, ...reachable.map(({ host, port }) => `${host}:${port}`)];
}

describe("declarations", () => {
  test("that narrow permit nothing more", () => {
    fc.assert(
      fc.property(declaration, declaration, (next, current) => {
        expect(narrows(current, current)).toBe(true);
        if (!narrows(next, current)) return;
        const allowed = new Set(permits(current));
        expect(permits(next).filter((each) => !allowed.has(each))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("intersect to something that narrows both", () => {
    fc.assert(
      fc.property(declaration, declaration, (a, b) => {
        expect([narrows(intersect(a, b), a), narrows(intersect(a, b), b)]).toEqual([true, true]);
      }),
      { numRuns: 500 },
    );
    expect(intersect(declared({ tools: { kind: "only", items: ["a", "crm_*"] } }), declared({ tools: { kind: "only", items: ["crm_read", "b"] } })).tools).toEqual({ kind: "only", items: ["crm_read"] });
  });

  test("grant data flows only where both do: not stated grants nothing", () => {
    const flow = declared({ data: { kind: "only", items: [{ label: "secret", destinations: ["vault.test"] }] } });
    expect(narrows(flow, declared({}))).toBe(false);
    expect(narrows(declared({ data: { kind: "none" } }), flow)).toBe(true);
    expect(intersect(declared({}), flow).data).toEqual({ kind: "none" });
    expect(intersect(flow, flow).data).toEqual(flow.data);
  });
});

describe("checkDeclaration", () => {
  const codes = (part: Partial<Declaration>): readonly string[] => checkDeclaration(declared(part)).map(({ path, code }) => `${path.join(".")} ${code}`);
  const only = (...items: string[]): Stated<string> => ({ kind: "only", items });

  test.each([
    ["an agent without a name", { agent: " " }, ["agent bad-agent"]],
    ["an empty list", { tools: only() }, ["tools empty-list"]],
    ["an empty tool", { tools: only("a", " ") }, ["tools.1 bad-tool"]],
    ["a URL and a path that climbs", { destinations: only("corp.example/x/../y", "http://corp.example", "corp.example/x") }, ["destinations.0 bad-destination", "destinations.1 bad-destination"]],
    ["an entry twice", { tools: only("a", "A") }, ["tools.1 duplicate"]],
    ["an entry that another permits", { destinations: only("a.corp.example", "*.corp.example", "10.0.0.1", "10.0.0.0/8") }, ["destinations.0 dead-entry", "destinations.2 dead-entry"]],
    ["data to an undeclared host", { destinations: only("corp.example"), data: { kind: "only", items: [{ label: "secret", destinations: ["vault.test"] }] } }, ["data.0.destinations.0 contradiction"]],
    ["a good one", { tools: only("a", "b_*"), destinations: only("corp.example", "*.corp.example", "[2001:db8::1]:443") }, []],
  ] as const)("finds %s", (_, part, expected) => {
    expect(codes(part)).toEqual(expected);
  });

  test("counts patterns: past a thousand they permit nothing", () => {
    const items = Array.from({ length: 1_001 }, (_, at) => `t${at}_*`);
    expect(codes({ tools: only(...items) })).toEqual(["tools too-many-patterns"]);
    const { tools } = compileDeclaration(declared({ tools: only(...items) }));
    expect(tools.kind === "only" && [holdsTool(tools.list, normaliseName("t999_x")), holdsTool(tools.list, normaliseName("t1000_x"))]).toEqual([true, false]);
  });
});
