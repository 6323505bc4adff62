// Turns options and folder into what is to be done, or says in one sentence why that is not possible.
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CAPABILITIES, capabilities as pipeline } from "@kaizen/core";
import { listSets, readLabels } from "./labels.mjs";
import { UNREAD_SUITES } from "./unread.mjs";
import { variantsProblem } from "./variants.mjs";

/** The modules that come with the bench: other words for attacks, other words for what users ask. */
const OWN_VARIANTS = new Map([
  ["reworded", fileURLToPath(new URL("./reword.mjs", import.meta.url))],
  ["paraphrased", fileURLToPath(new URL("./paraphrase.mjs", import.meta.url))],
]);

/** `{ plan }` or `{ problem }`. `plan.unread` are the suites that stay unread although they are there. */
export async function planMeasurement(options, folder) {
  if (folder === undefined || folder === "") return { problem: "expected KAIZEN_TRACES to name a folder of labelled trace sets" };
  if (!existsSync(folder)) return { problem: `expected a folder of labelled trace sets, got "${folder}"` };
  const all = listSets(folder);
  const sets = options.get("set") ?? all;
  if (sets.length === 0) return { problem: `expected NAME.jsonl.gz and NAME.labels.jsonl.gz in "${folder}"` };
  const labels = new Map();
  const problem = unknownOf("set", sets, all) ?? readAll(folder, sets, labels) ?? unknownSuites(options, labels) ?? unknownCapabilities(options);
  if (problem !== undefined) return { problem };
  const transform = transformOf(options);
  const badTransform = transform === undefined ? undefined : await variantsProblem(transform);
  if (badTransform !== undefined) return { problem: badTransform };
  const here = suitesOf(labels);
  const asked = options.get("suite");
  const unread = options.has("read-unread") ? [] : UNREAD_SUITES.filter((suite) => here.includes(suite) && (asked?.includes(suite) ?? true));
  const choice = { ...(asked === undefined ? {} : { suites: asked }), leftOut: [...(options.get("leave-out") ?? []), ...unread] };
  const workers = options.has("workers") ? Number(options.get("workers")) : Math.min(4, availableParallelism());
  return { plan: { folder, sets: [...new Set(sets)], labels, choice, transform, unread, workers, capabilities: chosenCapabilities(options), warm: options.has("warm") } };
}

/** Capabilities that this engine has: those that can be switched off one by one. */
export function existingCapabilities() {
  return pipeline.map(({ name }) => name);
}

function unknownOf(what, names, known) {
  const unknown = names.find((name) => !known.includes(name));
  return unknown === undefined ? undefined : `expected a ${what} out of ${known.join(", ")}, got "${unknown}"`;
}

function readAll(folder, sets, labels) {
  for (const set of sets) {
    const read = readLabels(folder, set);
    if (read.problems.length > 0) return read.problems[0];
    labels.set(set, read.labels);
  }
  return undefined;
}

function suitesOf(labels) {
  return [...new Set([...labels.values()].flatMap((ofSet) => [...ofSet.values()].map(({ suite }) => suite)))].toSorted();
}

function unknownSuites(options, labels) {
  return unknownOf("suite", [...(options.get("suite") ?? []), ...(options.get("leave-out") ?? [])], suitesOf(labels));
}

function unknownCapabilities(options) {
  return unknownOf("capability", [...(options.get("ablate") ?? []), ...(options.get("solo") ?? [])], CAPABILITIES);
}

function chosenCapabilities(options) {
  const solo = options.get("solo");
  const ablate = options.get("ablate");
  if (solo !== undefined) return CAPABILITIES.filter((name) => solo.includes(name));
  return ablate === undefined ? undefined : CAPABILITIES.filter((name) => !ablate.includes(name));
}

function transformOf(options) {
  const part = options.has("held-back") ? "held-back" : "open";
  for (const [name, module] of OWN_VARIANTS) {
    const style = options.get(name);
    if (style !== undefined) return { module, part, ...(style === "all" ? {} : { style }) };
  }
  return options.has("transform") ? { module: resolve(options.get("transform")), part } : undefined;
}
