// Judges one recorded session and keeps what the figures need. The same key and settings as `kaizen replay`.
import { Buffer } from "node:buffer";
import { createNormaliser, emptyBaseline, mergeBaseline, startSession } from "@kaizen/core";
import { traceEvents } from "@kaizen/protocol";

const normaliser = createNormaliser({ key: Buffer.alloc(32, "replay") });
const STOPS = new Set(["high", "critical"]);

/**
 * `actions`, `flaggedActions`, `attention` of the run (its strongest verdict), `first` = index of the first flagged
 * event or null, `score` = highest confidence of a finding that flags or null, `findings` = all, in order of events.
 */
export function judgeRun(session, { capabilities, baseline }) {
  const { run } = judge(session, capabilities, baseline);
  return run;
}

/** Adds the session's lesson to its agent's baseline if it is clean, judged with what was learned so far; answers whether it was. */
export function learnFrom(session, capabilities, baselines) {
  const known = baselines.get(session.agent);
  const { engine } = judge(session, capabilities, known);
  if (!engine.isClean()) return false;
  baselines.set(session.agent, mergeBaseline(known ?? emptyBaseline(session.agent), engine.lesson()));
  return true;
}

function judge(session, capabilities, baseline) {
  const engine = startSession(
    { onFailure: "open", enforcement: "observe", ...(capabilities === undefined ? {} : { capabilities }) },
    baseline === undefined ? {} : { baseline },
  );
  const indexes = new Map();
  const run = { actions: 0, flaggedActions: 0, attention: "none", first: null, score: null, findings: [] };
  let last = null;
  for (const { event, i } of traceEvents(session)) {
    const facts = normaliser.facts(event);
    if (i !== undefined) indexes.set(facts.id, i);
    if (facts.event === "action") run.actions++;
    const verdict = engine.judge(facts);
    if (verdict.evidence.length > 0) addVerdict(run, verdict, i ?? null, facts.event === "action", indexes);
    last = i ?? last;
  }
  // What the end of a session shows counts for the run, never for the call that the verdict stands at.
  const late = engine.end();
  if (late !== undefined) addVerdict(run, late, last, false, indexes);
  return { run, engine };
}

function addVerdict(run, verdict, i, isAction, indexes) {
  if (verdict.attention === "flag") {
    if (isAction) run.flaggedActions++;
    run.first ??= i;
    run.attention = "flag";
  } else if (verdict.attention === "confirm" && run.attention === "none") run.attention = "confirm";
  for (const { code, capability, severity, confidence, cites } of verdict.evidence) {
    const flags = STOPS.has(severity);
    if (flags) run.score = Math.max(run.score ?? 0, confidence);
    run.findings.push({ i, code, capability, severity, confidence, flags, cites: cites.flatMap((id) => indexes.get(id) ?? []) });
  }
}
