// Command lines of `kaizen corpus`: what they mean, and which make no sense.
import type { Corpus } from "@kaizen/corpus";
import { describe, expect, it } from "vitest";
import type { Io } from "../io.ts";
import { chooseObserver, planRuns } from "./corpus-plan.ts";

const corpus: Corpus = {
  organisation: { hosts: [] },
  misses: [],
  ordinary: [],
  scenarios: [
    {
      id: "scope-creep",
      class: "scope-creep",
      title: "",
      story: "",
      agent: { name: "a", role: "r", peers: [] },
      declaration: {},
      policy: { rules: [] },
      baseline: [],
      attacks: [{ id: "public-folder", strength: "plain", events: [{ kind: "call", action: { kind: "tool_call", tool: "t" }, attack: { expects: "declaration", owasp: [], atlas: [], harm: "", does: [] } }] }],
      twins: [],
      world: { owners: new Map(), data: [], follows: [], tools: new Map() },
      fixed: [],
    },
  ],
};

function io(env: Record<string, string> = {}): Io {
  const output = { isTerminal: false, isClosed: false, write: async () => undefined };
  return { stdin: (async function* () {})(), stdout: output, stderr: output, env, cwd: "/", signal: new AbortController().signal, now: () => 0, random: (length) => new Uint8Array(length) };
}

describe("the runs of a command line", () => {
  it("are one with everything on, where nothing is said", () => {
    expect(planRuns(corpus, {})).toEqual([{ choice: { kind: "all" } }]);
    expect(planRuns(corpus, { only: "public-folder" })).toEqual([{ choice: { kind: "only", id: "public-folder" } }]);
  });

  it("leave out what --ablate names, once or several times", () => {
    const names = planRuns(corpus, { ablate: ["declaration,policy", "baseline"] })[0]?.capabilities;
    expect(names).not.toContain("declaration");
    expect(names).not.toContain("policy");
    expect(names).not.toContain("baseline");
    expect(names).toContain("reasoning");
  });

  it("are one for each capability that attacks of the corpus expect, with --solo", () => {
    expect(planRuns(corpus, { solo: true })).toEqual([{ choice: { kind: "expecting", capability: "declaration" }, capabilities: ["declaration"] }]);
  });

  it.each([
    [{ ablate: ["declaratoin"] }, /declaration.*"declaratoin"/],
    [{ only: "scope-crep" }, /did you mean "scope-creep"/],
    [{ only: "elsewhere-entirely" }, /scenarios are scope-creep/],
    [{ solo: "baseline" }, /the corpus has none/],
    [{ solo: true as const, ablate: ["policy"] }, /got both/],
    [{ solo: true as const, only: "scope-creep" }, /got both/],
    [{ ratchet: true, ablate: ["policy"] }, /--ratchet/],
  ])("refuse %j", (options, message) => {
    expect(() => planRuns(corpus, options)).toThrow(message);
  });
});

describe("the observer of a command line", () => {
  it("is an embedded one, unless a server is named", () => {
    expect(chooseObserver(io(), {})).toEqual({ kind: "embedded" });
    const env = { KAIZEN_API_URL: "http://127.0.0.1:4180", KAIZEN_API_KEY: "kz_live_x" };
    expect(chooseObserver(io(env), {})).toEqual({ kind: "foreign", baseUrl: "http://127.0.0.1:4180", apiKey: "kz_live_x" });
    expect(chooseObserver(io({ KAIZEN_API_KEY: "kz_live_x" }), { against: "https://kaizen.example" })).toMatchObject({ baseUrl: "https://kaizen.example" });
  });

  it.each([
    ["a server without a key", {}, { against: "http://127.0.0.1:1" }, /KAIZEN_API_KEY/],
    ["what is no URL", { KAIZEN_API_KEY: "k" }, { against: "localhost" }, /as a URL like/],
    ["switching capabilities off elsewhere", { KAIZEN_API_KEY: "k" }, { against: "http://127.0.0.1:1", ablate: ["policy"] }, /embedded.*--against/],
  ])("refuses %s", (_what, env, options, message) => {
    expect(() => chooseObserver(io(env), options)).toThrow(message);
  });
});
