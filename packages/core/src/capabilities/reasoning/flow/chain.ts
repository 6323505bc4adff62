// How a value came to the action that lets it out, step by step and in a sentence.
import { isAddressed } from "../../addressed.ts";
import { subjectOf } from "../../../engine/subject.ts";
import { MAX_CHAIN, MAX_LINK_TEXT } from "../../../words/verdict.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { EventId } from "../../../words/event.ts";
import type { ActionFacts } from "../../../words/facts.ts";
import type { ChainLink } from "../../../words/verdict.ts";
import type { Source } from "./memory.ts";

/** A value on its way: where it was read, what carried it, what became of it. */
export interface Flown {
  readonly source: Source;
  /** Files or entries that took it up after it was read. */
  readonly via?: readonly ChainLink[];
  /** Actions that let earlier pieces of it out. */
  readonly earlier?: readonly EventId[];
  readonly how: "copied" | "decoded" | "joined" | "shortened";
}

const LONGEST_NAME = 64;

const WAYS: readonly Flown["how"][] = ["decoded", "joined", "shortened", "copied"];

/** What was read first, then what tells most. Values come in the order of their fingerprints, which says nothing and differs with the deployment's key. */
export function byTelling(a: Flown, b: Flown): number {
  const [one, other] = [a.source.result, b.source.result];
  if (one !== other) return one.length - other.length || (one < other ? -1 : 1);
  return WAYS.indexOf(a.how) - WAYS.indexOf(b.how);
}

export function link(event: EventId, did: ChainLink["did"], what: string, how?: ChainLink["how"]): ChainLink {
  return { event, did, ...(how === undefined ? {} : { how }), what: what.slice(0, MAX_LINK_TEXT) };
}

/** The steps before a value is read again from where it was put. */
export function carriedBy({ source, via = [] }: Pick<Flown, "source" | "via">): readonly ChainLink[] {
  return [...readingOf(source), ...via].slice(-FLOW_WEIGHTS.carried);
}

function readingOf(source: Source): readonly ChainLink[] {
  const { via = [], result, tool, file } = source;
  return [...via, link(result, "read", source.from !== undefined ? `in session ${source.from.session} of ${source.from.agent}` : tool === undefined ? (file ?? "a result") : `${tool} returned it${file === undefined ? "" : ` from ${file}`}`)];
}

/** Where it was read, what carried it, its earlier pieces, and the action last. */
export function chainOf({ source, via = [], earlier = [], how }: Flown, facts: ActionFacts): readonly ChainLink[] {
  const before = [...readingOf(source), ...via, ...earlier.map((event) => link(event, "sent", "a piece of it", "shortened"))];
  const last = link(facts.id, "acts", `${subjectOf(facts).slice(0, LONGEST_NAME)}${whereTo(facts)}`, how);
  // The first step tells more than one in the middle.
  const most = MAX_CHAIN - 1;
  return [...(before.length <= most ? before : [...before.slice(0, 1), ...before.slice(1 - most)]), last].filter(isFirst);
}

function isFirst({ event, did, what }: ChainLink, at: number, links: readonly ChainLink[]): boolean {
  return links.findIndex((other) => other.event === event && other.did === did && other.what === what) === at;
}

/** `that ledger_read returned, decoded, through /tmp/a`: what is known of it, to stand behind its name. */
export function storyOf({ source, via = [], earlier = [], how }: Flown): string {
  const origin = source.tool === undefined && source.file !== undefined ? ` of ${source.file}` : ` that ${source.tool ?? "a tool"} returned${source.file === undefined ? "" : ` from ${source.file}`}`;
  const from = source.from ?? source.filledBy;
  const earlierRun = from === undefined ? "" : `, in session ${from.session} of ${from.agent},`;
  const places = [...new Set([...(source.via ?? []), ...via].filter(({ did }) => did === "wrote" || did === "carried").map(({ what }) => what))].slice(-3);
  return `${origin}${how === "joined" ? ` (joined with ${earlier.length} earlier)` : BECAME[how]}${places.length === 0 ? "" : `, by way of ${places.join(", ")}`}${earlierRun}`;
}

const BECAME: Readonly<Record<Exclude<Flown["how"], "joined">, string>> = { copied: "", decoded: " (in another writing)", shortened: " (in part)" };

export function whereTo(facts: ActionFacts): string {
  const host = facts.destinations.find(isAddressed)?.host;
  return host === undefined || host === subjectOf(facts) ? "" : ` to ${host}`;
}

/** The reads and results that the values came from and what carried them, and the action last. */
export function citesOf(flown: readonly Flown[], facts: ActionFacts): readonly EventId[] {
  const sources = [...new Map(flown.map((each) => [each.source.result, each])).values()].slice(0, FLOW_WEIGHTS.cited);
  const events = sources.flatMap(({ source: { read, result, via: to = [], filledBy }, via = [], earlier = [] }) => [
    ...(filledBy?.events ?? []), ...to.map(({ event }) => event), ...(read === null ? [] : [read]), result, ...via.map(({ event }) => event), ...earlier,
  ]);
  return [...new Set([...events.filter((event) => event !== facts.id), facts.id])];
}
