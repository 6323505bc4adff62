// Runs one fixture of a capability through a whole session, as an agent's events would run.
import { createNormaliser } from "../normalise/normaliser.ts";
import { startSession } from "../engine/session.ts";
import { emptyBaseline, mergeBaseline } from "./baseline/merge.ts";
import type { EngineInputs } from "../engine/session.ts";
import type { Baseline } from "../words/baseline.ts";
import type { Declaration } from "../words/declaration.ts";
import type { EventBody } from "../words/event.ts";
import type { Facts } from "../words/facts.ts";
import type { Policy } from "../words/policy.ts";
import type { CapabilityName, Severity, Verdict } from "../words/verdict.ts";

/**
 * A body as in `EventBody`; which of the two it is shows in what it holds. `at`: milliseconds after the first event.
 * `facts`: stands in for what is read from the event.
 */
export type FixtureEvent = { readonly callId?: string; readonly at?: number; readonly facts?: object } & ({ readonly action: object } | { readonly observation: object });

export interface Fixture {
  readonly title?: string;
  readonly onFailure?: "open" | "closed";
  readonly policy?: Policy;
  readonly policyIsUnknown?: true;
  readonly policyIsStale?: true;
  /** Parts that are left out are not stated. */
  readonly declaration?: Partial<Declaration>;
  readonly baseline?: Baseline;
  /** Sessions that teach the baseline first, each of them `times` times. */
  readonly teach?: readonly (readonly FixtureEvent[])[];
  readonly times?: number;
  readonly events: readonly FixtureEvent[];
  readonly findings?: readonly FixtureFinding[];
}

export interface FixtureFinding {
  /** Position in `events`. */
  readonly event: number;
  readonly code: string;
  readonly capability: CapabilityName;
  readonly severity?: Severity;
  /** Found by the review at the end of the session. */
  readonly late?: true;
}

const AGENT = "fixture-agent";

/** Every finding of the capability, in order of events, worst first, those of the review at last. Throws when a session that is to teach is not clean. */
export function runFixture(fixture: Fixture, capability: CapabilityName): readonly FixtureFinding[] {
  const inputs = inputsOf(fixture);
  const session = startSession({ onFailure: fixture.onFailure ?? "open", enforcement: "enforce", capabilities: [capability] }, inputs);
  const found = factsOf(fixture.events, "fixture").flatMap((facts, event) => findingsOf(session.judge(facts), event));
  return [...found, ...findingsOf(session.end(), fixture.events.length - 1)];
}

function findingsOf(verdict: Verdict | undefined, event: number): readonly FixtureFinding[] {
  const late = verdict?.late === undefined ? {} : { late: verdict.late };
  return (verdict?.evidence ?? []).map(({ code, capability, severity }) => ({ event, code, capability, severity, ...late }));
}

/** The facts of a list of events, all of one session. */
export function factsOf(events: readonly FixtureEvent[], session: string): readonly Facts[] {
  return events.map((event, seq) => {
    const { at = seq, facts = {}, ...given } = event;
    const body = { ...given, event: "action" in event ? "action" : "observation" } as EventBody;
    return { ...NORMALISER.facts({ identity: { agent: AGENT, session }, position: { feed: "sdk", seq, at: 1_700_000_000_000 + at }, body }), ...facts };
  });
}

const NORMALISER = createNormaliser({ key: new Uint8Array(32).fill(7) });

function inputsOf(fixture: Fixture): EngineInputs {
  const { policy, policyIsUnknown, policyIsStale, declaration } = fixture;
  const baseline = fixture.baseline ?? taught(fixture);
  return {
    ...(policy === undefined ? {} : { policy }),
    ...(policyIsUnknown === undefined ? {} : { policyIsUnknown }),
    ...(policyIsStale === undefined ? {} : { policyIsStale }),
    ...(declaration === undefined ? {} : { declaration: { agent: AGENT, tools: NOT_STATED, destinations: NOT_STATED, data: NOT_STATED, ...declaration } }),
    ...(baseline === undefined ? {} : { baseline }),
  };
}

const NOT_STATED = { kind: "not-stated" } as const;

function taught({ teach, times = 1 }: Fixture): Baseline | undefined {
  if (teach === undefined) return undefined;
  const sessions = Array.from({ length: times }, (_, round) => teach.map((events, index) => ({ events, name: `teach-${round}-${index}` }))).flat();
  return sessions.reduce((sum, { events, name }) => {
    const session = startSession({ onFailure: "open", enforcement: "observe" }, {});
    for (const facts of factsOf(events, name)) session.judge(facts);
    if (!session.isClean()) throw new Error(`expected a clean session to teach, found one that asks for attention: ${name}`);
    return mergeBaseline(sum, session.lesson());
  }, emptyBaseline(AGENT));
}
