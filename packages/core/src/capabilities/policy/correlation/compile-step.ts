// What an event must be to count as one step of a correlation.
import { compileGlob, isGlob } from "../../glob.ts";
import { NetworkIndex, parseNetwork } from "../../network.ts";
import { compileCondition } from "../condition/condition.ts";
import { fitsGuard } from "../condition/guard.ts";
import { compilePathGlob } from "../path-glob.ts";
import { readDomain, readName, readNetwork } from "../read-values.ts";
import type { ActionFacts, DestinationFacts, Facts, NameFacts } from "../../../words/facts.ts";
import type { CorrelationStep } from "../../../words/policy.ts";
import type { Condition, SessionCounts } from "../condition/condition.ts";

export interface Step {
  /** Whether an event of this kind with this tool can be the step; the rest is for `fits`. */
  mayFit(facts: Facts, tool: NameFacts | undefined): boolean;
  /** Undecided where the step's condition has no answer. */
  fits(facts: Facts, session: SessionCounts): boolean | "undecided";
}

/** Reads each value of a list and notes those that cannot be read. */
export type ReadList = <T>(values: readonly string[] | undefined, parse: (text: string) => T | undefined) => readonly T[];

export function compileStep(step: CorrelationStep, read: ReadList): Step {
  const when = step.when === undefined ? undefined : read([step.when], compileCondition)[0];
  const fitsTool = compileTools(step.tools, read);
  const goesTo = compileDestinations(step, read);
  const paths = step.paths && read(step.paths, compilePathGlob);
  const parts = { when, goesTo, paths, labels: step.labels && new Set(step.labels), failed: step.failed };
  return {
    // A condition that cannot be read says nothing; that the rule is broken is told elsewhere.
    mayFit: (facts, tool) => (step.when === undefined || when !== undefined) && mayFit(step, when, facts) && (fitsTool === undefined || (tool !== undefined && fitsTool(tool))),
    fits: (facts, session) => (facts.event === "action" ? fitsAction(parts, facts, session) : parts.failed !== undefined && (facts.failed === true) !== parts.failed ? false : hasLabel(parts, facts)),
  };
}

interface StepParts {
  readonly when: Condition | undefined;
  readonly goesTo: ((destination: DestinationFacts) => boolean) | undefined;
  readonly paths: readonly ((path: string) => boolean)[] | undefined;
  readonly labels: ReadonlySet<string> | undefined;
  readonly failed: boolean | undefined;
}

function mayFit({ event = "action", kinds }: CorrelationStep, when: Condition | undefined, facts: Facts): boolean {
  if (facts.event === "observation") return event === "result" && facts.kind === "result";
  return event === "action" && (kinds === undefined || kinds.includes(facts.kind)) && (when === undefined || fitsGuard(when.guard, facts));
}

function fitsAction(parts: StepParts, facts: ActionFacts, session: SessionCounts): boolean | "undecided" {
  const { goesTo, paths, when } = parts;
  if (goesTo !== undefined && !facts.destinations.some(goesTo)) return false;
  if (paths !== undefined && !facts.paths.some(({ path }) => paths.some((fits) => fits(path)))) return false;
  if (!hasLabel(parts, facts)) return false;
  return when === undefined || when.holds(facts, session);
}

/** What a tool returned is untrusted by itself; the other labels stand on values. */
function hasLabel({ labels }: StepParts, facts: Facts): boolean {
  if (labels === undefined) return true;
  if (facts.event === "observation" && labels.has("untrusted")) return true;
  return facts.content.labelled.some(({ label }) => labels.has(label));
}

/** Compares skeletons: a look-alike counts as the tool that it imitates. */
function compileTools(tools: readonly string[] | undefined, read: ReadList): ((tool: NameFacts) => boolean) | undefined {
  if (tools === undefined) return undefined;
  const names = read(tools, readName).map(({ skeleton }) => skeleton);
  const [exact, globs] = [new Set(names.filter((name) => !isGlob(name))), names.filter(isGlob).map(compileGlob)];
  return ({ skeleton }) => exact.has(skeleton) || globs.some((fits) => fits(skeleton));
}

/** Domains with all below them and addresses, wherever the action names them. */
function compileDestinations({ domains, ips }: CorrelationStep, read: ReadList): StepParts["goesTo"] {
  if (domains === undefined && ips === undefined) return undefined;
  const hosts = new Set(read(domains, readDomain).flatMap(({ host, skeleton }) => [host, skeleton]));
  const networks = new NetworkIndex<true>();
  for (const network of read(ips, readNetwork)) networks.add(network, true);
  return ({ kind, host, skeleton }) => {
    if (kind !== "ip") return isBelow(host, hosts) || (skeleton !== host && isBelow(skeleton, hosts));
    const address = parseNetwork(host);
    return address !== undefined && networks.covering(address).length > 0;
  };
}

function isBelow(host: string, hosts: ReadonlySet<string>): boolean {
  for (let at = 0; at >= 0; ) {
    if (hosts.has(host.slice(at))) return true;
    const dot = host.indexOf(".", at);
    at = dot < 0 ? -1 : dot + 1;
  }
  return false;
}
