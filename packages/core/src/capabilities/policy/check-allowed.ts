// Allowlists that together, or by themselves, allow nothing.
import { globCovers, isGlob } from "../glob.ts";
import { networkCovers } from "../network.ts";
import { quote } from "../quote.ts";
import { readDomain, readName, readNetwork } from "./read-values.ts";
import type { AllowlistRule, PolicyRule } from "../../words/policy.ts";
import type { PolicyProblem } from "./check.ts";

/** `earlier`: rules that may be for the same agents. */
export function checkAllowed(rule: AllowlistRule, earlier: readonly PolicyRule[], index: number): readonly PolicyProblem[] {
  const empty = (["publishers", "tools"] as const).filter((list) => rule[list]?.length === 0);
  const noDestination = (rule.domains !== undefined || rule.ips !== undefined) && destinationsOf(rule).length === 0;
  const problems: PolicyProblem[] = [...empty, ...(noDestination ? [rule.domains === undefined ? "ips" : "domains"] : [])].map((list) => ({
    path: ["rules", index, list],
    code: "allows-nothing",
    message: "expected at least one value that is allowed, found none",
  }));
  if (problems.length > 0) return problems;
  const disjoint = earlier.find((other): other is AllowlistRule => other.rule === "allowlist" && isDisjoint(other, rule));
  if (disjoint === undefined) return [];
  return [{ path: ["rules", index], code: "allows-nothing", message: `expected a value that ${quote(disjoint.name)} allows, too: both have to allow an action, and no value is on both` }];
}

function destinationsOf({ domains = [], ips = [] }: AllowlistRule): readonly string[] {
  return [...domains, ...ips];
}

function isDisjoint(a: AllowlistRule, b: AllowlistRule): boolean {
  if (haveNone(a.tools, b.tools, mayShareTool) || haveNone(a.publishers, b.publishers, mayShareTool)) return true;
  const [some, others] = [a, b].map((rule) => (rule.domains === undefined && rule.ips === undefined ? undefined : destinationsOf(rule)));
  return haveNone(some, others, mayShareDestination);
}

function haveNone(a: readonly string[] | undefined, b: readonly string[] | undefined, mayShare: (a: string, b: string) => boolean): boolean {
  return a !== undefined && b !== undefined && a.length > 0 && b.length > 0 && !a.some((one) => b.some((other) => mayShare(one, other)));
}

/** Two globs may always meet: that they do not is not looked for. What cannot be read is another problem. */
function mayShareTool(a: string, b: string): boolean {
  const [one, other] = [readName(a)?.exact, readName(b)?.exact];
  return one === undefined || other === undefined || (isGlob(one) && isGlob(other)) || globCovers(one, other) || globCovers(other, one);
}

function mayShareDestination(a: string, b: string): boolean {
  const [network, otherNetwork] = [readNetwork(a), readNetwork(b)];
  if (network !== undefined && otherNetwork !== undefined) return networkCovers(network, otherNetwork) || networkCovers(otherNetwork, network);
  const [host, otherHost] = [readDomain(a)?.host, readDomain(b)?.host];
  if (host === undefined || otherHost === undefined) return network === undefined && otherNetwork === undefined;
  return host === otherHost || host.endsWith(`.${otherHost}`) || otherHost.endsWith(`.${host}`);
}
