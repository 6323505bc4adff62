// Judges what leaves in parts or in another writing: pieces of secrets, and plain values that were made unreadable on their way out.
import { covered, lengthOf, matchPieces } from "./followed.ts";
import { isKnownGround, mayFlow } from "./lawful.ts";
import { putBounded } from "./memory.ts";
import { sitesOf } from "./remember.ts";
import { isCredentialSlot } from "./sink.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts } from "../../../words/facts.ts";
import type { JudgeContext } from "../../capability.ts";
import type { Flown } from "./chain.ts";
import type { FollowedValue, Match } from "./followed.ts";
import type { FlowMemory, Source } from "./memory.ts";

export type Matches = ReadonlyMap<FollowedValue, Match>;

/** What of the followed values the action holds and the user never gave. */
export function matchesIn(facts: ActionFacts, context: JudgeContext, { followed, trusted, given }: FlowMemory): Matches {
  const { pieces } = facts.content;
  if (pieces === undefined || followed.values.size === 0) return new Map();
  const isGround = pieces.some(({ at }) => isCredentialSlot(at)) && isKnownGround(facts, context);
  const matches = matchPieces(followed, pieces, ({ at }) => !isGround || !isCredentialSlot(at), (key) => given.has(key));
  return new Map([...matches].filter(([{ of }]) => of === "" || !trusted.has(of)));
}

/** Secrets of which enough is out with this action, counted over the session. */
export function partsOfSecrets(matches: Matches): readonly Flown[] {
  return [...matches].filter(([value, { found }]) => value.label === "secret" && hasPart(value, found)).map(([value, match]) => flownOf(value, match));
}

function hasPart(value: FollowedValue, found: ReadonlySet<number>): boolean {
  const letters = covered(value, new Set([...value.sent, ...found]));
  return letters >= Math.min(FLOW_WEIGHTS.part, lengthOf(value)) && letters >= FLOW_WEIGHTS.share * lengthOf(value);
}

/** What became of a value on its way into this action. */
export function flownOf(value: FollowedValue, { found, disguised }: Match): Flown {
  const { source, sentIn } = value;
  if (sentIn.length > 0) return { source, how: "joined", earlier: [...sentIn] };
  const isPart = covered(value, found) < lengthOf(value);
  return { source, how: disguised.size > 0 ? "decoded" : isPart ? "shortened" : "copied" };
}

export interface Disguised {
  readonly flown: Flown;
  readonly label: "personal" | "internal";
  /** It stood in a long encoded text, as files are sent. */
  readonly isInDocument: boolean;
  /** Places in the arguments that hold it. */
  readonly at: ReadonlySet<string>;
}

/** Plain values that leave in another writing, to an organisation that they did not come from. */
export function disguisedIn(matches: Matches, facts: ActionFacts, context: JudgeContext): readonly Disguised[] {
  const sites = sitesOf(facts);
  const found: Disguised[] = [];
  for (const [value, match] of matches) {
    const { disguised, isInDocument, hiddenAt: at } = match;
    const { label, source } = value;
    if (label === "secret" || disguised.size === 0 || isReturned(source, sites) || mayFlow(label, facts, context)) continue;
    const letters = covered(value, new Set([...value.sent, ...disguised]));
    const isEnough = label === "personal" ? letters >= lengthOf(value) / 2 && !isInDocument : letters >= FLOW_WEIGHTS.copied;
    if (isEnough) found.push({ flown: flownOf(value, match), label, isInDocument, at });
  }
  return found;
}

/** A place in the arguments of a tool through which something went out in another writing: what follows there in such a writing continues it. */
export function rememberChannels(memory: FlowMemory, facts: ActionFacts, disguised: readonly Disguised[]): void {
  for (const { flown, label, at } of disguised) for (const each of at) putBounded(memory.channels, channelOf(facts, each), { source: flown.source, label, sentIn: facts.id }, FLOW_WEIGHTS.channels);
}

/** Text in another writing behind a piece that was found: too little of a value to be known alone. */
export function continuedIn(facts: ActionFacts, context: JudgeContext, { channels, given }: FlowMemory): readonly Disguised[] {
  if (channels.size === 0) return [];
  const found: Disguised[] = [];
  for (const piece of facts.content.pieces ?? []) {
    const channel = piece.isHidden === true ? channels.get(channelOf(facts, piece.at)) : undefined;
    if (channel === undefined || given.has(piece.windows.slice(0, WINDOW_KEY)) || mayFlow(channel.label, facts, context)) continue;
    found.push({ flown: { source: channel.source, how: "joined", earlier: [channel.sentIn] }, label: channel.label, isInDocument: false, at: new Set([piece.at]) });
  }
  return found;
}

const WINDOW_KEY = 6;

function channelOf({ tool }: ActionFacts, at: string): string {
  return `${tool?.exact ?? ""} ${at}`;
}

/** Every organisation that it goes to is one that it came from. */
export function isReturned({ sites: from = [] }: Source, to: readonly string[]): boolean {
  return to.length > 0 && to.every((site) => from.includes(site));
}

/** Counts what went out, for the actions that follow. */
export function rememberSent(matches: Matches, { id }: ActionFacts): void {
  for (const [{ label, sent, sentIn }, { found, disguised }] of matches) {
    const out = label === "secret" ? found : disguised;
    if (out.size === 0) continue;
    for (const at of out) sent.add(at);
    sentIn.push(id);
    if (sentIn.length > FLOW_WEIGHTS.pieces) sentIn.shift();
  }
}
