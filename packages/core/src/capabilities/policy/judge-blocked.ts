// Looks up what an action names in the blocklists. Denying compares skeletons and every place, also nested and mentioned.
import { subjectOf } from "../../engine/subject.ts";
import { finding } from "../capability.ts";
import { parseNetwork } from "../network.ts";
import { POLICY_CODES } from "./codes.ts";
import type { ActionFacts, DestinationFacts } from "../../words/facts.ts";
import type { Finding } from "../../words/verdict.ts";
import type { FindingCode } from "../capability.ts";
import type { Blocked, RuleName } from "./compile.ts";

/** One finding for each rule and kind of value, whatever the number of values that it matches. */
export function judgeBlocked(facts: ActionFacts, blocked: Blocked): readonly Finding[] {
  const hits = new Map<string, Finding>();
  const hit = (code: FindingCode, rules: readonly RuleName[] | undefined, what: string): void => {
    for (const { index, name, mode } of rules ?? []) {
      const key = `${code.code} ${index}`;
      if (hits.has(key)) continue;
      const sentence = `${subjectOf(facts)} ${what}, which rule ${JSON.stringify(name)} blocks`;
      hits.set(key, finding(code, { capability: "policy", confidence: 1, what: sentence, cites: [facts.id], mode }));
    }
  };
  if (facts.tool !== undefined) {
    const { named, fitting } = blocked.rulesOn(facts.tool);
    hit(POLICY_CODES.tool, named, "is a tool");
    hit(POLICY_CODES.pattern, fitting, "has a name");
  }
  if (facts.publisher !== undefined) hit(POLICY_CODES.publisher, blocked.publishers.get(facts.publisher.skeleton), `comes from ${facts.publisher.shown}`);
  if (facts.hash !== undefined) hit(POLICY_CODES.hash, blocked.hashes.get(facts.hash.toLowerCase()), "has a hash");
  for (const destination of facts.destinations) {
    // What a name led to is for the egress check.
    if (destination.place === "resolved") continue;
    const rules = destination.kind === "ip" ? rulesOnAddress(destination, blocked) : rulesOnDomain(destination, blocked);
    hit(destination.kind === "ip" ? POLICY_CODES.address : POLICY_CODES.domain, rules, `names ${destination.host}`);
  }
  return hits.size === 0 ? [] : [...hits.values()];
}

function rulesOnAddress({ host }: DestinationFacts, { networks }: Blocked): readonly RuleName[] {
  const address = parseNetwork(host);
  return address === undefined ? [] : networks.covering(address);
}

/** The domain itself and everything that it is below. */
function rulesOnDomain({ host, skeleton }: DestinationFacts, { domains }: Blocked): readonly RuleName[] {
  if (domains.size === 0) return [];
  const rules: RuleName[] = [];
  for (const form of host === skeleton ? [host] : [host, skeleton]) {
    for (let at = 0; at >= 0; at = nextLabel(form, at)) rules.push(...(domains.get(at === 0 ? form : form.slice(at)) ?? []));
  }
  return rules;
}

/** Where the name above begins, or -1. */
function nextLabel(host: string, at: number): number {
  const dot = host.indexOf(".", at);
  return dot < 0 ? -1 : dot + 1;
}
