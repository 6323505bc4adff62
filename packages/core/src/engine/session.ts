// One run of one agent as the engine sees it: judges its events in order and can be put away and taken up at any event.
import { attend, hasOverflowed, learn, lessonOf, loadProfile, saveProfile, startProfile } from "../capabilities/baseline/profile.ts";
import { mergeCarried, NOTHING_CARRIED } from "../capabilities/reasoning/carried/merge.ts";
import { capabilities as pipeline } from "../capabilities/pipeline.ts";
import { conclude } from "./conclude.ts";
import { judgeSafely } from "./judge-safely.ts";
import { contextOf, idsOf } from "./inputs.ts";
import { reviewSession, type LastEvent } from "./review-session.ts";
import { sessionLimits } from "./limits.ts";
import type { CapabilityName, Degradation, Finding, Mode, Verdict, VerdictIds } from "../words/verdict.ts";
import type { Capability, JudgeContext } from "../capabilities/capability.ts";
import type { Facts } from "../words/facts.ts";
import type { Baseline } from "../words/baseline.ts";
import type { CarriedLabels } from "../words/carried.ts";
import type { SessionIdentity } from "../words/event.ts";
import type { Declaration } from "../words/declaration.ts";
import type { Policy } from "../words/policy.ts";

export interface EngineSettings {
  /** Direction of every check that cannot decide. Required: there is no safe default for somebody else's agent. */
  readonly onFailure: "open" | "closed";
  /** What to do with findings that bring no mode of their own. */
  readonly enforcement: Mode;
  /** The capabilities that are switched on; absent = all that exist. */
  readonly capabilities?: readonly CapabilityName[];
}

export interface EngineInputs {
  readonly policy?: Policy;
  /** Set when the policy is the last known one and could not be refreshed. */
  readonly policyIsStale?: true;
  /** Set when there should be a policy and none could ever be fetched: `onFailure` then decides. */
  readonly policyIsUnknown?: true;
  readonly declaration?: Declaration;
  readonly baseline?: Baseline;
  /** What earlier sessions left, of this agent and of others. */
  readonly carried?: CarriedLabels;
}

/** Serialised session: JSON text; `restoreSession` continues with byte-equal verdicts. */
export type SerialisedSession = string;

export interface EngineSession {
  /** Judges the next event. Observations get a verdict too: always `allow`, clean. Never throws. */
  judge(facts: Facts): Verdict;
  /**
   * Reviews the session as a whole, at its end: undefined when nothing comes to what was said already. The verdict is `late`: all that it
   * names has run. Never throws; doing it again gives the same; later events may still be judged.
   */
  end(): Verdict | undefined;
  /** Replaces policy, declaration, baseline and carried labels as a whole from the next event on: what is absent is not known any more. */
  update(inputs: EngineInputs): void;
  serialise(): SerialisedSession;
  /** What this session would teach: only meaningful when `isClean()`. */
  lesson(): Baseline;
  /** What this session leaves to later ones so far. */
  carried(): CarriedLabels;
  /** True while no verdict asked for attention and the lesson is whole. Only clean sessions teach. */
  isClean(): boolean;
}

/** A session that has seen nothing yet. `inputs` and what they hold must not be changed afterwards. */
export function startSession(settings: EngineSettings, inputs: EngineInputs): EngineSession {
  return sessionFrom(settings, inputs, { events: 0, clean: true, identity: undefined, last: null, profile: startProfile(), states: new Map() });
}

/** Takes a session up where `serialise` put it away. Throws `Error` when the text is not a session of this state version. */
export function restoreSession(serialised: SerialisedSession, settings: EngineSettings, inputs: EngineInputs): EngineSession {
  const saved = JSON.parse(serialised) as Partial<SavedSession> | null;
  if (saved?.v !== STATE_VERSION) throw new Error(`expected a session of state version ${STATE_VERSION}, found ${String(saved?.v)}`);
  const { events = 0, clean = true, identity, last = null, profile, states = [] } = saved;
  return sessionFrom(settings, inputs, { events, clean, identity, last, profile: loadProfile(profile), states: new Map(states) });
}

/** Raised when what a capability saves changes its form. */
const STATE_VERSION = 5;

interface SavedSession {
  readonly v: number;
  readonly events: number;
  readonly clean: boolean;
  readonly identity?: SessionIdentity;
  readonly last: LastEvent | null;
  readonly profile: unknown;
  readonly states: readonly (readonly [CapabilityName, unknown])[];
}

interface Memory {
  readonly events: number;
  readonly clean: boolean;
  /** Of the first event. */
  readonly identity: SessionIdentity | undefined;
  readonly last: LastEvent | null;
  readonly profile: ReturnType<typeof startProfile>;
  /** What each capability saved; those that are absent start anew. */
  readonly states: ReadonlyMap<CapabilityName, unknown>;
}

interface Check {
  readonly capability: Capability<unknown>;
  readonly state: unknown;
}

function sessionFrom(settings: EngineSettings, firstInputs: EngineInputs, memory: Memory): EngineSession {
  const { profile, states } = memory;
  const checks = switchedOn(settings).map((capability) => startedCheck(capability, states));
  const only = checks.length === pipeline.length ? undefined : checks.map(({ capability }) => capability.name);
  const prepare = (inputs: EngineInputs): { context: JudgeContext; ids: VerdictIds } => ({
    context: { ...contextOf(inputs), onFailure: settings.onFailure, session: profile },
    ids: idsOf(inputs, only),
  });
  let { events, clean, identity, last } = memory;
  let prepared = prepare(firstInputs);

  return {
    judge(facts) {
      events += 1;
      identity ??= facts.identity;
      last = { id: facts.id, feed: facts.position.feed };
      const found: Finding[] = [];
      const degraded = new Set<Degradation>();
      if (events > sessionLimits.maxEvents) degraded.add("session-truncated");
      if (facts.unread.length > 0) degraded.add("unread-input");
      for (const { capability, state } of checks) judgeSafely(capability, facts, prepared.context, state, found, degraded);
      if (facts.event === "action") learn(profile, facts);
      else attend(profile, facts);
      const verdict = conclude(facts, found, degraded, settings.enforcement, prepared.ids);
      if (verdict.attention !== "none") clean = false;
      return verdict;
    },
    end() {
      const verdict = last === null ? undefined : reviewSession(checks, last, prepared.ids);
      clean &&= verdict === undefined || verdict.attention === "none";
      return verdict;
    },
    update(inputs) {
      prepared = prepare(inputs);
    },
    serialise: () => JSON.stringify({ v: STATE_VERSION, events, clean, ...(identity === undefined ? {} : { identity }), last, profile: saveProfile(profile), states: savedStates(checks) } satisfies SavedSession),
    lesson: () => lessonOf(profile),
    carried: () => leftBy(checks, identity),
    isClean: () => clean && !hasOverflowed(profile),
  };
}

function leftBy(checks: readonly Check[], identity: SessionIdentity | undefined): CarriedLabels {
  if (identity === undefined) return NOTHING_CARRIED;
  return checks.reduce((sum, { capability, state }) => mergeCarried(sum, capability.carry?.(state, identity) ?? NOTHING_CARRIED), NOTHING_CARRIED);
}

function startedCheck(capability: Capability<unknown>, states: Memory["states"]): Check {
  return { capability, state: states.has(capability.name) ? capability.load(states.get(capability.name)) : capability.start() };
}

function savedStates(checks: readonly Check[]): SavedSession["states"] {
  return checks.map(({ capability, state }) => [capability.name, capability.save(state)] as const);
}

function switchedOn({ capabilities }: EngineSettings): readonly Capability<unknown>[] {
  return capabilities === undefined ? pipeline : pipeline.filter(({ name }) => capabilities.includes(name));
}
