// Where an action goes and what it does and carries there, against the declared destinations and data flows.
import { isAddressed } from "../addressed.ts";
import { inCredentialSlots } from "../reasoning/flow/lawful.ts";
import { entriesFor, holdsDestination, reachIn } from "./compile-destinations.ts";
import { DECLARATION_CODES } from "./codes.ts";
import { LIMIT_CODES } from "./limit-codes.ts";
import type { ActionFacts, DestinationFacts, Label } from "../../words/facts.ts";
import type { Note } from "./call-report.ts";
import type { CompiledDeclaration } from "./compile.ts";
import type { DestinationList } from "./compile-destinations.ts";

export function judgeDestinations(facts: ActionFacts, declared: CompiledDeclaration, note: Note): void {
  if (facts.destinations.length === 0) return;
  if (declared.destinations.kind !== "not-stated") judgePlaces(facts, declared.destinations.kind === "only" ? declared.destinations.list : undefined, note);
  judgeFlows(facts, declared, note);
}

/** A recipient's mail domain is no place that the agent connects to, and what a header asks for is for the egress check. */
function isDeclarable({ place }: DestinationFacts): boolean {
  return place === "target" || place === "argument";
}

function judgePlaces(facts: ActionFacts, list: DestinationList | undefined, note: Note): void {
  const beyond = new Map<string, DestinationFacts>();
  for (const destination of facts.destinations) {
    if (!isDeclarable(destination)) continue;
    const reach = list === undefined ? "beyond" : reachIn(list, destination);
    if (reach === "beyond") beyond.set(destination.host, beyond.get(destination.host) ?? destination);
    else if (reach === "unknown") note(LIMIT_CODES.undecided, `goes to a path of ${destination.host} that is not known in full`);
    if (reach !== "beyond" && list?.hasLimits === true) judgeMethod(facts, destination, entriesFor(list, destination), note);
  }
  const [first] = beyond.values();
  if (first === undefined) return;
  const others = beyond.size - 1;
  const imitated = list?.skeletons.get(first.skeleton);
  const isSamePlace = list?.named.has(first.host) === true;
  const what =
    `goes to ${first.host}${first.port === undefined ? "" : `:${first.port}`}${isSamePlace ? (first.path ?? "/") : ""}` +
    `${others === 0 ? "" : ` and ${others} more`}, which ${others === 0 ? "is" : "are"} not declared` +
    (imitated === undefined || imitated === first.host ? "" : ` and imitates ${imitated}`);
  note(DECLARATION_CODES.destination, what);
}

/** One entry that permits the method is enough; an entry without methods permits any. */
function judgeMethod({ method }: ActionFacts, { host }: DestinationFacts, entries: ReturnType<typeof entriesFor>, note: Note): void {
  if (entries.some(({ methods }) => methods === undefined)) return;
  if (method === undefined) note(LIMIT_CODES.undecided, `uses ${host} with a method that nothing names`);
  else if (!entries.some(({ methods }) => methods?.has(method) === true)) note(LIMIT_CODES.method, `uses ${method} on ${host}, which is not declared there`);
}

/** SECURITY: a host inside another URL counts as well: a redirect is a way out. */
function judgeFlows(facts: ActionFacts, { destinations, statesFlows, flows }: CompiledDeclaration, note: Note): void {
  const { labelled } = facts.content;
  const list = destinations.kind === "only" ? destinations.list : undefined;
  if (labelled.length === 0 || (!statesFlows && list?.hasLimits !== true)) return;
  const expected = inCredentialSlots(facts);
  const labels = new Set(labelled.filter(({ fingerprint }) => !expected.has(fingerprint)).map(({ label }) => label));
  for (const destination of facts.destinations) {
    if (!isAddressed(destination) && destination.place !== "nested") continue;
    for (const label of labels) {
      if (mayGo(label, destination, list, statesFlows, flows)) continue;
      note(LIMIT_CODES.dataFlow, `carries ${label} data to ${destination.host}, which is not declared for it`);
    }
  }
}

function mayGo(label: Label, destination: DestinationFacts, list: DestinationList | undefined, statesFlows: boolean, flows: CompiledDeclaration["flows"]): boolean {
  const entries = list === undefined ? [] : entriesFor(list, destination);
  if (entries.some(({ data }) => data?.has(label) === true)) return true;
  if (entries.length > 0 && entries.every(({ data }) => data !== undefined)) return false;
  const flow = flows.get(label);
  return !statesFlows || (flow !== undefined && (holdsDestination(flow, destination) || isOwnRecipient(flow, destination)));
}

/** Somebody at the house that the flow's own destination belongs to: `mail.corp.example` delivers to `ann@corp.example`. */
function isOwnRecipient({ named }: DestinationList, { place, site }: DestinationFacts): boolean {
  return place === "recipient" && site !== undefined && [...named].some((host) => host === site || host.endsWith(`.${site}`));
}
