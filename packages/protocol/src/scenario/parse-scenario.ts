// Reads the files of the red-team corpus. What only shows across files is checked by whoever loads the corpus.
import type { z } from "zod";
import type { FileProblem, Problem } from "../problem.ts";
import type { Result } from "../result.ts";
import { readYamlFile } from "../yaml-file/read-yaml-file.ts";
import { zodProblems } from "../zod-problems.ts";
import { DECLARATION_KEYS } from "../declaration-file/declaration-document.ts";
import { POLICY_KEYS } from "../policy-file/policy-document.ts";
import { ordinaryFromFile, scenarioFromFile } from "./from-file.ts";
import { policyPartProblems } from "./policy-part.ts";
import { SCENARIO_KEYS } from "./scenario-file.ts";
import { missesSchema, ordinarySchema, organisationSchema, scenarioSchema } from "./schema.ts";
import type { KnownMiss, OrdinaryAgent, Organisation, Scenario } from "./scenario.ts";

/** A value and where it stands, so that later checks can name the line too. */
export interface Located<T> {
  readonly value: T;
  locate(problems: readonly Problem[]): FileProblem[];
}

const KEYS: readonly string[] = [...SCENARIO_KEYS, ...DECLARATION_KEYS, ...POLICY_KEYS];

export function parseScenarioFile(text: string, file: string): Result<Located<Scenario>, FileProblem[]> {
  const parsed = parseOne(text, file, scenarioSchema, KEYS);
  if (!parsed.ok) return parsed;
  const scenario = scenarioFromFile(parsed.value.value);
  const problems = policyProblems(scenario);
  if (problems.length > 0) return { ok: false, error: parsed.value.locate(problems) };
  return { ok: true, value: { value: scenario, locate: parsed.value.locate } };
}

/** `id`: the name of the file without its ending. */
export function parseOrdinaryFile(text: string, file: string, id: string): Result<Located<OrdinaryAgent>, FileProblem[]> {
  const parsed = parseOne(text, file, ordinarySchema, KEYS);
  if (!parsed.ok) return parsed;
  const value = ordinaryFromFile(parsed.value.value, id);
  const problems = policyPartProblems(value.policy, ["policy"]);
  if (problems.length > 0) return { ok: false, error: parsed.value.locate(problems) };
  return { ok: true, value: { value, locate: parsed.value.locate } };
}

export function parseOrganisationFile(text: string, file: string): Result<Organisation, FileProblem[]> {
  const parsed = parseOne(text, file, organisationSchema, ["hosts"]);
  return parsed.ok ? { ok: true, value: parsed.value.value } : parsed;
}

export function parseMissesFile(text: string, file: string): Result<readonly KnownMiss[], FileProblem[]> {
  const parsed = parseOne(text, file, missesSchema, ["misses", "scenario", "id", "why"]);
  return parsed.ok ? { ok: true, value: parsed.value.value.misses } : parsed;
}

function parseOne<T>(text: string, file: string, schema: z.ZodType<T>, keys: readonly string[]): Result<Located<T>, FileProblem[]> {
  const documents = readYamlFile(text, file);
  if (!documents.ok) return documents;
  const [document] = documents.value;
  if (document === undefined || documents.value.length > 1) {
    const message = `expected one YAML document, got ${documents.value.length === 0 ? "an empty file" : documents.value.length}`;
    return { ok: false, error: [{ file, line: 1, column: 1, code: "bad-yaml", message }] };
  }
  const parsed = schema.safeParse(document.value);
  if (!parsed.success) return { ok: false, error: document.locate(zodProblems(parsed.error, document.value, keys)) };
  return { ok: true, value: { value: parsed.data, locate: (problems) => document.locate(problems) } };
}

function policyProblems(scenario: Scenario): Problem[] {
  return [
    ...policyPartProblems(scenario.policy, ["policy"]),
    ...scenario.twins.flatMap((twin, index) => (twin.fact.kind === "policy" ? policyPartProblems(twin.fact.policy, ["twins", index, "policy"]) : [])),
  ];
}
