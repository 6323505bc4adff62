// Reads `red-team/`: one folder a scenario, the organisation's host list and the known misses.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ATTACK_CLASSES } from "@kaizen/core";
import { parseMissesFile, parseOrganisationFile, parseScenarioFile, type FileProblem, type KnownMiss, type Result, type Scenario } from "@kaizen/protocol";
import { checkScenario } from "./check-scenario.ts";
import type { Corpus } from "./corpus.ts";

/** Every problem of every file, with its line. Reads nothing outside `dir`. */
export function loadCorpus(dir: string): Result<Corpus, FileProblem[]> {
  const problems: FileProblem[] = [];
  const kept = <T>(result: Result<T, FileProblem[]>): T | undefined => {
    if (result.ok) return result.value;
    problems.push(...result.error);
    return undefined;
  };
  const folders = kept(scenarioFolders(dir)) ?? [];
  const scenarios = folders.map((folder) => kept(readScenario(dir, folder))).filter((scenario) => scenario !== undefined);
  const organisation = kept(readFile(join(dir, "organisation.yaml"), parseOrganisationFile));
  const misses = kept(readFile(join(dir, "misses.yaml"), parseMissesFile));
  problems.push(...sharedIds(scenarios, dir));
  if (misses !== undefined) problems.push(...unknownMisses(misses, scenarios, join(dir, "misses.yaml")));
  if (organisation === undefined || misses === undefined || problems.length > 0) return { ok: false, error: problems };
  return { ok: true, value: { scenarios: scenarios.toSorted(byClass), organisation, misses } };
}

function scenarioFolders(dir: string): Result<string[], FileProblem[]> {
  try {
    const folders = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    if (folders.length > 0) return { ok: true, value: folders.map((entry) => entry.name).toSorted() };
    return { ok: false, error: [whole(dir, "expected one folder for each scenario, got none")] };
  } catch (error) {
    return { ok: false, error: [unreadable(dir, error)] };
  }
}

function readScenario(dir: string, folder: string): Result<Scenario, FileProblem[]> {
  const [file, ...others] = readdirSync(join(dir, folder)).filter((name) => /\.ya?ml$/.test(name)).toSorted();
  if (file === undefined) return { ok: false, error: [whole(join(dir, folder), "expected a file scenario.yaml, got none")] };
  if (others.length > 0) return { ok: false, error: others.map((name) => whole(join(dir, folder, name), `expected one scenario a folder, got ${file} and ${name}`)) };
  const parsed = readFile(join(dir, folder, file), parseScenarioFile);
  if (!parsed.ok) return parsed;
  const problems = checkScenario(parsed.value.value, folder);
  return problems.length > 0 ? { ok: false, error: parsed.value.locate(problems) } : { ok: true, value: parsed.value.value };
}

function readFile<T>(file: string, parse: (text: string, file: string) => Result<T, FileProblem[]>): Result<T, FileProblem[]> {
  try {
    if (!statSync(file).isFile()) return { ok: false, error: [whole(file, "expected a file")] };
    return parse(readFileSync(file, "utf8"), file);
  } catch (error) {
    return { ok: false, error: [unreadable(file, error)] };
  }
}

/** Ids name attacks and twins on the command line, whatever their scenario. */
function sharedIds(scenarios: readonly Scenario[], dir: string): FileProblem[] {
  const owners = new Map<string, string>();
  return scenarios.flatMap((scenario) =>
    [scenario, ...scenario.attacks, ...scenario.twins].flatMap(({ id }) => {
      const owner = owners.get(id);
      owners.set(id, scenario.id);
      return owner === undefined || owner === scenario.id ? [] : [whole(join(dir, scenario.id), `expected ids that no other scenario has, got "${id}", which ${owner} has`)];
    }),
  );
}

function unknownMisses(misses: readonly KnownMiss[], scenarios: readonly Scenario[], file: string): FileProblem[] {
  return misses
    .filter((miss) => !scenarios.some((scenario) => scenario.id === miss.scenario && [...scenario.attacks, ...scenario.twins].some(({ id }) => id === miss.id)))
    .map((miss) => whole(file, `expected an attack or a twin of the corpus, got ${JSON.stringify(`${miss.scenario}/${miss.id}`)}`));
}

function unreadable(file: string, error: unknown): FileProblem {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return { file, line: 1, column: 1, code: "unreadable", message: code === "ENOENT" ? "expected it to exist, got nothing there" : `expected it to be readable, got ${code}` };
}

function whole(file: string, message: string): FileProblem {
  return { file, line: 1, column: 1, code: "corpus", message };
}

function byClass(a: Scenario, b: Scenario): number {
  return ATTACK_CLASSES.indexOf(a.class) - ATTACK_CLASSES.indexOf(b.class) || (a.id < b.id ? -1 : 1);
}
