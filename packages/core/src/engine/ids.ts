// Content hashes: the names of everything that a verdict depends on.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./canonical-json.ts";
import { WEIGHTS } from "./weights.ts";
import type { Baseline } from "../words/baseline.ts";
import type { CarriedLabels } from "../words/carried.ts";
import type { Declaration } from "../words/declaration.ts";
import type { Policy } from "../words/policy.ts";

/** First 16 hexadecimal characters of the SHA-256 of the canonical JSON of a value. */
export function contentId(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value)))).slice(0, 16);
}

/** Stands where a part is not known. */
export const NO_ID = "none";

/**
 * INVARIANT: the engine's behaviour on the same facts changes only together with this text. Raise it with every change
 * of a capability or of how findings become a verdict; a number that is tuned belongs into `weights.ts` instead.
 */
const ENGINE_VERSION = "kaizen-engine 4";

export const ENGINE_ID: string = contentId(ENGINE_VERSION);
/** Of every threshold, bound and word list that the capabilities use. */
export const WEIGHTS_ID: string = contentId(WEIGHTS);

export const policyId: (policy: Policy) => string = remembered(contentId);
export const declarationId: (declaration: Declaration) => string = remembered(contentId);
export const baselineId: (baseline: Baseline) => string = remembered(contentId);
export const carriedId: (carried: CarriedLabels) => string = remembered(contentId);

/** Hashes each immutable object once. */
function remembered(hash: (value: unknown) => string): (value: object) => string {
  const ids = new WeakMap<object, string>();
  return (value) => {
    const known = ids.get(value);
    if (known !== undefined) return known;
    const id = hash(value);
    ids.set(value, id);
    return id;
  };
}
