// What is set for each agent, read once and kept until it is changed here.
import { baselineId, declarationId, policyId } from "@kaizen/core";
import type { Baseline, CarriedLabels, Declaration, EngineInputs, Policy } from "@kaizen/core";
import type { Store } from "@kaizen/store";
import { boundedMap } from "../bounded-map.ts";

export interface AgentState {
  readonly declaration?: Declaration;
  readonly declarationId?: string;
  readonly baseline?: Baseline;
  readonly baselineId?: string;
  /** 0 = there is none. */
  readonly baselineVersion: number;
  readonly paused: boolean;
}

export interface AgentStates {
  get(agent: string): Promise<AgentState>;
  /** The next `get` reads the store again. */
  changed(agent: string): void;
  policy(): Policy;
  policyId(): string;
  setPolicy(policy: Policy): void;
}

const AGENTS_IN_MEMORY = 5_000;

export async function loadAgentStates(store: Store): Promise<AgentStates> {
  const states = boundedMap<string, Promise<AgentState>>(AGENTS_IN_MEMORY);
  let policy = (await store.policies.latest())?.policy ?? { rules: [] };
  return {
    get(agent) {
      const known = states.get(agent);
      if (known !== undefined) return known;
      const state = readState(store, agent);
      states.set(agent, state);
      state.catch(() => states.delete(agent));
      return state;
    },
    changed: (agent) => states.delete(agent),
    policy: () => policy,
    policyId: () => policyId(policy),
    setPolicy(next) {
      policy = next;
    },
  };
}

export function engineInputs(policy: Policy, declaration: Declaration | undefined, baseline: Baseline | undefined, carried?: CarriedLabels): EngineInputs {
  return { policy, ...(declaration === undefined ? {} : { declaration }), ...(baseline === undefined ? {} : { baseline }), ...(carried === undefined ? {} : { carried }) };
}

async function readState(store: Store, name: string): Promise<AgentState> {
  const [agent, latest] = await Promise.all([store.agents.get(name), store.baselines.latest(name)]);
  const { declaration } = agent ?? {};
  return {
    ...(declaration === undefined ? {} : { declaration, declarationId: declarationId(declaration) }),
    ...(latest === undefined ? {} : { baseline: latest.baseline, baselineId: baselineId(latest.baseline) }),
    baselineVersion: latest?.version ?? 0,
    paused: agent?.settings.paused ?? false,
  };
}
