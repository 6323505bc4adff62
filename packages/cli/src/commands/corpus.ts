// `kaizen corpus`: the red-team corpus on a fresh embedded observer or on a running one, and its scorecard.
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ablate, checkRatchet, CorpusError, isGood, mergeReports, prove, renderAblation, renderJson, renderJunit, renderPaper, renderText, runCorpus, type Corpus, type CorpusReport } from "@kaizen/corpus";
import { Option } from "commander";
import picocolors from "picocolors";
import { CliError, systemReason } from "../cli-error.ts";
import type { CommandDefinition } from "../command.ts";
import { assertAlone, chooseObserver, planRuns, type CorpusOptions, type ObserverChoice, type PlannedRun } from "../corpus/corpus-plan.ts";
import { startEmbeddedObserver } from "../corpus/embedded-observer.ts";
import { readCorpus } from "../corpus/find-corpus.ts";
import { EXIT } from "../exit-code.ts";
import { hasColours } from "../has-colours.ts";
import type { Io } from "../io.ts";
import { printable } from "../printable.ts";
import { createProgress } from "../progress.ts";

export const corpusCommand: CommandDefinition = {
  name: "corpus",
  summary: "run the red-team corpus and print the scorecard",
  examples: ["kaizen corpus", "kaizen corpus --only scope-creep", "kaizen corpus --ablate declaration", "kaizen corpus --ablate", "kaizen corpus --prove", "kaizen corpus --solo baseline", "kaizen corpus --ratchet --junit corpus.xml", "KAIZEN_API_KEY=kz_live_… kaizen corpus --against http://127.0.0.1:4180"],
  define: (command, run) => {
    command
      .option("--only <id>", "one class or scenario, one attack with its twins, one twin, or ordinary.AGENT")
      .option("--ablate [capability...]", "switch capabilities off; without a name a matrix of what is missed without each")
      .option("--solo [capability]", "run each attack with nothing but the capability that must catch it")
      .option("--against <url>", "a running observer instead of an embedded one; the admin key is read from KAIZEN_API_KEY")
      .option("--corpus <folder>", "another corpus than the one that comes with this program")
      .option("--prove", "hold the corpus against self-deception: other names, each capability alone, each one needed")
      .option("--ratchet", "fail on a miss that is not listed in misses.yaml, and on a listed one that is caught now")
      .option("--verbose", "print each known miss with its cause")
      .option("--json", "print the report as JSON")
      .option("--junit <file>", "write the report for a CI server as well")
      .addOption(new Option("--write-paper <file>", "write docs/how-agents-fail.md out of this run").hideHelp())
      .addOption(new Option("--check-paper <file>", "fail when that paper is not what this run would write").hideHelp())
      .addHelpText("after", "\nExit code 0 when every attack is caught and nothing lawful is flagged, 1 otherwise, 2 when the corpus cannot be run.")
      .action(run(corpus));
  },
};

async function corpus(io: Io, options: CorpusOptions): Promise<number> {
  const observer = chooseObserver(io, options);
  const read = await readCorpus(io, options.corpus);
  if (options.prove === true) return proof(io, read, options);
  if (options.ablate === true) return matrix(io, read, options);
  const runs = planRuns(read, options);
  const report = mergeReports(await runAll(io, read, runs, observer));
  await io.stdout.write(options.json === true ? renderJson(report) : renderText(report, { paint: paint(io), misses: read.misses, known: options.verbose === true ? "told" : "counted" }));
  if (options.junit !== undefined) await write(io, options.junit, renderJunit(report));
  if (options.writePaper !== undefined) await write(io, options.writePaper, renderPaper(report, read.scenarios));
  const isPaperCurrent = options.checkPaper === undefined || (await checkPaper(io, options.checkPaper, renderPaper(report, read.scenarios)));
  const isFine = options.ratchet === true ? await ratchet(io, report, read) : isGood(report);
  return isFine && isPaperCurrent ? EXIT.good : EXIT.bad;
}

/** In this process, with the engine alone: nothing is sent or stored. */
async function proof(io: Io, read: Corpus, options: CorpusOptions): Promise<number> {
  assertAlone(options, "--prove");
  const { holds, lines } = prove(read);
  await io.stdout.write(options.json === true ? `${JSON.stringify({ holds, lines }, null, 2)}\n` : lines.map((line) => `${line}\n`).join(""));
  return holds ? EXIT.good : EXIT.bad;
}

async function matrix(io: Io, read: Corpus, options: CorpusOptions): Promise<number> {
  assertAlone(options, "--ablate without a capability");
  const ablation = ablate(read.scenarios);
  await io.stdout.write(options.json === true ? `${JSON.stringify(ablation, null, 2)}\n` : renderAblation(ablation));
  return EXIT.good;
}

async function runAll(io: Io, read: Corpus, runs: readonly PlannedRun[], observer: ObserverChoice): Promise<CorpusReport[]> {
  const progress = createProgress(io);
  const reports: CorpusReport[] = [];
  try {
    for (const run of runs) reports.push(await runOne(io, read, run, observer, (text) => void progress.show(() => text)));
    return reports;
  } catch (cause) {
    if (cause instanceof CorpusError && !io.signal.aborted) throw new CliError(printable(cause.message, 1_000));
    throw cause;
  } finally {
    await progress.clear();
  }
}

async function runOne(io: Io, read: Corpus, run: PlannedRun, chosen: ObserverChoice, show: (text: string) => void): Promise<CorpusReport> {
  const embedded = chosen.kind === "embedded" ? await startEmbeddedObserver(io, run.capabilities) : undefined;
  const { baseUrl, apiKey } = chosen.kind === "foreign" ? chosen : (embedded ?? { baseUrl: "", apiKey: "" });
  try {
    return await runCorpus(read, {
      ...run,
      baseUrl,
      apiKey,
      run: Buffer.from(io.random(6)).toString("hex"),
      signal: io.signal,
      progress: ({ done, total, trial }) => show(`${done}/${total} ${trial}${run.choice.kind === "expecting" ? ` (${run.choice.capability} alone)` : ""}`),
    });
  } finally {
    await embedded?.close();
  }
}

async function ratchet(io: Io, report: CorpusReport, { misses }: Corpus): Promise<boolean> {
  const { holds, problems } = checkRatchet(report, misses);
  await io.stderr.write(problems.map((problem) => `ratchet: ${problem}\n`).join(""));
  return holds;
}

async function checkPaper(io: Io, file: string, expected: string): Promise<boolean> {
  const found = await readFile(resolve(io.cwd, file), "utf8").catch(() => undefined);
  if (found === expected) return true;
  await io.stderr.write(`${printable(file)}: expected what this run writes, got ${found === undefined ? "no such file" : "something older"}; write it with \`kaizen corpus --write-paper ${printable(file)}\`\n`);
  return false;
}

async function write(io: Io, file: string, text: string): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), text);
  } catch (cause) {
    throw new CliError(`cannot write ${file}: ${systemReason(cause)}`);
  }
}

function paint(io: Io): { good: (text: string) => string; bad: (text: string) => string } {
  const colours = picocolors.createColors(hasColours(io));
  return { good: colours.green, bad: colours.red };
}
