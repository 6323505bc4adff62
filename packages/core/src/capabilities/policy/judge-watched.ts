// Conditions and correlations on one event.
import { subjectOf } from "../../engine/subject.ts";
import { finding } from "../capability.ts";
import { POLICY_CODES } from "./codes.ts";
import { advance } from "./correlation/advance.ts";
import { memoryOf, tick, toolOf } from "./correlation/memory.ts";
import type { EventId } from "../../words/event.ts";
import type { ActionFacts, Facts } from "../../words/facts.ts";
import type { Degradation, Finding } from "../../words/verdict.ts";
import type { FindingCode, JudgeContext, Judgement } from "../capability.ts";
import type { RuleName } from "./compile.ts";
import type { PolicyMemory } from "./correlation/memory.ts";
import type { CompiledCondition, CompiledCorrelation, Watchers } from "./watchers.ts";

const NOTHING: Judgement = { findings: [] };

/** Counts the event, whatever rules there are. */
export function judgeWatched(facts: Facts, watchers: Watchers | undefined, memory: PolicyMemory, { onFailure }: Pick<JudgeContext, "onFailure">): Judgement {
  const session = { actions: memory.actions, events: memory.events };
  memory.events += 1;
  if (facts.event === "action") memory.actions += 1;
  const moment = tick(memory, facts.position);
  if (watchers === undefined) return NOTHING;
  const tool = watchers.correlations.size === 0 ? facts.tool : toolOf(memory, facts);
  if (memory.rules.size > watchers.correlations.size) forget(memory, watchers);
  const { conditions, correlations } = watchers.on(facts, tool);
  const found = new Findings(facts, onFailure);
  if (facts.event === "action") {
    for (const rule of conditions) judgeCondition(rule, facts, session, found);
    if (memory.rules.size > 0) bearDue(memory, watchers, found);
  }
  for (const { rule, steps } of correlations) {
    const fitting = new Set(steps.filter((at) => isStep(rule.steps[at]?.fits(facts, session) ?? false, found, onFailure)));
    if (fitting.size === 0) continue;
    const progress = memoryOf(memory, rule.key);
    const { cites, hasForgotten } = advance(rule.sequence, progress, facts, moment, fitting);
    if (hasForgotten === true) found.degraded.add("session-truncated");
    if (cites === undefined) continue;
    if (facts.event === "action") found.complete(rule, cites);
    else progress.due = cites;
  }
  return found.judgement();
}

function judgeCondition(rule: CompiledCondition, facts: ActionFacts, session: { readonly actions: number; readonly events: number }, found: Findings): void {
  const answer = rule.condition.holds(facts, session);
  if (answer === true) found.add(POLICY_CODES.condition, rule, `meets the condition of rule ${JSON.stringify(rule.name)}`);
  else if (answer === "undecided") found.undecided(rule);
}

/** A step that cannot be decided is one where the configured direction is closed. */
function isStep(answer: boolean | "undecided", found: Findings, onFailure: "open" | "closed"): boolean {
  if (answer !== "undecided") return answer;
  found.degraded.add("check-failed");
  return onFailure === "closed";
}

/** Only actions bear findings: what a result completed stands on the action after it. */
function bearDue(memory: PolicyMemory, watchers: Watchers, found: Findings): void {
  for (const [key, progress] of memory.rules) {
    const rule = progress.due === null ? undefined : watchers.correlations.get(key);
    if (rule !== undefined && progress.due !== null) found.complete(rule, [...progress.due, found.facts.id]);
    progress.due = null;
  }
}

function forget(memory: PolicyMemory, { correlations }: Watchers): void {
  for (const key of memory.rules.keys()) if (!correlations.has(key)) memory.rules.delete(key);
}

/** What one event is found to be. */
class Findings {
  readonly facts: Facts;
  readonly degraded = new Set<Degradation>();
  readonly #found: Finding[] = [];
  readonly #onFailure: "open" | "closed";

  constructor(facts: Facts, onFailure: "open" | "closed") {
    this.facts = facts;
    this.#onFailure = onFailure;
  }

  add(code: FindingCode, { mode }: RuleName, what: string, cites: readonly EventId[] = [this.facts.id]): void {
    this.#found.push(finding(code, { capability: "policy", confidence: 1, what: `${this.#subject()} ${what}`, cites, mode }));
  }

  complete(rule: CompiledCorrelation, cites: readonly EventId[]): void {
    this.add(POLICY_CODES.correlation, rule, `completes the steps of rule ${JSON.stringify(rule.name)}`, cites);
  }

  undecided({ name, mode }: RuleName): void {
    this.degraded.add("check-failed");
    const severity = this.#onFailure === "closed" ? "high" : "low";
    const what = `${this.#subject()} could not be held against the condition of rule ${JSON.stringify(name)}`;
    this.#found.push(finding(POLICY_CODES.undecided, { capability: "policy", severity, confidence: 1, what, cites: [this.facts.id], mode }));
  }

  judgement(): Judgement {
    return this.degraded.size === 0 ? { findings: this.#found } : { findings: this.#found, degraded: [...this.degraded] };
  }

  #subject(): string {
    return this.facts.event === "action" ? subjectOf(this.facts) : this.facts.kind;
  }
}
