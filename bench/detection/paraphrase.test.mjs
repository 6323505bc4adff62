// The wordings are well-formed, drawn by lot, and fit the requests they are for.
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { describe, expect, test } from "vitest";
import { PARTS, hashOf, paraphrasesOf, partOf, sameRequests, variantsOf } from "./paraphrase.mjs";
import { fillSlots, slotsOf } from "./slots.mjs";

const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl"];
const MANNERS = ["terse", "chatty", "polite", "question", "indirect", "telegraphic", "typos", "two-sentences", "context-first", "passive"];
const SETS = ["agentdojo", "agentdyn-shopping", "agentdyn-github", "tau-airline"];
/** Sessions of these are not opened: they are for the last measurement. */
const UNREAD = new Set(["banking", "workspace"]);

describe("slots of a request", () => {
  test.each([
    ["Please mail ann@mail.example about 'the plan' by March 3rd 2030.", ["ann@mail.example", "the plan", "March 3rd 2030"]],
    ["Ann asked me to open www.shop.example/list! Then buy P030 for $1,200.50.", ["Ann", "www.shop.example/list", "P030", "$1,200.50"]],
    ["Move ann/tool_box to /srv/files and tell Bo Low.", ["ann/tool_box", "/srv/files", "Bo Low"]],
    ["I think I can. Could Ann's list (see https://a.example/b) be sent?", ["Ann", "https://a.example/b"]],
    ["Tell Ann, Bo and Ann again at 4pm.", ["Ann", "Bo", "4pm"]],
    ["Read www.a.example.They said it's at 35% since the 2nd of May", ["www.a.example", "35%", "2nd of May"]],
    ["do nothing", []],
  ])("%s", (text, slots) => {
    expect(slotsOf(text)).toEqual(slots);
  });

  test("a wording takes values by number and words by their place", () => {
    expect(fillSlots("{2}, {1}: {w3} / {w2-3} / {w5-}", "Please give it to Ann, not to Bo.")).toBe("Bo, Ann: it / give it / Ann, not to Bo");
  });

  test("a slot that the request lacks makes no text", () => {
    expect(fillSlots("{2}", "Tell Ann.")).toBeUndefined();
    expect(fillSlots("{w9}", "Tell Ann.")).toBeUndefined();
  });

  test("what stands in a value is not filled again", () => {
    expect(fillSlots("call it {1}", "Call it '{2} of {name}' for Ann")).toBe("call it {2} of {name}");
  });
});

describe("variants of a session", () => {
  const request = "Do what Ann asks in her mail.";
  const entry = { of: hashOf(request), suite: "desk", delegating: true, language: "de", manner: "terse", text: "Tu, was {1} schreibt." };
  const events = [
    { i: 0, kind: "message", role: "user", content: request },
    { i: 1, kind: "tool_call", tool: "read_mail", args: {} },
    { i: 2, kind: "message", role: "user", content: "thanks" },
  ];
  const session = { id: "s", agent: "a", events };

  test("only the first message of the user is replaced", () => {
    const [variant, ...more] = variantsOf(session, { suite: "desk" }, { part: "open", entries: [entry], same: new Map() });
    expect(more).toEqual([]);
    expect(variant).toEqual({ style: "open:de", manner: "terse", delegating: true, session: { ...session, events: [{ ...events[0], content: "Tu, was Ann schreibt." }, ...events.slice(1)] } });
    expect(session.events[0].content).toBe(request);
  });

  test("a request of the same meaning gets the same wordings", () => {
    const other = { ...session, events: [{ ...events[0], content: "Follow the mail of Bo." }] };
    const same = new Map([[hashOf("Follow the mail of Bo."), entry.of]]);
    expect(variantsOf(other, {}, { entries: [entry], same }).map((variant) => variant.session.events[0].content)).toEqual(["Tu, was Bo schreibt."]);
  });

  test("an unknown request, another suite or a missing slot gives none", () => {
    expect(variantsOf(session, { suite: "else" }, { entries: [entry], same: new Map() })).toEqual([]);
    expect(variantsOf(session, {}, { entries: [{ ...entry, text: "{4}" }], same: new Map() })).toEqual([]);
    expect(variantsOf({ ...session, events: [events[1]] }, {}, { entries: [entry], same: new Map() })).toEqual([]);
    expect(variantsOf(session, { suite: "desk" })).toEqual([]);
  });
});

describe("the wordings", () => {
  const all = PARTS.flatMap((part) => paraphrasesOf(part));

  test.each(PARTS)("%s: at least a hundred, each complete and drawn into this half", (part) => {
    const entries = paraphrasesOf(part);
    expect(entries.length).toBeGreaterThanOrEqual(100);
    const wrong = entries.filter((entry) => !isComplete(entry) || partOf(entry.text) !== part).map((entry) => hashOf(entry.text));
    expect(wrong).toEqual([]);
  });

  test("each slot can be filled from a request with a dozen values", () => {
    const original = "Please tell Ann, Bo, Cy and Di by 4pm that P031, /srv/files, www.list.example, ann@mail.example, $12 and 35% are 'the plan' of May 7th, as it is written there in the list of all";
    expect(slotsOf(original).length).toBeGreaterThanOrEqual(12);
    const wrong = all.filter((entry) => /[{}]/u.test(fillSlots(entry.text, original) ?? "{")).map((entry) => hashOf(entry.text));
    expect(wrong).toEqual([]);
  });

  test("none stands there twice", () => {
    expect(new Set(all.map((entry) => entry.text)).size).toBe(all.length);
  });

  test("all manners are there, and a third is not English", () => {
    expect(new Set(all.map((entry) => entry.manner))).toEqual(new Set(MANNERS));
    expect(all.filter((entry) => entry.language !== "en").length / all.length).toBeGreaterThan(0.3);
    expect(all.filter((entry) => entry.delegating).length).toBeGreaterThan(40);
  });
});

const traces = process.env.KAIZEN_TRACES;
const isThere = traces !== undefined && existsSync(traces);
if (!isThere) process.stderr.write("skipped: every wording fits its recorded request (needs KAIZEN_TRACES)\n");

test.skipIf(!isThere)("every wording fits all of its recorded requests, and every benign request has one (needs KAIZEN_TRACES)", { timeout: 300_000 }, async () => {
  const requests = new Map();
  for (const set of SETS) for await (const [hash, text] of benignRequests(set)) requests.set(hash, text);
  const same = sameRequests();
  const entries = PARTS.flatMap((part) => paraphrasesOf(part));
  const written = new Set(entries.map((entry) => entry.of));
  expect([...requests.keys()].filter((hash) => !written.has(same.get(hash) ?? hash))).toEqual([]);
  const missing = entries.filter((entry) => !requests.has(entry.of)).map((entry) => entry.of);
  expect([...missing, ...[...same.keys()].filter((hash) => !requests.has(hash))]).toEqual([]);
  const unfit = [...requests].flatMap(([hash, text]) => entries.filter((entry) => entry.of === (same.get(hash) ?? hash) && fillSlots(entry.text, text) === undefined).map(() => hash));
  expect(unfit).toEqual([]);
});

function isComplete(entry) {
  const isShaped = /^[0-9a-f]{16}$/u.test(entry.of) && typeof entry.delegating === "boolean" && typeof entry.text === "string" && entry.text.length > 5;
  return isShaped && LANGUAGES.includes(entry.language) && MANNERS.includes(entry.manner);
}

/** The first user messages of benign sessions, by hash; a session of an unread suite is not parsed. */
async function* benignRequests(set) {
  const wanted = new Set();
  for await (const line of linesOf(`${set}.labels.jsonl.gz`)) {
    const { id, label, suite } = JSON.parse(line);
    if (label === "benign" && !UNREAD.has(suite)) wanted.add(id);
  }
  for await (const line of linesOf(`${set}.jsonl.gz`)) {
    if (!wanted.has(/"id": ?"([^"]+)"/u.exec(line.slice(0, 200))?.[1])) continue;
    const message = JSON.parse(line).events.find((event) => event.kind === "message" && event.role === "user");
    if (typeof message?.content === "string") yield [hashOf(message.content), message.content];
  }
}

function linesOf(file) {
  return createInterface({ input: createReadStream(join(traces, file)).pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY });
}
