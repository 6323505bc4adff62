// `kaizen replay`: recorded sessions through the engine.
import picocolors from "picocolors";
import type { CommandDefinition } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { jsonText } from "../json-text.ts";
import type { Io } from "../io.ts";
import { printable } from "../printable.ts";
import { hasColours } from "../has-colours.ts";
import { createProgress } from "../progress.ts";
import type { Progress } from "../progress.ts";
import { judgeSession } from "../replay/judge-session.ts";
import type { JudgedSession } from "../replay/judge-session.ts";
import { createSessionSource } from "../replay/read-sessions.ts";
import type { SessionSource } from "../replay/read-sessions.ts";
import { addReplayOptions, planReplay } from "../replay/replay-plan.ts";
import type { ReplayOptions, ReplayPlan } from "../replay/replay-plan.ts";
import { createTally } from "../replay/tally.ts";
import type { Tally } from "../replay/tally.ts";
import { sessionLine } from "../replay/session-line.ts";

interface Options extends ReplayOptions {
  readonly online?: boolean;
  readonly json?: boolean;
  readonly fail?: boolean;
}

export const replayCommand: CommandDefinition = {
  name: "replay",
  summary: "run recorded sessions through the engine and say what it would have flagged",
  examples: [
    "kaizen replay sessions.jsonl.gz",
    "kaizen replay today.jsonl --learn last-week.jsonl.gz --declaration kaizen.yaml --policy policy.yaml",
    "kaizen replay today.jsonl --json | jq 'select(.flagged) | .id'",
    "zcat *.jsonl.gz | kaizen replay - --fail",
  ],
  define: (command, run) => {
    command.argument("<file...>", "trace files (JSON Lines, gzip or not; docs/files.md describes them); - is standard input");
    addReplayOptions(command)
      .option("--online", "learn from every clean session in file order")
      .option("--json", "one JSON line a session")
      .option("--fail", "exit code 1 when something is flagged")
      .action(run(replay));
  },
};

async function replay(io: Io, files: readonly string[], options: Options): Promise<number> {
  const plan = await planReplay(io, options);
  const source = createSessionSource(io);
  const progress = createProgress(io);
  const tally = createTally(io.now());
  await teach(plan, source, options.learn ?? [], tally, progress);
  for await (const session of source.sessions(files)) {
    const judged = judgeSession(session, plan.inputsFor(session.agent), plan.judging);
    tally.add(judged);
    if (options.online === true) tally.learned(plan.learner.learn(judged));
    const text = options.json === true ? `${jsonText(sessionLine(judged))}\n` : flaggedLine(io, judged);
    if (text !== "") await progress.clear();
    await io.stdout.write(text);
    if (io.stdout.isClosed) break;
    await progress.show(() => `replay: ${tally.text(io.now())}`);
    if (tally.sessions % SESSIONS_A_TURN === 0) await nextTurn();
  }
  await progress.clear();
  if (io.signal.aborted) await io.stderr.write(`interrupted after ${tally.text(io.now())}\n`);
  else if (options.json !== true) await io.stdout.write(`${tally.text(io.now())}\n`);
  if (source.problems > 0) return EXIT.unusable;
  return options.fail === true && tally.flagged > 0 ? EXIT.bad : EXIT.good;
}

async function teach(plan: ReplayPlan, source: SessionSource, files: readonly string[], tally: Tally, progress: Progress): Promise<void> {
  for await (const session of source.sessions(files)) {
    const judged = judgeSession(session, plan.inputsFor(session.agent), plan.judging);
    tally.learned(plan.learner.learn(judged));
    await progress.show(() => `learning: ${tally.learnedText()}`);
    if (tally.offered % SESSIONS_A_TURN === 0) await nextTurn();
  }
}

/** Judging is synchronous: signals are only seen between turns of the event loop. */
const SESSIONS_A_TURN = 8;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Empty when nothing was flagged. */
function flaggedLine(io: Io, session: JudgedSession): string {
  const first = session.judged.find(({ verdict }) => verdict.attention === "flag");
  if (first === undefined) return "";
  const colours = picocolors.createColors(hasColours(io));
  const codes = first.verdict.evidence.map(({ code }) => code).join(", ");
  return `${colours.red("flag")}  ${printable(session.id, 80)}  ${printable(session.agent, 80)}  event ${first.i}  ${colours.bold(printable(codes, 120))}  ${printable(first.verdict.reason, 300)}\n`;
}
