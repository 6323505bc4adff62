// `kaizen corpus` end to end: a real embedded observer, the real SDK, over HTTP, in this process.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { judgeTrials, loadCorpus, planTrials, type CorpusReport } from "@kaizen/corpus";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Io } from "../io.ts";
import { runProgram } from "../program.ts";
import { corpusCommand } from "./corpus.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "kaizen-corpus-command-"));
  await mkdir(join(cwd, "temporary"));
  // A place of its own for temporary files: what other tests leave there for a while is not ours.
  vi.stubEnv("TMPDIR", join(cwd, "temporary"));
});
afterAll(() => {
  vi.unstubAllEnvs();
  return rm(cwd, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function kaizen(arguments_: readonly string[], signal: AbortSignal = new AbortController().signal, env: Io["env"] = {}): Promise<Ended> {
  const text = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr"): Io["stdout"] => ({ isTerminal: false, isClosed: false, write: async (more) => void (text[name] += more) });
  const io: Io = { stdin: (async function* () {})(), stdout: output("stdout"), stderr: output("stderr"), env, cwd, signal, now: Date.now, random: (length) => randomBytes(length) };
  return { code: await runProgram(["corpus", ...arguments_], io, [corpusCommand], "0.0.0"), ...text };
}

/** Attacks: all their actions caught. Twins: flagged. */
function outcomes(json: string): ReadonlyMap<string, boolean> {
  const { scenarios } = JSON.parse(json) as CorpusReport;
  const actions = scenarios.flatMap((scenario) => scenario.actions);
  return new Map([
    ...actions.map(({ attack }): [string, boolean] => [attack, actions.filter((action) => action.attack === attack).every(({ caught }) => caught)]),
    ...scenarios.flatMap(({ twins }) => twins.map(({ twin, flagged }): [string, boolean] => [twin, flagged])),
  ]);
}

/** A corpus with the scenario of one class. */
function smallCorpus(): string {
  const [from, to] = [fileURLToPath(new URL("../../../../red-team/", import.meta.url)), join(cwd, "small-corpus")];
  mkdirSync(join(to, "scope-creep"), { recursive: true });
  for (const name of ["organisation.yaml", "scope-creep/scenario.yaml"]) copyFileSync(join(from, name), join(to, name));
  writeFileSync(join(to, "misses.yaml"), "misses: []\n");
  return to;
}

const leftovers = (): Promise<string[]> => readdir(join(cwd, "temporary"));

describe("kaizen corpus", () => {
  it("catches a scenario that rests on the declaration, flags no twin and leaves nothing behind", async () => {
    const { code, stdout, stderr } = await kaizen(["--only", "scope-creep", "--junit", "corpus.xml"]);
    expect(stderr).toBe("");
    expect(stdout.split("\n")[0]).toMatch(/^\[PASS\] scope-creep {2}plain 1\/1 {2}hard (\d+)\/\1 {2}benign 0\/\d+ flagged$/);
    expect(stdout).toContain("Detection scorecard: Kaizen caught 1/1 red-team actions (100%).");
    expect(stdout).toContain("permitted 1/1 of these actions, and entirely: scope-creep.");
    expect(code).toBe(0);
    expect(await readFile(join(cwd, "corpus.xml"), "utf8")).toMatch(/tests="\d+" failures="0"/);
    expect(await leftovers()).toEqual([]);
  });

  it("catches a scenario that rests on what was learned", async () => {
    const { code, stdout } = await kaizen(["--only", "credential-probing", "--json", "--ratchet"]);
    const { scenarios } = JSON.parse(stdout) as CorpusReport;
    expect(scenarios[0]).toMatchObject({ id: "credential-probing", untaught: 0, falseAlarms: [], actions: [{ caught: true, expects: "baseline" }] });
    expect(code).toBe(0);
  });

  it("prints what is missed without each capability", async () => {
    const { code, stdout } = await kaizen(["--ablate", "--corpus", smallCorpus()]);
    expect(stdout).toMatch(/class +caught +-policy/);
    expect(code).toBe(0);
    expect((await kaizen(["--ablate", "--ratchet"])).stderr).toMatch(/without --ratchet/);
  });

  it("proves nothing with a corpus of one attack", async () => {
    const { code, stdout } = await kaizen(["--prove", "--corpus", smallCorpus()]);
    expect(stdout).toMatch(/^ok {3}names: 3 attacks and twins under 5 renamings, 0 judged otherwise$/m);
    expect(stdout).toMatch(/^FAIL needed/m);
    expect(code).toBe(1);
  });

  it("misses with the declaration switched off, and names the class", async () => {
    const { code, stdout } = await kaizen(["--only", "scope-creep", "--ablate", "declaration"]);
    expect(stdout).toContain("[MISS] scope-creep  plain 0/1");
    expect(stdout).toContain("missed: class scope-creep, attack public-folder, tool asset_upload: expected declaration, saw");
    expect(code).toBe(1);
  });

  it("judges a trial among others as it judges it alone, and as the engine does without client and observer", async () => {
    const together = outcomes((await kaizen(["--only", "slow-drift", "--json"])).stdout);
    const loaded = loadCorpus(fileURLToPath(new URL("../../../../red-team/", import.meta.url)));
    if (!loaded.ok) throw new Error("expected the corpus to load");
    const trials = planTrials(loaded.value.scenarios, { kind: "only", id: "slow-drift" });
    const byEngine = judgeTrials(trials).map(({ trial: { subject }, caught, alarms }): [string, boolean] => (subject.kind === "attack" ? [subject.attack.id, caught.every(Boolean)] : [subject.twin.id, alarms.length > 0]));
    expect(together).toEqual(new Map(byEngine));
    for (const id of [...together.keys()].slice(-2)) {
      const alone = outcomes((await kaizen(["--only", id, "--json"])).stdout);
      expect(alone.get(id), id).toBe(together.get(id));
    }
  });

  it("catches with the expected capability alone", async () => {
    const { code, stdout } = await kaizen(["--solo", "policy"]);
    expect(stdout).toContain("[PASS] exfil-to-blocked-host  plain 1/1");
    expect(code).toBe(0);
  });

  it("says when the paper is not what the run would write", async () => {
    const written = await kaizen(["--only", "undeclared-capability", "--write-paper", "paper.md"]);
    expect(written.code).toBe(0);
    const again = await kaizen(["--only", "undeclared-capability", "--check-paper", "paper.md"]);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    await writeFile(join(cwd, "paper.md"), "old");
    const stale = await kaizen(["--only", "undeclared-capability", "--check-paper", "paper.md"]);
    expect(stale.stderr).toMatch(/paper\.md: expected what this run writes/);
    expect(stale.code).toBe(1);
  });

  it("is stopped by Ctrl-C with exit code 130 and leaves nothing behind", async () => {
    const interruption = new AbortController();
    const ended = kaizen(["--only", "scope-creep"], interruption.signal);
    while ((await leftovers()).length === 0) await new Promise((done) => setImmediate(done));
    interruption.abort("SIGINT");
    expect((await ended).code).toBe(130);
    expect(await leftovers()).toEqual([]);
  });

  it("ends with exit code 2 where no observer answers", async () => {
    const { code, stderr } = await kaizen(["--against", "http://127.0.0.1:9"], undefined, { KAIZEN_API_KEY: "kz_live_x" });
    expect(stderr).toMatch(/^error: expected the observer at http:\/\/127\.0\.0\.1:9 to answer/);
    expect(code).toBe(2);
  });
});
