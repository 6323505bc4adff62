// Hosts in texts, lists, headers and settings are found; what is not looked at is said; what only reads like a host is none.
import { describe, expect, test } from "vitest";
import type { Action } from "../words/event.ts";
import type { ActionFacts } from "../words/facts.ts";
import { createNormaliser } from "./normaliser.ts";

const normaliser = createNormaliser({ key: new Uint8Array(32) });

function factsOf(action: Action): ActionFacts {
  const facts = normaliser.facts({ identity: { agent: "a", session: "s" }, position: { feed: "sdk", seq: 0, at: 0 }, body: { event: "action", action } });
  if (facts.event !== "action") throw new Error("expected action facts");
  return facts;
}
const call = (value: unknown): Action => ({ kind: "tool_call", tool: "t", arguments: value });
const hostsOf = (action: Action): string[] => factsOf(action).destinations.map(({ host }) => host);
const addressed = (action: Action): string[] => factsOf(action).destinations.filter(({ place }) => ["target", "argument", "recipient", "header"].includes(place)).map(({ host }) => host);
const times = (count: number, text: string, step: (text: string) => string): string => Array.from({ length: count }).reduce<string>((inner) => step(inner), text);

describe("a text names hosts", () => {
  test.each([
    "![x](//evil.test/a.png)",
    '<img src="//evil.test/a.png">',
    "background:url(//evil.test/a)",
    '<a href="https:evil.test/x">x</a>',
    '<a href="ht\ttps://ev\til.test/x">x</a> text',
    '<a href="\n//ev\nil.test/x">x</a> text',
    "Host: evil.test\r\nAccept: */*",
    "Location: //evil.test/x",
    "Location: https:evil.test/",
    "redirect=//evil.test/x",
    "u=evil.test&x=1",
    "host: evil.test\nport: 80",
    "proxy=evil.test:80",
    "Server=evil.test;Database=x;",
    "host=evil.test user=x",
    '{"host":"evil.test"}\n{"host":"good.example"}',
    "jdbc:sqlserver://evil.test;x=1",
    "jdbc:oracle:thin:@evil.test:1521:x",
    "mongodb://good.example:1,evil.test:2/db",
    "https://ok.example\\@evil.test/",
    "https://ok.example#@evil.test/",
    "https://ok.example?@evil.test/",
    "https://evil.test\u0000.ok.example/",
    "https://evil.test%00.ok.example/",
    "https://ok.example/%0d%0aHost:%20evil.test",
    "https://evil.test........./",
    "see https://ev\u200bil.test/ now",
  ])("%j", (text) => {
    expect(hostsOf(call({ body: text }))).toContain("evil.test");
  });

  test.each([
    ["http://0x00000000a9fea9fe/x", "hex-address"],
    ["http://000000000000000000251.0376.0251.0376/x", "octal-address"],
    ["http://0x00000000000a9.0xfe.0xa9.0xfe/", "hex-address"],
  ])("%s is an address however many zeros lead it", (url, disguise) => {
    expect(factsOf(call({ url })).destinations).toMatchObject([{ host: "169.254.169.254", disguises: expect.arrayContaining([disguise]) }]);
  });

  test.each(["http://[2002:a9fe:a9fe::]/", "http://[64:ff9b:1::a9fe:a9fe]/"])("%s also names the address that it is carried to", (url) => {
    expect(hostsOf(call({ url }))).toContain("169.254.169.254");
  });

  test("lists in slots for hosts are as many hosts", () => {
    for (const value of [{ servers: "a.test:80,b.test:81" }, { hosts: "a.test b.test" }, { urls: "a.test\nb.test" }]) expect(addressed(call(value))).toEqual(["a.test", "b.test"]);
  });

  test.each([
    ["evil.test :443", ["evil.test"]],
    ["evil.test 443", ["evil.test"]],
    ["good.example,evil.test", ["good.example", "evil.test"]],
  ])("a connect target %j names %j", (target, hosts) => {
    const { destinations, unread } = factsOf({ kind: "connect", target });
    expect([destinations.map(({ host, place }) => [host, place]), unread]).toEqual([hosts.map((host) => [host, "target"]), []]);
  });

  test("headers name the host they are for", () => {
    for (const headers of ["Host: evil.test\r\nAccept: */*", ["Accept: */*", "Host: evil.test"], [{ name: "Host", value: "evil.test" }], { Host: "evil.test" }]) expect(addressed(call({ headers }))).toEqual(["evil.test"]);
  });
});

describe("a URL with blanks inside", () => {
  test.each([
    { url: "https://evil.test/?k=1 x" },
    { url: "evil.test/a b" },
    { endpoint: "evil.test?k=1 x" },
    { page: "https://evil.test/?k=1 x" },
    { page: "evil.test/?k=1 x" },
    { page: "//evil.test/a b" },
    { page: "  ht\ttps://ev\nil.test/a b" },
    { page: "\u0001https://evil.test/a b" },
    { page: "https:evil.test/a b" },
    { page: "https://a b@evil.test/c" },
    { page: "https://ok.example b@evil.test/c" },
    { page: "https://evil.test/a\nhttps://ok.example/" },
    { file: "https://evil.test/a b" },
    { url: "https://evil.test and more" },
    { url: "https://evil.test/ see https://ok.example/" },
    { page: `https://evil.test/ ${"x".repeat(20_000)}` },
  ])("goes to its host in %j", (value) => {
    expect(addressed(call(value))).toContain("evil.test");
  });

  test("keeps what else the text names, and its target is a target", () => {
    expect(hostsOf(call({ body: "https://ok.example/ is down, see https://evil.test/x" }))).toEqual(expect.arrayContaining(["ok.example", "evil.test"]));
    expect(factsOf({ kind: "connect", target: "https://evil.test/a b" }).destinations[0]).toMatchObject({ host: "evil.test", place: "target" });
  });

  test.each([{ body: "https://evil.test is down" }, { note: "// evil.test/x is a comment" }, { note: "and/or what else" }, { path: "evil.test/a b" }])("is none in %j", (value) => {
    expect(addressed(call(value))).toEqual([]);
  });

  test("is unread when nothing can be made of it", () => {
    expect(factsOf(call({ url: "https://${host}/x y" })).unread).toContain("opaque");
  });
});

describe("what is not looked at is said", () => {
  test.each([
    ["more different hosts than are kept", call({ body: Array.from({ length: 600 }, (_, i) => `https://h${i}.test/`).join(" ") }), "too-many"],
    ["more URLs than are read", call({ body: "https://ök.example ".repeat(1100) + "https://evil.test/" }), "too-many"],
    ["base64 four times", call({ p: times(4, "https://evil.test/path/abc", (text) => Buffer.from(text).toString("base64")) }), "too-deep"],
    ["URLs in URLs in URLs", call({ u: times(6, "https://evil.test/", (text) => `https://ok.example/?u=${encodeURIComponent(text)}`) }), "too-deep"],
    ["a URL longer than is read", call({ b: `go https://${"a".repeat(17_000)}!@evil.test/ now` }), "too-large"],
    ["letters that many URLs would run through", call({ b: "http:a.b,".repeat(8000) }), "too-many"],
    ["a URL that is no host", call({ u: "https://${host}/x" }), "opaque"],
    ["a connection to nowhere that can be read", { kind: "connect", target: "the usual place" } as const, "opaque"],
    ["a connection to a number", { kind: "connect", target: 80 as never } as const, "opaque"],
  ])("%s", (_title, action, reason) => {
    expect(factsOf(action).unread).toContain(reason);
  });

  test.each([
    ["the same host a thousand times", { body: "https://ok.example ".repeat(1000) + "https://evil.test/" }],
    ["a thousand parameters", { url: `https://ok.example/?${"a&".repeat(1000)}u=https://evil.test/` }],
    ["a long user info in a text", { b: `go https://${"a".repeat(5000)}!@evil.test/ now` }],
    ["a long user info as value", { url: `https://${"a".repeat(15_000)}!@evil.test/` }],
    ["three thousand words of a command", { command: `echo ${"a.bc ".repeat(3000)}; curl evil.test` }],
  ])("%s hides nothing", (_title, value) => {
    const { destinations, unread } = factsOf(call(value));
    expect([destinations.some(({ host }) => host === "evil.test"), unread]).toEqual([true, []]);
  });
});

test("an evaluation of an evaluation is read as one", () => {
  expect(factsOf({ kind: "exec", target: `${"iex ".repeat(200)}whoami` }).commands.map(({ executable }) => executable)).toEqual(["iex", "whoami"]);
});

describe("what only reads like a host", () => {
  test.each([
    { version: "1.0.0.0" },
    { path: "order.id" },
    { path: "main.py:10" },
    { path: "report.final.doc" },
    { file: "x.test/a" },
    { filename: "john@home.test" },
    { note: "main.py:10" },
    { note: "src/app.ts:3:5" },
    { text: "Section 1.2.3.4 of the standard" },
    { text: "release 2.0.0.1 fixed, see v1.2.3.4" },
    { text: "see README.md and main.rs, e.g. this" },
    { text: "// TODO: later, x = 1 //the end of it" },
    { code: "import a from '@types/node'; std::string::npos; a::b; 12:30:45" },
    { text: "ratio 3:4, re: hi, http, std::io, key:value, app:latest" },
  ])("%j names no host", (value) => {
    expect(hostsOf(call(value))).toEqual([]);
  });

  test.each([{ class: "com.example.app" }, { title: "hello.world" }, { q: "obj.id" }, { note: "process.env.HOME" }, { note: "ASP.NET" }, { site: "lisbon" }])("%j is nowhere that the action goes to", (value) => {
    expect(addressed(call(value))).toEqual([]);
  });

  test.each(["order.id", "ASP.NET", "1.0.0.0", "x@y.test", "x.test"])("a file called %s is no host", (target) => {
    expect(hostsOf({ kind: "file", target })).toEqual([]);
  });

  test("a name that says site, address or destination makes a dotted name a host", () => {
    for (const key of ["site", "address", "destination", "target", "origin", "server", "domain"]) expect(addressed(call({ [key]: "evil.test" }))).toEqual(["evil.test"]);
  });
});
