// Judges one recorded session from its first event to its last.
import type { EngineInputs, EngineSession, EngineSettings, Facts, Normaliser, Verdict } from "@kaizen/core";
import { restoreSession, startSession } from "@kaizen/core";
import { traceEvents } from "@kaizen/protocol";
import type { TraceSession } from "@kaizen/protocol";

/** A verdict that is not clean. `i` is the event's index in the recording; `late` marks a review at the session's end. */
interface JudgedEvent {
  readonly i: number;
  readonly late?: true;
  readonly verdict: Verdict;
  /** The cited events by their index; those that the recording does not number are left out. */
  readonly cites: readonly (readonly number[])[];
}

export interface JudgedSession {
  readonly id: string;
  readonly agent: string;
  readonly events: number;
  readonly judged: readonly JudgedEvent[];
  readonly engine: EngineSession;
}

export interface Judging {
  readonly normaliser: Normaliser;
  readonly settings: EngineSettings;
  /** Puts the session away as text and takes it up again at every event: verdicts must not change. */
  readonly stepwise: boolean;
  /** Sees the facts and the verdict of every event, and at last a late verdict with the facts of the last event. */
  readonly onEvent?: (facts: Facts, verdict: Verdict, i: number | undefined) => void;
}

export function judgeSession(session: TraceSession, inputs: EngineInputs, judging: Judging): JudgedSession {
  const { normaliser, settings } = judging;
  let engine = startSession(settings, inputs);
  const indexes = new Map<string, number>();
  const judged: JudgedEvent[] = [];
  let last: { readonly facts: Facts; readonly i: number | undefined } | undefined;
  for (const { event, i } of traceEvents(session)) {
    const facts = normaliser.facts(event);
    last = { facts, i };
    if (i !== undefined) indexes.set(facts.id, i);
    if (judging.stepwise) engine = restoreSession(engine.serialise(), settings, inputs);
    const verdict = engine.judge(facts);
    judging.onEvent?.(facts, verdict, i);
    if (i === undefined || verdict.evidence.length === 0) continue;
    judged.push({ i, verdict, cites: citedBy(verdict, indexes) });
  }
  if (judging.stepwise) engine = restoreSession(engine.serialise(), settings, inputs);
  const verdict = engine.end();
  if (verdict !== undefined && last !== undefined) {
    judging.onEvent?.(last.facts, verdict, last.i);
    judged.push({ i: last.i ?? session.events.at(-1)?.i ?? 0, late: true, verdict, cites: citedBy(verdict, indexes) });
  }
  return { id: session.id, agent: session.agent, events: session.events.length, judged, engine };
}

function citedBy({ evidence }: Verdict, indexes: ReadonlyMap<string, number>): readonly (readonly number[])[] {
  return evidence.map((finding) => finding.cites.flatMap((id) => indexes.get(id) ?? []));
}
