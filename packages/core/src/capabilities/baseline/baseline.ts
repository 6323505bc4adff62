// What the agent normally does, against what it does now.
import { subjectOf } from "../../engine/subject.ts";
import { CLEAN, finding } from "../capability.ts";
import { BASELINE_CODES } from "./codes.ts";
import { isNamedExactly, namesDomainAbove } from "./named-exactly.ts";
import { noveltyAgainstBaseline, noveltyInSession } from "./novelty.ts";
import { keysOf } from "./profile.ts";
import { BASELINE_WEIGHTS } from "./weights.ts";
import { BASELINE_DIMENSIONS } from "../../words/baseline.ts";
import type { BaselineDimension } from "../../words/baseline.ts";
import type { ActionFacts } from "../../words/facts.ts";
import type { Finding, Severity } from "../../words/verdict.ts";
import type { Capability, JudgeContext, Judgement } from "../capability.ts";
import type { Novelty } from "./novelty.ts";

/** Has no memory of its own: the session's profile is kept by the session, whether this check is on or off. */
export const baseline: Capability<null> = {
  name: "baseline",
  summary: "Compares each action with what the agent did in its clean sessions, weighed by how often it does something new.",
  codes: Object.values(BASELINE_CODES),
  start: () => null,
  save: () => null,
  load: () => null,
  judge(facts, context) {
    const isKnown = context.baseline !== undefined && context.baseline.sessions > 0;
    if (facts.event !== "action") return isKnown ? CLEAN : NO_BASELINE;
    const past = pastOf(context);
    const findings = past === undefined ? [] : judgeDimensions(facts, context, past);
    return isKnown ? { findings } : { findings, degraded: ["no-baseline"] };
  },
};

const NO_BASELINE: Judgement = { findings: [], degraded: ["no-baseline"] };

/** The parts that have to be known before their combination can be new; they come before it in `BASELINE_DIMENSIONS`. */
const PARTS: Readonly<Record<BaselineDimension, readonly BaselineDimension[]>> = {
  kind: [],
  tool: [],
  destination: [],
  "tool-destination": ["tool", "destination"],
  shape: ["tool"],
};

function judgeDimensions(facts: ActionFacts, context: JudgeContext, past: Past): readonly Finding[] {
  const findings: Finding[] = [];
  const isNew = new Set<BaselineDimension>();
  for (const name of BASELINE_DIMENSIONS) {
    const fresh = keysOf(name, facts).filter((key) => !past.has(name, key));
    if (fresh.length === 0) continue;
    isNew.add(name);
    const found = PARTS[name].some((part) => isNew.has(part)) ? undefined : judgeNew(name, fresh, facts, context, past);
    if (found !== undefined) findings.push(found);
  }
  return findings;
}

function judgeNew(name: BaselineDimension, fresh: readonly string[], facts: ActionFacts, context: JudgeContext, past: Past): Finding | undefined {
  const novelty = past.novelty(name);
  if (novelty === undefined) return undefined;
  const severity = weaker(weaker(novelty.severity, BASELINE_CODES[name].severity), mostOfDeclared(name, fresh, facts, context));
  const what = `${sentence(name, fresh[0] ?? "", facts)} was not seen in ${past.extent()}`;
  return finding(BASELINE_CODES[name], { capability: "baseline", severity, confidence: novelty.confidence, what, cites: [facts.id] });
}

/** What the declaration names is little news; what it takes in by a wildcard is worth a question, not an alarm. */
function mostOfDeclared(name: BaselineDimension, fresh: readonly string[], facts: ActionFacts, { declaration }: JudgeContext): Severity {
  if (fresh.every((each) => isNamedExactly(name, each, facts, declaration))) return "low";
  const isMeant = fresh.every((each) => isNamedExactly(name, each, facts, declaration) || namesDomainAbove(name, each, declaration));
  return isMeant ? "medium" : "critical";
}

interface Past {
  has(dimension: BaselineDimension, key: string): boolean;
  novelty(dimension: BaselineDimension): Novelty | undefined;
  /** How much it rests on, for the sentence. */
  extent(): string;
}

/** SECURITY: where clean sessions taught a baseline, only they count: what this session did before excuses nothing. */
function pastOf({ baseline: promoted, session }: JudgeContext): Past | undefined {
  if (promoted !== undefined && promoted.sessions > 0) {
    return {
      has: (dimension, key) => promoted.dimensions[dimension].keys.has(key),
      novelty: (dimension) => noveltyAgainstBaseline(promoted.dimensions[dimension], promoted.sessions),
      extent: () => `${promoted.actions} actions of ${promoted.sessions} sessions`,
    };
  }
  if (session.actions < BASELINE_WEIGHTS.runningActions) return undefined;
  return {
    has: (dimension, key) => session.dimensions[dimension].events.has(key),
    novelty: (dimension) => noveltyInSession(session.dimensions[dimension]),
    extent: () => `${session.actions} actions of this session`,
  };
}

function sentence(name: BaselineDimension, key: string, facts: ActionFacts): string {
  const subject = subjectOf(facts);
  switch (name) {
    case "kind":
      return `${subject}: an action of kind ${key}`;
    case "tool":
      return subject;
    case "destination":
      return key === subject ? subject : `${subject}: the destination ${key}`;
    case "tool-destination":
      return `${subject} with the destination ${key.slice(key.lastIndexOf(" ") + 1)}`;
    case "shape":
      return `${subject} with arguments of this shape`;
    default:
      return name satisfies never;
  }
}

const SEVERITIES: readonly Severity[] = ["info", "low", "medium", "high", "critical"];

function weaker(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b;
}
