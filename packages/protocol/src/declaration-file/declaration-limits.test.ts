// What a declaration file may say of limits, where its problems stand, and that the published schema is current.
import { join } from "node:path";
import { writtenDeclaration } from "@kaizen/core";
import { describe, expect, it } from "vitest";
import { jsonSchema } from "../json-schema.ts";
import { declarationSchema } from "../wire/declaration.ts";
import { parseDeclarationFile, parseDeclarationShort } from "./parse-declaration.ts";

const WHOLE = `agent: nightly-pipeline
purpose: Summarise yesterday's orders.
tags: [finance]
tools:
  - warehouse_query
  - name: object_put
    arguments:
      /destination/url: { destinations: [files.sharebox.example/finance/], required: true }
      limit: { min: 1, max: 500 }
      mode: { enum: [append, false, 7] }
      sql: { pattern: "(?i)select [^;]*", max_size: 2000 }
      force: none
      to: { recipients: ["*@larkfield.example", "ops@partner.example"] }
      path: { paths: ["/srv/reports/**"] }
    other_arguments: none
    destinations: [files.sharebox.example/finance/]
    commands: ["git status", "git log *", "npm test"]
    paths: ["/srv/reports/**"]
    recipients: ["*@larkfield.example"]
    tenants: [larkfield]
    max_amount: { EUR: 500 }
    calls: { per_minute: 10, per_session: 100 }
    read_only: true
destinations:
  - warehouse.larkfield.example
  - "*.cdn.example"
  - files.sharebox.example/finance/
  - crm.example
  - { host: api.forge.example/repos/larkfield/, methods: [GET], data: [internal] }
data:
  - { label: personal, destinations: [crm.example] }
volumes: { calls_per_minute: 30, calls_per_session: 200, bytes_per_session: 5000000, bytes_per_call: 200000 }
schedule: { days: [mon, tue, wed, thu, fri], from: "06:00", to: "22:00", offset: "+01:00" }
sub_agents: none
`;

const problems = (text: string): string[] => {
  const parsed = parseDeclarationFile(text, "kaizen.yaml");
  return parsed.ok ? [] : parsed.error.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
};

describe("a declaration with limits", () => {
  it("is read as a whole", () => {
    const parsed = parseDeclarationFile(WHOLE, "kaizen.yaml");
    expect(parsed).toMatchObject({
      ok: true,
      value: [
        {
          agent: "nightly-pipeline",
          tags: ["finance"],
          tools: {
            kind: "only",
            items: [
              "warehouse_query",
              {
                name: "object_put",
                arguments: {
                  "/destination/url": { destinations: ["files.sharebox.example/finance/"], required: true },
                  limit: { min: 1, max: 500 },
                  mode: { enum: ["append", "false", "7"] },
                  sql: { pattern: "(?i)select [^;]*", maxSize: 2_000 },
                  force: { forbidden: true },
                },
                noOtherArguments: true,
                tenants: ["larkfield"],
                maxAmount: { EUR: 500 },
                calls: { perMinute: 10, perSession: 100 },
                readOnly: true,
              },
            ],
          },
          volumes: { callsPerMinute: 30, callsPerSession: 200, bytesPerSession: 5_000_000, bytesPerCall: 200_000 },
          schedule: { days: [1, 2, 3, 4, 5], from: 360, to: 1_320, offset: 60 },
          subAgents: { kind: "none" },
        },
      ],
    });
  });

  it("is the same after it was written and read again, and passes over the wire", () => {
    const parsed = parseDeclarationFile(WHOLE, "kaizen.yaml");
    const [declaration] = parsed.ok ? parsed.value : [];
    if (declaration === undefined) throw new Error("expected a declaration");
    expect(parseDeclarationShort(writtenDeclaration(declaration))).toEqual({ ok: true, value: declaration });
    expect(declarationSchema.parse(declaration)).toEqual(declaration);
  });

  it.each([
    ["a misspelt limit", "agent: a\ntools:\n  - name: t\n    arguments:\n      n: { maximum: 3 }\n", ['5:12 unknown-key unknown key "maximum"']],
    ["a misspelt key of a tool", "agent: a\ntools:\n  - name: t\n    comands: [ls]\n", ['4:5 unknown-key unknown key "comands"; did you mean "commands"?']],
    ["a tool without a name", "agent: a\ntools:\n  - paths: [/a]\n", ["3:5 missing expected `tools[0].name` to be a string, but it is missing"]],
    ["min above max", "agent: a\ntools:\n  - name: t\n    arguments:\n      n: { min: 5, max: 3 }\n", ["5:7 contradiction expected min to be at most max, found 5 and 3"]],
    ["an argument without a limit", "agent: a\ntools:\n  - name: t\n    arguments:\n      n: {}\n", ["5:7 contradiction expected at least one limit, found none"]],
    ["an empty list inside limits", "agent: a\ntools:\n  - name: t\n    paths: []\n", ["4:5 empty-list expected `tools[0].paths` to have at least one entry"]],
    ["a path that climbs", "agent: a\ntools:\n  - name: t\n    paths: [/srv/../etc]\n", ["4:13 bad-path expected a path without `..`"]],
    ["a destination path that climbs", "agent: a\ndestinations: [files.example/a/%2e%2e/b]\n", ["2:16 bad-destination"]],
    ["a pattern that RE2 refuses", "agent: a\ntools:\n  - name: t\n    arguments:\n      n: { pattern: '(?=x)' }\n", ["5:7 bad-pattern expected an RE2 pattern"]],
    ["an unknown currency", "agent: a\ntools:\n  - name: t\n    max_amount: { EURO: 5 }\n", ['4:19 bad-currency expected an ISO 4217 code or `*`, found "EURO"']],
    ["a negative amount", "agent: a\ntools:\n  - name: t\n    max_amount: { EUR: -5 }\n", ["4:19 bad-value"]],
    ["a tool's destination that is not declared", "agent: a\ndestinations: [crm.example]\ntools:\n  - name: t\n    destinations: [other.test]\n", ["5:20 contradiction expected a declared destination"]],
    ["an argument's destination that is not declared", "agent: a\ndestinations: [crm.example]\ntools:\n  - name: t\n    arguments:\n      u: { destinations: [other.test] }\n", ["6:27 contradiction expected a declared destination"]],
    ["a value that its bounds exclude", "agent: a\ntools:\n  - name: t\n    arguments:\n      n: { enum: [1, 9], max: 5 }\n", ['5:22 dead-entry expected a value that the other limits permit, found "9"']],
    ["two entries of one limited tool", "agent: a\ntools:\n  - t\n  - { name: T, paths: [/a] }\n", ['4:5 duplicate expected one entry for a tool with limits, found "T" again']],
    ["a command with a star inside", "agent: a\ntools:\n  - { name: t, commands: ['git * push'] }\n", ["3:27 bad-command"]],
    ["more calls in a minute than in the session", "agent: a\ntools:\n  - { name: t, calls: { per_minute: 9, per_session: 3 } }\n", ["3:16 dead-entry"]],
    ["more calls in a minute than are counted", "agent: a\nvolumes: { calls_per_minute: 100000 }\n", ["2:1 bad-number expected at most 1000 calls in a minute, found 100000"]],
    ["an unknown day", "agent: a\nschedule: { days: [monday] }\n", ["2:20 bad-value"]],
    ["a time that is none", "agent: a\nschedule: { from: '25:00' }\n", ["2:13 bad-value"]],
    ["a span without length", "agent: a\nschedule: { from: '06:00', to: '06:00' }\n", ["2:1 bad-schedule expected two different times of day"]],
    ["a needless destination with a path", "agent: a\ndestinations: [files.example, files.example/a/]\n", ['2:31 dead-entry expected an entry that permits more, found "files.example/a/", which "files.example" takes in']],
    ["an unknown method", "agent: a\ndestinations: [{ host: a.example, methods: [FETCH] }]\n", ["2:45 bad-value"]],
  ])("is refused for %s", (_what, text, expected) => {
    const found = problems(text);
    expect(found.map((problem, index) => problem.slice(0, expected[index]?.length))).toEqual(expected);
  });

  it("may name a host again to say what may be done there", () => {
    expect(problems("agent: a\ndestinations: [{ host: a.example, methods: [GET] }, { host: a.example/in/, methods: [POST] }]\n")).toEqual([]);
  });

  it("may name arguments like the properties of every object", () => {
    const parsed = parseDeclarationFile("agent: a\ntools:\n  - { name: constructor, arguments: { constructor: { max: 3 }, toString: none } }\n", "kaizen.yaml");
    expect(parsed.ok && parsed.value[0]?.tools).toEqual({ kind: "only", items: [{ name: "constructor", arguments: { constructor: { max: 3 }, toString: { forbidden: true } } }] });
  });

  it("has a published schema", async () => {
    await expect(`${JSON.stringify(jsonSchema("declaration"), null, 2)}\n`).toMatchFileSnapshot(join(import.meta.dirname, "../../../../docs/schemas/declaration.schema.json"));
  });
});
