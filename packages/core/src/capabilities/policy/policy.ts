// The organisation's rules: what no agent may do, whatever it was declared to do.
import { subjectOf } from "../../engine/subject.ts";
import { CLEAN, finding } from "../capability.ts";
import { isAddressed } from "../addressed.ts";
import { judgeAllowed } from "./judge-allowed.ts";
import { judgeBlocked } from "./judge-blocked.ts";
import { judgeWatched } from "./judge-watched.ts";
import { loadMemory, saveMemory, startMemory } from "./correlation/memory.ts";
import { POLICY_CODES } from "./codes.ts";
import type { ActionFacts } from "../../words/facts.ts";
import type { Degradation, Finding } from "../../words/verdict.ts";
import type { Capability, JudgeContext } from "../capability.ts";
import type { AgentPolicy } from "./compile.ts";
import type { PolicyMemory } from "./correlation/memory.ts";

export const policy: Capability<PolicyMemory> = {
  name: "policy",
  summary: "Holds each action against the organisation's blocklists, allowlists and conditions, and each session against its correlations.",
  codes: Object.values(POLICY_CODES),
  start: startMemory,
  save: saveMemory,
  load: loadMemory,
  judge(facts, context, memory) {
    const agentPolicy = context.policy?.forAgent(facts.identity.agent, context.tags);
    const watched = judgeWatched(facts, agentPolicy?.watchers, memory, context);
    const degraded = [...degradations(context), ...(watched.degraded ?? [])];
    if (facts.event !== "action") return degraded.length === 0 ? CLEAN : { findings: [], degraded };
    if (agentPolicy === undefined) return { findings: unknown(facts, context), degraded };
    const broken = agentPolicy.unreadable.length > 0;
    const findings = [
      ...judgeBlocked(facts, agentPolicy.blocked),
      ...agentPolicy.allowed.flatMap((rule) => judgeAllowed(facts, rule, isAddressed)),
      ...watched.findings,
      ...(broken ? [unreadable(facts, agentPolicy, context)] : []),
    ];
    return { findings, degraded: broken ? [...degraded, "check-failed"] : degraded };
  },
};

function degradations({ policy: compiled, policyIsStale }: JudgeContext): readonly Degradation[] {
  if (compiled === undefined) return ["no-policy"];
  return policyIsStale ? ["stale-policy"] : [];
}

function unknown(facts: ActionFacts, { policyIsUnknown, onFailure }: JudgeContext): readonly Finding[] {
  if (!policyIsUnknown || onFailure === "open") return [];
  const what = `${subjectOf(facts)} cannot be compared with the policy, which was never fetched`;
  return [finding(POLICY_CODES.unknown, { capability: "policy", confidence: 1, what, cites: [facts.id] })];
}

function unreadable(facts: ActionFacts, { unreadable: rules }: AgentPolicy, { onFailure }: JudgeContext): Finding {
  const what = `${subjectOf(facts)} was not compared with all of rule ${JSON.stringify(rules[0]?.name)}, which holds a value that cannot be read`;
  const severity = onFailure === "closed" ? "high" : "low";
  return finding(POLICY_CODES.unreadable, { capability: "policy", severity, confidence: 1, what, cites: [facts.id] });
}
