// Reads the values of one event and collects what facts are made of.
import type { ActionKind } from "../words/event.ts";
import type { ContentFacts, DestinationFacts, PathFacts, UnreadReason } from "../words/facts.ts";
import type { Fingerprinter } from "./fingerprint.ts";
import { parseDestination } from "./destination.ts";
import { LIMITS } from "./limits.ts";
import { utf8Length } from "./utf8.ts";
import { walk, type Leaf } from "./walk.ts";

export interface Reader {
  target(value: unknown): void;
  value(root: unknown, at: string, key: string): void;
  secretsOf(text: string): void;
  redact(text: string): string;
  finish(): { destinations: DestinationFacts[]; paths: PathFacts[]; shape: string; content: ContentFacts };
}

export function createReader(fingerprinter: Fingerprinter, unread: Set<UnreadReason>, kind: ActionKind | undefined): Reader {
  const budget = { nodes: LIMITS.nodes as number };
  const fingerprints = new Set<string>();
  const destinations: DestinationFacts[] = [];
  const shape = new Set<string>();
  let bytes = 0;
  const leaf = (found: Leaf): void => {
    shape.add(`${found.shapeAt}:${typeof found.value}`);
    if (typeof found.value !== "string") return;
    bytes += utf8Length(found.value);
    fingerprints.add(fingerprinter.fingerprint(found.value.trim().toLowerCase().slice(0, 512)));
    if (kind !== undefined && found.value.includes("://")) add(found.value, "argument", found.at);
  };
  const add = (text: string, place: DestinationFacts["place"], at: string): void => {
    const parts = parseDestination(text);
    if (parts === undefined) return;
    const { rest: _rest, ...facts } = parts;
    destinations.push({ ...facts, place, at });
  };
  return {
    target: (value) => (typeof value === "string" ? add(value, "target", "") : undefined),
    value: (root, at, key) => walk(root, at, key, { leaf, key: () => {}, unread: (reason) => unread.add(reason), budget }),
    secretsOf: () => {},
    redact: (text) => text,
    finish: () => ({ destinations, paths: [], shape: [...shape].toSorted().join(",").slice(0, 512), content: { bytes, labelled: [], fingerprints: [...fingerprints].toSorted(), excerpt: "" } }),
  };
}
