// What the agent normally does, against what it does now.
import { subjectOf } from "../../engine/subject.ts";
import { CLEAN, finding } from "../capability.ts";
import { changesSomething } from "../reasoning/attribution/consequence.ts";
import { BASELINE_CODES } from "./codes.ts";
import { declaredAs } from "./declared.ts";
import { noveltyAgainstBaseline, noveltyInSession, noveltyOfValue } from "./novelty.ts";
import { slotOfKey } from "./closed-slots.ts";
import { folderOf, keysOf, slotOf } from "./keys.ts";
import { NO_TASK } from "./task.ts";
import { BASELINE_WEIGHTS } from "./weights.ts";
import { BASELINE_DIMENSIONS } from "../../words/baseline.ts";
import type { BaselineDimension } from "../../words/baseline.ts";
import type { ActionFacts } from "../../words/facts.ts";
import type { Finding, Severity } from "../../words/verdict.ts";
import type { Capability, JudgeContext, Judgement } from "../capability.ts";
import type { CompiledBaseline, UsualArgument } from "./compile.ts";
import type { Draws, Novelty } from "./novelty.ts";

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
    if (!isKnown) return { findings, degraded: ["no-baseline"] };
    return context.baseline?.isIncomplete === true ? { findings, degraded: ["baseline-incomplete"] } : { findings };
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
  command: [],
  option: ["command"],
  argument: ["kind", "tool"],
  value: ["kind", "tool", "argument"],
  area: ["tool", "destination", "tool-destination"],
};

function judgeDimensions(facts: ActionFacts, context: JudgeContext, past: Past): readonly Finding[] {
  const findings: Finding[] = [];
  const isNew = new Set<BaselineDimension>();
  const keys = keysOf(facts);
  for (const name of BASELINE_DIMENSIONS) {
    if (keys[name].every((key) => past.has(name, key))) continue;
    const fresh = keys[name].filter((key) => !past.has(name, key));
    isNew.add(name);
    if (PARTS[name].some((part) => isNew.has(part))) continue;
    const found = judgeNew(name, fresh, facts, context, past);
    if (found !== undefined) findings.push(found);
  }
  return findings;
}

function judgeNew(name: BaselineDimension, fresh: readonly string[], facts: ActionFacts, context: JudgeContext, past: Past): Finding | undefined {
  if (name === "value" && !fresh.some((key) => isChoice(key, facts))) return undefined;
  const novelty = past.novelty(name, fresh);
  if (novelty === undefined) return undefined;
  const severity = weakest(mostOfTask(novelty, name, facts, context), BASELINE_CODES[name].severity, mostOfDeclared(name, fresh, facts, context), mostOfKind(name, fresh, facts, context));
  const what = `${sentence(name, fresh[0] ?? "", facts)} was not seen in ${past.extent()}`;
  return finding(BASELINE_CODES[name], { capability: "baseline", severity, confidence: novelty.confidence, what, cites: [facts.id] });
}

/** What comes with a task is a question only where the agent can now change something of which no catalogue said that it could. */
function mostOfTask({ severity }: Novelty, name: BaselineDimension, facts: ActionFacts, { baseline: promoted }: JudgeContext): Severity {
  if (severity !== "medium") return severity;
  return name === "tool" && promoted?.offered === undefined && changesSomething(facts) ? "medium" : "low";
}

/** Something new of these kinds is a question by itself, and an alarm together with what else is unusual. */
function mostOfKind(name: BaselineDimension, fresh: readonly string[], facts: ActionFacts, context: JudgeContext): Severity {
  if (name === "argument") return replacesUsual(fresh, facts, context) ? "high" : "low";
  if (name === "tool" && isOfferedByNobody(fresh, context)) return "medium";
  if (name === "area") return isWalk(fresh, context) || facts.paths.some(({ path, sensitive }) => sensitive === true && fresh.includes(folderOf(path))) ? "high" : "medium";
  return "critical";
}

/** The session has a catalogue and the tool is not in it: as likely a slip of the model, whose call finds no tool, as a hidden one. */
function isOfferedByNobody(fresh: readonly string[], { baseline: promoted, session }: JudgeContext): boolean {
  return promoted?.offered !== undefined && session.offered.size > 0 && fresh.every((tool) => !session.offered.has(tool));
}

/** The new argument stands in the place of one that every call of the tool had. */
function replacesUsual(fresh: readonly string[], facts: ActionFacts, { baseline: promoted }: JudgeContext): boolean {
  const given = new Set(keysOf(facts).argument);
  const missing = (promoted?.always.get(facts.tool?.exact ?? facts.kind) ?? []).filter(({ key }) => !given.has(key));
  if (missing.length === 0) return false;
  const added = facts.arguments.filter((argument) => fresh.includes(slotOf(facts, argument)));
  return added.some((argument) => missing.some((usual) => takesPlaceOf(usual, slotOf(facts, argument), argument.type)));
}

/** An object where there was a value or the reverse, another member of the same object, or another argument of the same type. */
function takesPlaceOf({ key, types }: UsualArgument, added: string, type: string): boolean {
  if (added.startsWith(`${key}/`) || key.startsWith(`${added}/`)) return true;
  return parentOf(key) === parentOf(added) && (isInside(key) || types.has(type));
}

/** The argument belongs to an object among the arguments. */
function isInside(key: string): boolean {
  return parentOf(key).includes("/");
}

function parentOf(key: string): string {
  return key.slice(0, key.lastIndexOf("/"));
}

/** Several new areas in one session, this one included. */
function isWalk(fresh: readonly string[], { baseline: promoted, session }: JudgeContext): boolean {
  const known = promoted?.dimensions.area.keys;
  if (known === undefined) return false;
  const strange = new Set([...session.dimensions.area.events.keys()].filter((key) => !known.has(key)));
  for (const key of fresh) strange.add(key);
  return strange.size >= BASELINE_WEIGHTS.walk;
}

/** A word, a yes or no, or a recipient is a choice among few; another number or id is often only the next one. */
function isChoice(key: string, facts: ActionFacts): boolean {
  return facts.arguments.some(({ type, text }) => (type === "word" || type === "boolean" || type === "mail") && key.endsWith(`\u0001${text.toLowerCase()}`));
}

/** What the declaration names is little news; what it takes in by a wildcard is worth a question, not an alarm. */
function mostOfDeclared(name: BaselineDimension, fresh: readonly string[], facts: ActionFacts, { declaration }: JudgeContext): Severity {
  const ways = fresh.map((key) => declaredAs(name, key, facts, declaration));
  if (ways.every((way) => way === "named")) return "low";
  return ways.every((way) => way !== "not") ? "medium" : "critical";
}

interface Past {
  has(dimension: BaselineDimension, key: string): boolean;
  novelty(dimension: BaselineDimension, fresh: readonly string[]): Novelty | undefined;
  /** How much it rests on, for the sentence. */
  extent(): string;
}

/** SECURITY: where clean sessions taught a baseline, only they count: what this session did before excuses nothing. */
function pastOf({ baseline: promoted, session }: JudgeContext): Past | undefined {
  if (promoted !== undefined && promoted.sessions > 0) {
    return {
      has: (dimension, key) => promoted.dimensions[dimension].keys.has(key),
      novelty: (dimension, fresh) => {
        const draws = drawsFor(dimension, fresh, promoted, session);
        return dimension === "value" ? noveltyOfValues(fresh, promoted, draws) : noveltyAgainstBaseline(promoted.dimensions[dimension], draws);
      },
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

/**
 * Another task brings other tools, places and arguments with it, so it is held against how often a task did. Another kind of
 * action, or a tool that no catalogue offered, is a change of what the agent is, whatever its task.
 */
function drawsFor(dimension: BaselineDimension, fresh: readonly string[], { tasks, offered }: CompiledBaseline, { task }: JudgeContext["session"]): Draws {
  if (task === NO_TASK || tasks.has(task) || dimension === "kind") return "sessions";
  return dimension === "tool" && offered !== undefined && fresh.some((tool) => !offered.has(tool)) ? "sessions" : "tasks";
}

/** The most remarkable of the new values; those of arguments that take any value are none. */
function noveltyOfValues(fresh: readonly string[], { closed }: CompiledBaseline, draws: Draws): Novelty | undefined {
  const found = fresh.flatMap((key) => {
    const counts = closed.get(slotOfKey(key));
    return counts === undefined ? [] : [noveltyOfValue(counts, draws)];
  });
  return found.filter((each) => each !== undefined).sort((a, b) => b.confidence - a.confidence)[0];
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
    case "command":
    case "option":
      return `${subject}: the command ${JSON.stringify(key)}`;
    case "argument":
      return `${subject} with the argument ${key.slice(key.indexOf(" ") + 1)}`;
    case "value":
      return `${subject}: the value of ${slotOfKey(key).slice(key.indexOf(" ") + 1)}`;
    case "area":
      return `${subject} in ${key}`;
    default:
      return name satisfies never;
  }
}

const SEVERITIES: readonly Severity[] = ["info", "low", "medium", "high", "critical"];

function weakest(...severities: readonly Severity[]): Severity {
  return SEVERITIES[Math.min(...severities.map((each) => SEVERITIES.indexOf(each)))] ?? "info";
}
