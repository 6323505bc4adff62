// `kaizen explain`: why a verdict is as it is, as a tree of its evidence.
import type { Facts, Finding, Verdict } from "@kaizen/core";
import { explanationSchema } from "@kaizen/protocol";
import picocolors from "picocolors";
import { CliError } from "../cli-error.ts";
import type { CommandDefinition } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { explanationTree } from "../explain/explanation-tree.ts";
import type { ExplainedEvent, ExplainedFinding, ExplainedVerdict } from "../explain/explanation-tree.ts";
import { hasColours } from "../has-colours.ts";
import { jsonText } from "../json-text.ts";
import type { Io } from "../io.ts";
import { judgeSession } from "../replay/judge-session.ts";
import { createSessionSource } from "../replay/read-sessions.ts";
import { addReplayOptions, planReplay } from "../replay/replay-plan.ts";
import type { ReplayOptions } from "../replay/replay-plan.ts";
import { createApiClient, serverOption } from "../server/api-client.ts";
import type { ServerOptions } from "../server/api-client.ts";

interface Options extends ReplayOptions, ServerOptions {
  readonly trace?: string;
  readonly session?: string;
  readonly event?: string;
  readonly json?: boolean;
}

export const explainCommand: CommandDefinition = {
  name: "explain",
  summary: "show the evidence of a verdict as a tree",
  examples: ["kaizen explain 01976f3e-2a4b-7c11-8d20-5b1c9e4f7a33", "kaizen explain --trace sessions.jsonl.gz --session run-17 --event 12 --declaration kaizen.yaml", "kaizen explain --trace sessions.jsonl.gz --session run-17 --event end", "kaizen explain --trace sessions.jsonl.gz --session run-17 --json | jq '.findings[].chain'"],
  define: (command, run) => {
    command.argument("[verdict-id]", "verdict of a running observer").addOption(serverOption());
    command.option("--trace <file>", "explain a recorded event instead, without a server").option("--session <id>", "session in the trace file").option("--event <index>", "its `i` in the session, or `end` for the review at its end; default: the first that is flagged, else the first with a finding");
    addReplayOptions(command).option("--json", "print JSON").action(run(explain));
  },
};

async function explain(io: Io, id: string | undefined, options: Options): Promise<number> {
  if ((id === undefined) === (options.trace === undefined)) throw new CliError("expected a verdict id, or --trace FILE with --session ID");
  const verdict = id === undefined ? await recordedVerdict(io, options) : await storedVerdict(io, id, options);
  const text = options.json === true ? `${jsonText(verdict)}\n` : explanationTree(verdict, picocolors.createColors(hasColours(io)));
  await io.stdout.write(text);
  return EXIT.good;
}

async function storedVerdict(io: Io, id: string, options: Options): Promise<ExplainedVerdict> {
  const row = await createApiClient(io, options).call("GET", `/v1/verdicts/${encodeURIComponent(id)}`, explanationSchema);
  const events = new Map((row.facts ?? []).map((facts) => [facts.id, facts]));
  const { agent, session, decision, attention, reason, evidence } = row;
  const findings = evidence.map((finding) => explainedFinding(finding, (name) => ({ name, facts: events.get(name) })));
  return { id: row.id, agent, session, decision, attention, reason, ...(row.late === undefined ? {} : { late: row.late }), degraded: row.degraded ?? [], findings };
}

function explainedFinding(finding: Finding, named: (event: string) => ExplainedEvent): ExplainedFinding {
  const { cites, chain = [], origins = [] } = finding;
  return {
    finding,
    cites: cites.map(named),
    chain: chain.map((link) => ({ ...link, event: named(link.event).name })),
    origins: origins.map(({ event, ...origin }) => (event === undefined ? origin : { ...origin, event: named(event).name })),
  };
}

interface Seen {
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly i: number | undefined;
}

async function recordedVerdict(io: Io, options: Options): Promise<ExplainedVerdict> {
  const { trace = "", session: wanted } = options;
  if (wanted === undefined) throw new CliError("expected --session ID together with --trace");
  const place = placeOf(options.event);
  const plan = await planReplay(io, options);
  const source = createSessionSource(io);
  for await (const lesson of source.sessions(options.learn ?? [])) plan.learner.learn(judgeSession(lesson, plan.inputsFor(lesson.agent), plan.judging));
  for await (const session of source.sessions([trace])) {
    if (session.id !== wanted) continue;
    const seen: Seen[] = [];
    judgeSession(session, plan.inputsFor(session.agent), { ...plan.judging, onEvent: (facts, verdict, i) => void seen.push({ facts, verdict, i }) });
    return explained(seen, place, session.agent, session.id);
  }
  throw new CliError(`no session ${JSON.stringify(wanted)} in ${trace}; \`kaizen replay ${trace} --json\` lists them`);
}

type Place = number | "end" | "first";

function placeOf(event: string | undefined): Place {
  if (event === undefined) return "first";
  if (event === "end") return event;
  const index = Number(event);
  if (!Number.isSafeInteger(index)) throw new CliError(`expected --event to be an index or "end", got ${JSON.stringify(event)}`);
  return index;
}

function chosenOf(seen: readonly Seen[], place: Place): Seen | undefined {
  switch (place) {
    case "first":
      return seen.find(({ verdict }) => verdict.attention === "flag") ?? seen.find(({ verdict }) => verdict.evidence.length > 0);
    case "end":
      return seen.find(({ verdict }) => verdict.late === true);
    default:
      return seen.find(({ i, verdict }) => i === place && verdict.late === undefined);
  }
}

const NOTHING_AT = { first: "has no finding; name an event with --event", end: "has nothing that only its end shows" } as const;

function explained(seen: readonly Seen[], place: Place, agent: string, session: string): ExplainedVerdict {
  const chosen = chosenOf(seen, place);
  if (chosen === undefined) throw new CliError(`session ${JSON.stringify(session)} ${typeof place === "number" ? `has no event ${place}` : NOTHING_AT[place]}`);
  const byId = new Map(seen.map((one) => [one.facts.id, one]));
  const { decision, attention, reason, late, degraded = [], evidence, id } = chosen.verdict;
  const named = (eventId: string): ExplainedEvent => ({ name: String(byId.get(eventId)?.i ?? eventId), facts: byId.get(eventId)?.facts });
  return { id, agent, session, decision, attention, reason, ...(late === undefined ? {} : { late }), degraded, findings: evidence.map((finding) => explainedFinding(finding, named)) };
}
