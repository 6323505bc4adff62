// Reads `red-team/`: one folder a class with one file a scenario, ordinary sessions, the organisation's host list and the known misses.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ATTACK_CLASSES } from "@kaizen/core";
import { parseMissesFile, parseOrdinaryFile, parseOrganisationFile, parseScenarioFile, type FileProblem, type KnownMiss, type OrdinaryAgent, type Result, type Scenario } from "@kaizen/protocol";
import { checkOrdinary } from "./check-ordinary.ts";
import { checkScenario } from "./check-scenario.ts";
import type { Corpus } from "./corpus.ts";

const ORDINARY = "ordinary";

/** Every problem of every file, with its line. Reads nothing outside `dir`. */
export function loadCorpus(dir: string): Result<Corpus, FileProblem[]> {
  const problems: FileProblem[] = [];
  const kept = <T>(result: Result<T, FileProblem[]>): T | undefined => {
    if (result.ok) return result.value;
    problems.push(...result.error);
    return undefined;
  };
  const files = kept(scenarioFiles(dir)) ?? [];
  const scenarios = files.map((file) => kept(readScenario(dir, file))).filter((scenario) => scenario !== undefined);
  const ordinary = ordinaryFiles(dir).map((name) => kept(readOrdinary(dir, name))).filter((agent) => agent !== undefined);
  const organisation = kept(readFile(join(dir, "organisation.yaml"), parseOrganisationFile));
  const misses = kept(readFile(join(dir, "misses.yaml"), parseMissesFile));
  problems.push(...sharedIds(scenarios, dir));
  if (misses !== undefined) problems.push(...unknownMisses(misses, scenarios, join(dir, "misses.yaml")));
  if (organisation === undefined || misses === undefined || problems.length > 0) return { ok: false, error: problems };
  return { ok: true, value: { scenarios: scenarios.toSorted(byClass), ordinary, organisation, misses } };
}

interface ScenarioPlace {
  readonly folder: string;
  readonly name: string;
}

function scenarioFiles(dir: string): Result<ScenarioPlace[], FileProblem[]> {
  try {
    const folders = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== ORDINARY).map((entry) => entry.name).toSorted();
    if (folders.length === 0) return { ok: false, error: [whole(dir, "expected one folder for each scenario, got none")] };
    const places = folders.map((folder) => ({ folder, names: yamlFiles(join(dir, folder)) }));
    const empty = places.filter(({ names }) => !names.includes("scenario.yaml"));
    if (empty.length > 0) return { ok: false, error: empty.map(({ folder }) => whole(join(dir, folder), "expected a file scenario.yaml, got none")) };
    return { ok: true, value: places.flatMap(({ folder, names }) => names.map((name) => ({ folder, name }))) };
  } catch (error) {
    return { ok: false, error: [unreadable(dir, error)] };
  }
}

/** A corpus need not have any. */
function ordinaryFiles(dir: string): readonly string[] {
  return existsSync(join(dir, ORDINARY)) ? yamlFiles(join(dir, ORDINARY)) : [];
}

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).toSorted();
}

function readScenario(dir: string, { folder, name }: ScenarioPlace): Result<Scenario, FileProblem[]> {
  const parsed = readFile(join(dir, folder, name), parseScenarioFile);
  if (!parsed.ok) return parsed;
  const problems = checkScenario(parsed.value.value, folder, withoutEnding(name));
  return problems.length > 0 ? { ok: false, error: parsed.value.locate(problems) } : { ok: true, value: parsed.value.value };
}

function readOrdinary(dir: string, name: string): Result<OrdinaryAgent, FileProblem[]> {
  const parsed = readFile(join(dir, ORDINARY, name), (text, file) => parseOrdinaryFile(text, file, withoutEnding(name)));
  if (!parsed.ok) return parsed;
  const problems = checkOrdinary(parsed.value.value);
  return problems.length > 0 ? { ok: false, error: parsed.value.locate(problems) } : { ok: true, value: parsed.value.value };
}

function withoutEnding(name: string): string {
  return name.replace(/\.ya?ml$/, "");
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
      return owner === undefined || owner === scenario.id ? [] : [whole(join(dir, scenario.id.replace(".", "/")), `expected ids that no other scenario has, got "${id}", which ${owner} has`)];
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
