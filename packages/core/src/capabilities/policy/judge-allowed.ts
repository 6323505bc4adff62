// Holds an action against one allowlist. Allowing compares exact forms, and only places that the action really goes to.
import { subjectOf } from "../../engine/subject.ts";
import { finding } from "../capability.ts";
import { parseNetwork } from "../network.ts";
import { POLICY_CODES } from "./codes.ts";
import type { ActionFacts, DestinationFacts } from "../../words/facts.ts";
import type { Finding } from "../../words/verdict.ts";
import type { FindingCode } from "../capability.ts";
import type { Allowed } from "./compile.ts";

const NOTHING: readonly Finding[] = [];

export function judgeAllowed(facts: ActionFacts, rule: Allowed, isJudged: (destination: DestinationFacts) => boolean): readonly Finding[] {
  const { tool, publisher, destinations } = facts;
  const beyond = (code: FindingCode, what: string): Finding => {
    const sentence = `${subjectOf(facts)} ${what}, which rule ${JSON.stringify(rule.name)} does not allow`;
    return finding(code, { capability: "policy", confidence: 1, what: sentence, cites: [facts.id], mode: rule.mode });
  };
  const findings: Finding[] = [];
  if (tool !== undefined && rule.tools !== undefined && !rule.tools.exact.has(tool.exact) && !rule.tools.globs.some((fits) => fits(tool.exact)))
    findings.push(beyond(POLICY_CODES.toolNotAllowed, "is a tool"));
  if (publisher !== undefined && rule.publishers?.has(publisher.exact) === false) findings.push(beyond(POLICY_CODES.publisherNotAllowed, `comes from ${publisher.shown}`));
  const outside = rule.destinations && destinations.find((destination) => isJudged(destination) && !isAllowed(destination, rule));
  if (outside !== undefined) findings.push(beyond(POLICY_CODES.destinationNotAllowed, `goes to ${outside.host}`));
  return findings.length === 0 ? NOTHING : findings;
}

/**
 * SECURITY: domains and addresses are one list of destinations in two parts. Were a list of domains silent on
 * addresses, writing the address instead of the name would pass it.
 */
function isAllowed({ kind, host }: DestinationFacts, { destinations }: Allowed): boolean {
  if (destinations === undefined) return true;
  if (kind === "ip") {
    const address = parseNetwork(host);
    return address !== undefined && destinations.networks.covering(address).length > 0;
  }
  for (let at = 0; at >= 0; ) {
    if (destinations.domains.has(host.slice(at))) return true;
    const dot = host.indexOf(".", at);
    at = dot < 0 ? -1 : dot + 1;
  }
  return false;
}
