// Judges what leaves in parts or in another writing: pieces of secrets, and plain values that were made unreadable on their way out.
import { covered, lengthOf, matchPieces } from "./followed.ts";
import { isKnownGround, mayFlow } from "./lawful.ts";
import { sitesOf } from "./remember.ts";
import { isCredentialSlot } from "./sink.ts";
import { FLOW_WEIGHTS } from "./weights.ts";
import type { ActionFacts } from "../../../words/facts.ts";
import type { JudgeContext } from "../../capability.ts";
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
export function partsOfSecrets(matches: Matches): readonly Source[] {
  return [...matches].filter(([value, { found }]) => value.label === "secret" && hasPart(value, found)).map(([{ source }]) => source);
}

function hasPart(value: FollowedValue, found: ReadonlySet<number>): boolean {
  const letters = covered(value, new Set([...value.sent, ...found]));
  return letters >= Math.min(FLOW_WEIGHTS.part, lengthOf(value)) && letters >= FLOW_WEIGHTS.share * lengthOf(value);
}

export interface Disguised {
  readonly source: Source;
  readonly label: "personal" | "internal";
  /** It stood in a long encoded text, as files are sent. */
  readonly isInDocument: boolean;
}

/** Plain values that leave in another writing, to an organisation that they did not come from. */
export function disguisedIn(matches: Matches, facts: ActionFacts, context: JudgeContext): readonly Disguised[] {
  const sites = sitesOf(facts);
  const found: Disguised[] = [];
  for (const [value, { disguised, isInDocument }] of matches) {
    const { label, source } = value;
    if (label === "secret" || disguised.size === 0 || isReturned(source, sites) || mayFlow(label, facts, context)) continue;
    const letters = covered(value, new Set([...value.sent, ...disguised]));
    const isEnough = label === "personal" ? letters >= lengthOf(value) / 2 && !isInDocument : letters >= FLOW_WEIGHTS.copied;
    if (isEnough) found.push({ source, label, isInDocument });
  }
  return found;
}

/** Every organisation that it goes to is one that it came from. */
export function isReturned({ sites: from = [] }: Source, to: readonly string[]): boolean {
  return to.length > 0 && to.every((site) => from.includes(site));
}

/** Counts what went out, for the actions that follow. */
export function rememberSent(matches: Matches): void {
  for (const [{ label, sent }, { found, disguised }] of matches) for (const at of label === "secret" ? found : disguised) sent.add(at);
}
