// Values that are more than plain objects: what can be read of them is read, and what cannot is said.
import { describe, expect, test } from "vitest";
import type { ActionFacts } from "../words/facts.ts";
import { createNormaliser } from "./normaliser.ts";

const normaliser = createNormaliser({ key: new Uint8Array(32) });

function factsOf(given: unknown, more: Record<string, unknown> = {}): ActionFacts {
  const facts = normaliser.facts({ identity: { agent: "a", session: "s" }, position: { feed: "sdk", seq: 0, at: 0 }, body: { event: "action", action: { kind: "tool_call", arguments: given, ...more } } } as never);
  if (facts.event !== "action") throw new Error("expected action facts");
  return facts;
}
const seen = (given: unknown, more?: Record<string, unknown>): unknown => {
  const { destinations, unread } = factsOf(given, more);
  return [[...new Set(destinations.map(({ host }) => host))], unread];
};

class Hidden {
  readonly #url = "https://evil.test/";
  get url(): string {
    return this.#url;
  }
}
class Named extends Hidden {
  readonly name = "n";
}

describe("objects of the platform", () => {
  test.each([
    ["a URL", new URL("https://evil.test/x")],
    ["URLSearchParams", new URLSearchParams({ u: "https://evil.test/" })],
    ["Headers", new Headers({ location: "https://evil.test/" })],
    ["a request without a body", new Request("https://evil.test/")],
    ["a text in a box", Object("https://evil.test/")],
    ["an object without a prototype", Object.assign(Object.create(null), { u: "https://evil.test/" })],
    ["a symbol as key", { [Symbol("u")]: "https://evil.test/" }],
    ["a property that is not enumerable", Object.defineProperty({}, "u", { value: "https://evil.test/" })],
    ["a property of an array", Object.assign([1], { u: "https://evil.test/" })],
    ["a property of a map", Object.assign(new Map([["a", 1]]), { u: "https://evil.test/" })],
    ["an error", new Error("https://evil.test/")],
    ["an instance of a class with fields and getters", new Named()],
    ["an instance that inherits a value", Object.assign(Object.create({ u: "https://evil.test/" }), { a: 1 })],
  ])("%s is read", (_title, value) => {
    expect(seen([value])).toEqual([["evil.test"], []]);
    expect(seen(value)).toEqual([["evil.test"], []]);
  });

  test("a URL as target is the target", () => {
    const { destinations } = factsOf(undefined, { kind: "connect", target: new URL("https://evil.test/x") });
    expect(destinations.map(({ host, place }) => [host, place])).toEqual([["evil.test", "target"]]);
  });

  test("a URL as argument has the shape of its text", () => {
    expect(factsOf({ u: new URL("https://evil.test/x") }).shape).toBe(factsOf({ u: "https://evil.test/x" }).shape);
  });
});

describe("what cannot be seen", () => {
  test.each([
    ["only private fields", new (class { readonly #a = 1; get(): number { return this.#a; } })()],
    ["a promise", Promise.resolve(1)],
    ["a generator", (function* () { yield 1; })()],
    ["a request with a body", new Request("https://x.test/", { method: "POST", body: "x" })],
    ["a blob", new Blob(["https://evil.test"])],
    ["an object that turns itself into text", { toString: () => "https://evil.test/" }],
    ["a text in a box that turns itself into another", Object.assign(Object("a"), { valueOf: () => "https://evil.test/" })],
  ])("%s is said to be opaque", (_title, value) => {
    expect(factsOf({ value }).unread).toContain("opaque");
  });

  test("getters of a class show what fields hide, and the rest is said", () => {
    expect(seen({ r: new Hidden() })).toEqual([["evil.test"], ["opaque"]]);
  });

  test("a getter of a plain object is read once and said: the tool may get another value", () => {
    let reads = 0;
    const value = {
      get url(): string {
        reads++;
        return reads === 1 ? "https://good.example/" : "https://evil.test/";
      },
    };
    expect(seen(value)).toEqual([["good.example"], ["accessor"]]);
    expect(reads).toBe(1);
  });

  test("a proxy that answers otherwise than its target is said", () => {
    expect(factsOf({ v: new Proxy({ url: "https://good.example/" }, { get: () => "https://evil.test/" }) }).unread).toEqual(["accessor"]);
  });

  test("getters that make a new instance each time end", () => {
    class Endless {
      readonly a = 1;
      get next(): Endless {
        return new Endless();
      }
    }
    expect(factsOf(new Endless()).unread).toEqual(["too-deep"]);
  });

  test("an array that claims any length ends", () => {
    for (const length of [2 ** 60, Number.POSITIVE_INFINITY, -1, 1.5, Number.NaN, "9"]) {
      const { unread } = factsOf(new Proxy([], { get: (target, key) => (key === "length" ? length : Reflect.get(target, key)) }));
      expect(unread).toContain("opaque");
    }
    expect(factsOf(Array.from({ length: 50 }, () => new Proxy([], { get: (target, key) => (key === "length" ? 2 ** 32 - 1 : Reflect.get(target, key)) }))).unread).toEqual(["too-many"]);
  });

  test("what is asked for pairs without an end ends", () => {
    const endless = Object.create({
      *entries() {
        for (;;) yield ["a", "b"];
      },
      [Symbol.iterator]: () => undefined,
    });
    expect(factsOf(endless).unread).toContain("too-many");
  });
});

describe("ordinary values", () => {
  test.each([
    ["a plain object", { a: 1 }],
    ["nothing", undefined],
    ["a list", [1, 2]],
    ["a date", new Date(0)],
    ["bytes", new Uint8Array(4)],
    ["a map", new Map([["a", 1]])],
    ["a set", new Set([1])],
    ["an instance with fields", new (class { readonly a = 1; run(): number { return this.a; } })()],
    ["an empty object", {}],
    ["the result of a match", /a/.exec("a")],
  ])("%s is read whole", (_title, value) => {
    expect(factsOf({ value }).unread).toEqual([]);
  });
});
