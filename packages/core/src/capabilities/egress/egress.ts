// What the connection itself says: where its name really leads, and whom it asks for there.
import { subjectOf } from "../../engine/subject.ts";
import { isAddressed } from "../addressed.ts";
import { CLEAN, finding } from "../capability.ts";
import { isInside, parseAddress, parseNetwork } from "../network.ts";
import { holdsDestination } from "../declaration/compile.ts";
import { EGRESS_CODES } from "./codes.ts";
import { EGRESS_WEIGHTS } from "./weights.ts";
import type { ActionFacts, DestinationFacts } from "../../words/facts.ts";
import type { Finding } from "../../words/verdict.ts";
import type { Capability, JudgeContext } from "../capability.ts";
import type { Network } from "../network.ts";

/** Has no memory: every action is judged by itself. */
export const egress: Capability<null> = {
  name: "egress",
  summary: "Compares where a connection really goes with what the action names and with what the policy blocks.",
  codes: Object.values(EGRESS_CODES),
  start: () => null,
  save: () => null,
  load: () => null,
  judge(facts, context) {
    if (facts.event !== "action" || facts.destinations.length === 0) return CLEAN;
    const findings = [judgeMetadata(facts, context), judgeHeader(facts, context), judgeBlocked(facts, context), judgeInward(facts, context)].filter((found) => found !== undefined);
    return findings.length === 0 ? CLEAN : { findings };
  },
};

const METADATA_NAMES: ReadonlySet<string> = new Set(EGRESS_WEIGHTS.metadataNames);
const METADATA = networks(EGRESS_WEIGHTS.metadataAddresses);
const OWN_MACHINE = networks(EGRESS_WEIGHTS.ownMachine);
const PRIVATE = networks(EGRESS_WEIGHTS.privateNetworks);

function networks(texts: readonly string[]): readonly Network[] {
  return texts.map(parseNetwork).filter((network) => network !== undefined);
}

function isWithin(host: string, ranges: readonly Network[]): boolean {
  const address = parseAddress(host);
  return address !== undefined && ranges.some((range) => isInside(address, range));
}

function judgeMetadata(facts: ActionFacts, context: JudgeContext): Finding | undefined {
  const met = facts.destinations.find((each) => each.place !== "mention" && (METADATA_NAMES.has(each.host) || (each.kind === "ip" && isWithin(each.host, METADATA))));
  if (met === undefined || isDeclared(met, context)) return undefined;
  return found("metadata", facts, `${subjectOf(facts)} goes to ${met.host}, where machines in a cloud fetch their credentials`);
}

/** A header may name another host of the same owner (`www.` and without), or one that is declared by itself. */
function judgeHeader(facts: ActionFacts, context: JudgeContext): Finding | undefined {
  const connected = facts.destinations.filter((each) => isAddressed(each) && each.place !== "header" && each.place !== "recipient");
  if (connected.length === 0) return undefined;
  const sites = new Set(connected.flatMap(({ host, site }) => [host, site ?? host]));
  const asked = facts.destinations.find((each) => each.place === "header" && !sites.has(each.host) && !sites.has(each.site ?? each.host) && !isDeclared(each, context));
  return asked && found("header", facts, `${subjectOf(facts)} connects to ${connected[0]?.host ?? ""} and asks there for ${asked.host}`);
}

function judgeBlocked(facts: ActionFacts, { policy, tags }: JudgeContext): Finding | undefined {
  const resolved = facts.destinations.filter(({ place }) => place === "resolved");
  if (resolved.length === 0 || policy === undefined) return undefined;
  const { blocked } = policy.forAgent(facts.identity.agent, tags);
  for (const each of resolved) {
    const address = parseNetwork(each.host);
    const [rule] = address === undefined ? [] : blocked.networks.covering(address);
    if (rule !== undefined) return found("blocked", facts, `${subjectOf(facts)} reaches ${each.host}, which rule ${JSON.stringify(rule.name)} blocks`, { mode: rule.mode });
  }
  return undefined;
}

function judgeInward(facts: ActionFacts, context: JudgeContext): Finding | undefined {
  const named = facts.destinations.find((each) => isAddressed(each) && each.kind === "domain" && !isInnerName(each.host));
  if (named === undefined) return undefined;
  const inward = facts.destinations.filter((each) => each.place === "resolved" && !isDeclared(each, context));
  const own = inward.find(({ host }) => isWithin(host, OWN_MACHINE));
  if (own !== undefined) return found("inward", facts, `${subjectOf(facts)}: the name ${named.host} leads to ${own.host}, this machine or its link`);
  const inside = inward.find(({ host }) => isWithin(host, PRIVATE));
  // Names of a company often have private addresses; one that the agent always used is no news.
  if (inside === undefined || context.baseline?.dimensions.destination.keys.has(named.host) === true) return undefined;
  return found("inward", facts, `${subjectOf(facts)}: the name ${named.host} leads to ${inside.host}, an address of a private network`, { severity: "medium" });
}

function isInnerName(host: string): boolean {
  return host === "localhost" || !host.includes(".") || EGRESS_WEIGHTS.innerSuffixes.some((suffix) => host.endsWith(suffix));
}

function isDeclared(destination: DestinationFacts, { declaration }: JudgeContext): boolean {
  return declaration?.destinations.kind === "only" && holdsDestination(declaration.destinations.list, destination);
}

function found(code: keyof typeof EGRESS_CODES, facts: ActionFacts, what: string, more: Partial<Pick<Finding, "mode" | "severity">> = {}): Finding {
  return finding(EGRESS_CODES[code], { capability: "egress", confidence: 0.95, what, cites: [facts.id], ...more });
}
