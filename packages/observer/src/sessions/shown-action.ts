// The action as lists show it: enough to recognise it, nothing that a secret could hide in.
import type { DestinationFacts, Facts } from "@kaizen/core";
import type { ReportedAction } from "@kaizen/protocol";
import type { ShownAction } from "@kaizen/store";
import { cutQueries } from "./cut-queries.ts";

const LONGEST_TARGET = 256;
const LONGEST_METADATA = 4_096;
const DEEPEST_METADATA = 16;

/** `undefined` for observations: they have no verdict of their own. */
export function shownFromFacts(facts: Facts): ShownAction | undefined {
  if (facts.event === "observation") return undefined;
  return {
    kind: facts.kind,
    tool: facts.tool?.shown ?? null,
    publisher: facts.publisher?.shown ?? null,
    target: targetOf(facts),
    hash: facts.hash ?? null,
    metadata: {},
  };
}

/** For a reported action: also its metadata, as far as nothing secret was recognised in the action. */
export function shownFromReport(facts: Facts, { target, metadata, kind }: ReportedAction): ShownAction | undefined {
  const shown = shownFromFacts(facts);
  if (shown === undefined || facts.event === "observation") return undefined;
  // SECURITY: user info and query strings carry tokens that no recogniser knows: such a target is shown in normal form only.
  const plain = target !== undefined && target.length <= LONGEST_TARGET && !/[@?#\p{C}]/u.test(target);
  const isClean = facts.content.labelled.length === 0 && facts.unread.length === 0;
  return { ...shown, target: plain && isClean ? target : shown.target, metadata: shownMetadata(metadata ?? {}, kind, isClean) };
}

function shownMetadata(metadata: Readonly<Record<string, unknown>>, kind: string | undefined, isClean: boolean): Readonly<Record<string, unknown>> {
  const source = metadata["source"];
  const named = {
    ...(typeof source === "string" && source.length <= 64 ? { source: cutQueries(source) } : {}),
    ...(kind === undefined || kind.length > 64 ? {} : { kind: cutQueries(kind) }),
  };
  if (!isClean || !isShallow(metadata, DEEPEST_METADATA) || JSON.stringify(metadata).length > LONGEST_METADATA) return named;
  return { ...withoutQueries(metadata), ...named };
}

/** Asked before anything walks the value without a bound of its own: 6,000 levels overflow the stack of \`JSON.stringify\`. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}

function withoutQueries(metadata: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const cut = (value: unknown): unknown => {
    if (typeof value === "string") return cutQueries(value);
    if (Array.isArray(value)) return value.map(cut);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cutQueries(key), cut(inner)]));
  };
  return cut(metadata) as Readonly<Record<string, unknown>>;
}

function targetOf(facts: Extract<Facts, { event: "action" }>): string | null {
  const destination = facts.destinations.find(({ place }) => place === "target");
  if (destination !== undefined) return destinationText(destination);
  return facts.paths.find(({ place }) => place === "target")?.path ?? null;
}

function destinationText({ scheme, host, port, path }: DestinationFacts): string {
  const shownHost = host.includes(":") ? `[${host}]` : host;
  return `${scheme === undefined ? "" : `${scheme}://`}${shownHost}${port === undefined ? "" : `:${port}`}${path ?? ""}`;
}
