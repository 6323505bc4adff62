// Holds what one event gave while it is read, within the bounds that facts promise, and makes the facts of it at the end.
import type { ContentFacts, DestinationFacts, DestinationPlace, LabelledValue, PathFacts, UnreadReason } from "../words/facts.ts";
import { createCandidates, normalForm } from "./fingerprint-candidates.ts";
import type { FoundDestination } from "./find-destinations.ts";
import type { Fingerprinter } from "./fingerprint.ts";
import { LIMITS } from "./limits.ts";
import { printable } from "./name.ts";
import type { PathParts } from "./paths.ts";
import { createSecretForms, cutOut, withoutCutForm } from "./redact.ts";
import type { RecognisedSpan } from "./recogniser.ts";
import { joinShape } from "./shape.ts";

export interface Collection {
  bytes(count: number): void;
  labelled(value: string, span: RecognisedSpan, at: string): void;
  /** Whole text, lines and words for fingerprints. */
  text(text: string): void;
  destination(found: FoundDestination, at: string, safePath: (path: string) => string): void;
  path(parts: PathParts, place: PathFacts["place"], at: string, safePath: (path: string) => string): void;
  shape(pair: string): void;
  /** Text for the excerpt, with its labelled spans. */
  excerpt(key: string, text: string, spans: readonly RecognisedSpan[]): void;
  /** No further destination or path is kept. */
  readonly hasAllTargets: boolean;
  redact(text: string): string;
  finish(): { destinations: DestinationFacts[]; paths: PathFacts[]; shape: string; content: ContentFacts };
}

/** Longer than the excerpt, so that what redacting takes away is filled up. */
const WINDOW = 2_048;

export function createCollection(fingerprinter: Fingerprinter, unread: Set<UnreadReason>): Collection {
  const secrets = createSecretForms();
  const candidates = createCandidates();
  const labelled = new Map<string, LabelledValue>();
  const destinations = new Map<string, DestinationFacts>();
  const paths = new Map<string, PathFacts>();
  const pairs = new Set<string>();
  let bytes = 0;
  let excerpt = "";

  const put = <T>(map: Map<string, T>, limit: number, id: string, make: () => T): void => {
    if (map.has(id)) return;
    if (map.size < limit) map.set(id, make());
    else unread.add("too-many");
  };

  return {
    bytes: (count) => void (bytes += count),
    labelled(value, span, at) {
      secrets.add(value, span.label);
      candidates.labelled(value);
      const fingerprint = fingerprinter.fingerprint(normalForm(value));
      put(labelled, LIMITS.labelled, `${span.recogniser} ${fingerprint} ${at}`, () => ({ label: span.label, recogniser: span.recogniser, fingerprint, at }));
    },
    text: (text) => candidates.text(text),
    destination({ parts, place, account }, at, safePath) {
      const { rest: _rest, path, ...facts } = parts;
      const id = `${facts.host} ${facts.port ?? ""} ${place} ${at} ${account ?? ""}`;
      put(destinations, LIMITS.destinations, id, () => ({
        ...facts,
        ...(path === undefined ? {} : { path: safePath(path) }),
        ...(account === undefined ? {} : { account: fingerprinter.fingerprint(normalForm(account)) }),
        place,
        at,
      }));
    },
    path({ path, sensitive }, place, at, safePath) {
      put(paths, LIMITS.paths, `${path} ${place} ${at}`, () => ({ path: safePath(path), ...(sensitive ? { sensitive: true } : {}), place, at }));
    },
    shape(pair) {
      if (pairs.size < 4096) pairs.add(pair);
      else unread.add("too-many");
    },
    excerpt(key, text, spans) {
      if (excerpt.length >= WINDOW) return;
      const shown = cutOut(text, spans, WINDOW).replace(/\s+/g, " ");
      excerpt = `${excerpt}${excerpt === "" ? "" : "; "}${key === "" ? "" : `${key}=`}${shown}`.slice(0, WINDOW);
    },
    get hasAllTargets() {
      return destinations.size >= LIMITS.destinations || paths.size >= LIMITS.paths;
    },
    redact: (text) => secrets.redact(text),
    finish() {
      const at = (pointer: string): string => withoutCutForm(secrets.redact(pointer), LIMITS.pointer, pointer.length < LIMITS.pointer ? 0 : secrets.longest);
      const hostOf = (host: string): string => secrets.redact(host, "redacted");
      const shape = joinShape(new Set([...pairs].map((pair) => secrets.redact(pair))), LIMITS.shape, (text) => fingerprinter.fingerprint(text));
      return {
        destinations: [...destinations.values()].map((found) => redactDestination(found, hostOf, secrets.redact, at)),
        paths: [...paths.values()].map((found) => ({ ...found, path: secrets.redact(found.path), at: at(found.at) })),
        shape,
        content: {
          bytes,
          labelled: [...labelled.values()].map((found) => ({ ...found, at: at(found.at) })),
          fingerprints: [...new Set(candidates.best().map((text) => fingerprinter.fingerprint(text)))].toSorted(),
          excerpt: printable(withoutCutForm(secrets.redact(excerpt), excerpt.length < WINDOW ? Infinity : WINDOW, secrets.longest)).slice(0, LIMITS.excerpt),
        },
      };
    },
  };
}

function redactDestination(found: DestinationFacts, hostOf: (host: string) => string, redact: (text: string) => string, at: (pointer: string) => string): DestinationFacts {
  return {
    ...found,
    host: found.kind === "ip" ? found.host : hostOf(found.host),
    skeleton: found.kind === "ip" ? found.skeleton : hostOf(found.skeleton),
    ...(found.site === undefined ? {} : { site: hostOf(found.site) }),
    ...(found.path === undefined ? {} : { path: redact(found.path).slice(0, LIMITS.urlPath) }),
    at: at(found.at),
  };
}

export type { DestinationPlace };
