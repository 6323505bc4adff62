// What one command line asks for: which parts of the corpus, with which capabilities, on which observer.
import { capabilities, type CapabilityName } from "@kaizen/core";
import { chosenOrdinary, planTrials, type Choice, type Corpus } from "@kaizen/corpus";
import { nearestName } from "@kaizen/protocol";
import { CliError } from "../cli-error.ts";
import type { Io } from "../io.ts";

export interface CorpusOptions {
  readonly against?: string;
  readonly corpus?: string;
  readonly only?: string;
  /** True: all, one after the other. */
  readonly ablate?: readonly string[] | true;
  readonly prove?: boolean;
  readonly solo?: string | true;
  readonly ratchet?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly junit?: string;
  readonly writePaper?: string;
  readonly checkPaper?: string;
}

/** One run of some trials on one observer. */
export interface PlannedRun {
  readonly choice: Choice;
  /** Switched on; absent = all. */
  readonly capabilities?: readonly CapabilityName[];
}

export type ObserverChoice = { readonly kind: "embedded" } | { readonly kind: "foreign"; readonly baseUrl: string; readonly apiKey: string };

export function chooseObserver(io: Io, options: CorpusOptions): ObserverChoice {
  const baseUrl = options.against ?? io.env["KAIZEN_API_URL"];
  if (baseUrl === undefined || baseUrl === "") return { kind: "embedded" };
  const apiKey = io.env["KAIZEN_API_KEY"];
  if (apiKey === undefined || apiKey === "") throw new CliError(`expected KAIZEN_API_KEY to hold an admin key of the observer at ${baseUrl}, got nothing`);
  if (!/^https?:\/\/[^\s/@]+(\/\S*)?$/.test(baseUrl)) throw new CliError(`expected the observer as a URL like http://127.0.0.1:4180, got ${JSON.stringify(baseUrl)}`);
  if (options.ablate !== undefined || options.solo !== undefined) {
    throw new CliError(`--ablate and --solo switch capabilities off in the observer too, which only works on an embedded one; leave out ${options.against === undefined ? "KAIZEN_API_URL" : "--against"}`);
  }
  return { kind: "foreign", baseUrl, apiKey };
}

export function planRuns(corpus: Corpus, options: CorpusOptions): readonly PlannedRun[] {
  if (options.ablate !== undefined && options.solo !== undefined) throw new CliError("expected --ablate or --solo, got both");
  if (options.ratchet === true && (options.ablate !== undefined || options.solo !== undefined)) throw new CliError("expected --ratchet with all capabilities on; leave out --ablate and --solo");
  if (options.solo !== undefined && options.only !== undefined) throw new CliError("expected --solo or --only, got both");
  if (options.only !== undefined) assertKnown(corpus, options.only);
  const choice: Choice = options.only === undefined ? { kind: "all" } : { kind: "only", id: options.only };
  if (options.solo !== undefined) return soloRuns(corpus, options.solo);
  if (options.ablate === undefined || options.ablate === true) return [{ choice }];
  const off = new Set(options.ablate.flatMap((text) => text.split(",")).map(capabilityNamed));
  return [{ choice, capabilities: capabilities.map(({ name }) => name).filter((name) => !off.has(name)) }];
}

/** For what is computed in this process over the whole corpus. */
export function assertAlone(options: CorpusOptions, name: string): void {
  const others = [["--against", options.against], ["--only", options.only], ["--solo", options.solo], ["--ratchet", options.ratchet], ["--junit", options.junit], ["--write-paper", options.writePaper], ["--check-paper", options.checkPaper]] as const;
  const given = others.filter(([, value]) => value !== undefined).map(([option]) => option);
  if (given.length > 0) throw new CliError(`expected ${name} without ${given.join(", ")}`);
}

function soloRuns(corpus: Corpus, solo: string | true): readonly PlannedRun[] {
  const names = solo === true ? capabilities.map(({ name }) => name) : [capabilityNamed(solo)];
  const runs = names.map((name) => ({ choice: { kind: "expecting" as const, capability: name }, capabilities: [name] }));
  const useful = runs.filter(({ choice }) => planTrials(corpus.scenarios, choice).length > 0);
  if (useful.length === 0) throw new CliError(`expected attacks that ${names.join(", ")} must catch, but the corpus has none`);
  return useful;
}

function capabilityNamed(text: string): CapabilityName {
  const known = capabilities.map(({ name }) => name);
  const name = known.find((one) => one === text);
  if (name !== undefined) return name;
  throw new CliError(`expected a capability (${known.join(", ")}), got ${JSON.stringify(text)}`);
}

function assertKnown(corpus: Corpus, id: string): void {
  const choice: Choice = { kind: "only", id };
  if (planTrials(corpus.scenarios, choice).length > 0 || chosenOrdinary(corpus.ordinary, choice).length > 0) return;
  const known = corpus.scenarios.flatMap((scenario) => [scenario.id, ...scenario.attacks.map((attack) => attack.id), ...scenario.twins.map((twin) => twin.id)]).concat(corpus.ordinary.map((agent) => `ordinary.${agent.id}`));
  const nearest = nearestName(id, known);
  throw new CliError(`expected the id of a scenario, an attack or a twin, got ${JSON.stringify(id)}${nearest === undefined ? `; scenarios are ${corpus.scenarios.map((scenario) => scenario.id).join(", ")}` : `; did you mean "${nearest}"?`}`);
}
