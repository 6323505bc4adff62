// Ways around a limit that its own words do not name: odd spellings, wrappers, keys in the place of values, units and currencies.
import { describe, expect, test } from "vitest";
import { createNormaliser } from "../../normalise/normaliser.ts";
import { declared, judgeBy, only } from "./hand-made-facts.ts";
import type { ToolDeclaration } from "../../words/declaration.ts";

const normaliser = createNormaliser({ key: new Uint8Array(32) });

function judge(tool: Partial<ToolDeclaration>, given: unknown, metadata?: unknown): readonly string[] {
  const facts = normaliser.facts({
    identity: { agent: "x", session: "s" },
    position: { feed: "sdk", seq: 0, at: 0 },
    body: { event: "action", action: { kind: "tool_call", tool: "act", arguments: given, ...(metadata === undefined ? {} : { metadata }) } as never },
  });
  return judgeBy(declared({ tools: only({ name: "act", ...tool }) }))(facts).map(({ code }) => code);
}

describe("recipients of a tool", () => {
  const tool = { recipients: ["*@ok.test", "ops"] };
  test.each([
    { to: "bob" },
    { to: "a@ok.test,bob" },
    { to: "b%40evil.test" },
    { to: "b&#64;evil.test" },
    { to: "=?utf-8?q?b=40evil.test?=" },
    { to: 4915112345678 },
    { "to[]": "bob" },
    { to: { "b@evil.test": {} } },
    { to: { email: "bob" } },
    { to: "@evil.test:a@ok.test" },
  ])("hold in a place for recipients for what is not recognised as one: %j", (given) => {
    expect(judge(tool, given)).not.toEqual([]);
  });

  test.each([{ to: "a@ok.test" }, { to: ["a@ok.test", "Ann <ann@ok.test>"] }, { to: "ops" }, { to: '"ann@ok.test" <ann@ok.test>' }, { to: { name: "Ann Bell", email: "ann@ok.test" } }, { to: null, cc: [] }, { user_id: "me", to: "a@ok.test" }, { body: "bob", to: "a@ok.test" }])(
    "take in declared ones in usual forms: %j",
    (given) => {
      expect(judge(tool, given)).toEqual([]);
    },
  );
});

describe("metadata in the place of arguments", () => {
  const tool = { arguments: { to: { recipients: ["*@ok.test"] } } };
  test("is limited also beside empty arguments", () => {
    expect(judge(tool, {}, { to: "b@evil.test" })).toEqual(["argument-beyond-limit"]);
    expect(judge(tool, {}, { to: "b@ok.test" })).toEqual([]);
  });
});

describe("a limit on an argument", () => {
  const tool = { arguments: { to: { recipients: ["*@ok.test"] }, mode: { enum: ["read"] } } };
  test.each([
    { "to[]": "b@evil.test" },
    { "to[0]": "b@evil.test" },
    { "to.0": "b@evil.test" },
    { "/to": "b@evil.test" },
    { "mode=": "erase" },
    { input: { to: "b@evil.test" } },
    { kwargs: { to: "b@evil.test" } },
    { input: { args: [{ to: "b@evil.test" }] } },
    { name: "to", value: "b@evil.test" },
    { fields: [{ name: "to", value: ["b@evil.test"] }] },
    { arguments: '{"to":"b@evil.test"}' },
    { to: { "b@evil.test": {} } },
    { to: { "b@evil.test": "a@ok.test" } },
    { mode: { erase: null } },
    { to: "@evil.test:a@ok.test" },
  ])("holds whatever is put around its place: %j", (given) => {
    expect(judge(tool, given)).not.toEqual([]);
  });

  test.each([{ to: ["a@ok.test"], mode: "read" }, { to: { name: "", email: "a@ok.test" } }, { input: { to: "a@ok.test" } }, { to: "a@ok.test", body: "Dear all, {x} to you" }, { to: [null] }, { to: { email: "a@ok.test", name: null } }, { name: "file", value: "b@evil.test" }, { to: {} }])(
    "lets usual forms pass: %j",
    (given) => {
      expect(judge(tool, given)).toEqual([]);
    },
  );
});

describe("amounts", () => {
  const tool = { maxAmount: { EUR: 100 } };
  const around = ["USDT", "bitcoin", "\u00a3", "US Dollar", " KWD ", ["KWD"], { code: "USD" }].map((currency) => ({ amount: 50, currency }));
  const amounts = ["50 BTC", "50 kEUR", "Infinity", "all", "one thousand"].map((amount) => ({ amount }));
  test.each([...around, ...amounts, { amount: 50, ccy: "USD" }, { amount: 50, asset: "BTC" }, { payment: { amount: 50 }, currency: "USD" }, { units: 1000, currency_code: "EUR" }, { amt: 1000 }])("are judged or undecided however they are written: %j", (given) => {
    expect(judge(tool, given)).not.toEqual([]);
  });

  test.each([{ amount: 50, currency: "EUR" }, { amount: "50 EUR" }, { amount: "\u20ac50.00" }, { payment: { amount: 50 }, currency: "eur" }, { amount: 50, currency: { code: "EUR", name: "Euro" } }, { total: 5, summary: "all of it", value: "high" }, { amt: 10, asset: "laptop" }])("within the limit are nothing: %j", (given) => {
    expect(judge(tool, given)).toEqual([]);
  });
});

describe("bounds", () => {
  const tool = { arguments: { n: { max: 10 } } };
  test.each(["5 million", "5 thousand", "9 lakh", "9t", "1\u4e07", "1gb", "1.000", "--100", "5 dozen"])("hold for every meaning of %j", (n) => {
    expect(judge(tool, { n })).not.toEqual([]);
  });
  test.each([5, "5", "5 EUR", "1e1", "0xa", 1.234, "-3"])("are kept by %j", (n) => {
    expect(judge(tool, { n })).toEqual([]);
  });
});

describe("tenants", () => {
  const tool = { tenants: ["acme", "lf-*"] };
  const around = [{ tenants: { evil: 1 } }, { tenant: { value: "evil" } }, { fields: [{ key: "tenant", value: "evil" }] }, { key: "tenant", value: "evil" }];
  const names = ["tenant2", "org_uid", "account_nr", "accountFrom", "ten\u0430nt", "tenant[]", "X-Tenant-Id"].map((name) => ({ [name]: "evil" }));
  test.each([...around, ...names, { headers: "Accept: x\nX-Tenant-Id: evil" }, { query: "a=1&tenant=evil" }])("are seen wherever they are named: %j", (given) => {
    expect(judge(tool, given)).not.toEqual([]);
  });
  test.each([{ tenant: "acme" }, { tenants: { acme: { on: true } } }, { teams: ["lf-eu"] }, { projects: { limit: 5, filter: "x" } }, { key: "color", value: "red" }, { headers: "X-Tenant-Id: acme" }, { workspace: { id: "acme", title: "Europe" } }])("that are declared are nothing: %j", (given) => {
    expect(judge(tool, given)).toEqual([]);
  });
});

describe("paths", () => {
  const limits = [{ paths: ["/srv/reports/**"] }, { arguments: { path: { paths: ["/srv/reports/**"] } } }];
  test.each(["/srv/reports/a\n/../../../etc/passwd", "/srv/reports/a<b/../../../etc/passwd", "jar:file:/etc/passwd!/x", "view-source:file:///etc/passwd", "php://filter/resource=/etc/passwd"])("that cannot be read are not inside: %j", (path) => {
    for (const tool of limits) expect(judge(tool, { path })).not.toEqual([]);
  });
  test("may stand as keys", () => {
    for (const tool of limits) expect(judge(tool, { path: { "/etc/passwd": null } })).not.toEqual([]);
  });
  test.each([{ path: "/srv/reports/a.csv" }, { path: "file:///srv/reports/a.csv" }, { path: "/srv/reports/a", content: "a/b\nc: d/e <x>", url: "https://a.example/b" }, { path: null }])("inside are nothing: %j", (given) => {
    for (const tool of limits) expect(judge(tool, given)).toEqual([]);
  });
});
