// Values that the deployment planted: wherever one turns up, it is a secret.
import type { Recogniser, Span } from "../recogniser.ts";

const MOST = 1_000;
const SHORTEST = 4;
const LONGEST = 512;

/** Node of the tree of canaries, with the length of the one that ends there. */
interface Node {
  readonly next: Map<number, Node>;
  length: number;
}

/**
 * Finds canaries without regard to case: at most 1,000, of 4 to 512 characters; others are left out. Each position of the text costs a
 * look-up of its first character, and the length of a canary's beginning where one stands there.
 */
export function createCanaryRecogniser(canaries: readonly string[]): Recogniser {
  const root: Node = { next: new Map(), length: 0 };
  const starts = new Uint8Array(65_536);
  for (const canary of canaries.slice(0, MOST)) {
    const lower = canary.trim().toLowerCase();
    if (lower.length < SHORTEST || lower.length > LONGEST) continue;
    starts[lower.charCodeAt(0)] = 1;
    let node = root;
    for (let i = 0; i < lower.length; i++) node = childOf(node, lower.charCodeAt(i));
    node.length = lower.length;
  }
  return { name: "canary", label: "secret", find: (text) => (root.next.size === 0 ? [] : findFrom(root, starts, text)) };
}

function childOf(node: Node, code: number): Node {
  const known = node.next.get(code);
  if (known !== undefined) return known;
  const child: Node = { next: new Map(), length: 0 };
  node.next.set(code, child);
  return child;
}

function findFrom(root: Node, starts: Uint8Array, text: string): Span[] {
  const lowered = text.toLowerCase();
  // Where lower case is longer than the text, positions would not fit: then letters count as written.
  const lower = lowered.length === text.length ? lowered : text;
  const spans: Span[] = [];
  for (let at = 0; at < lower.length; at++) {
    if (starts[lower.charCodeAt(at)] === 0) continue;
    const length = longestAt(root, lower, at);
    if (length === 0) continue;
    spans.push({ start: at, end: at + length });
    at += length - 1;
  }
  return spans;
}

function longestAt(root: Node, text: string, at: number): number {
  let node: Node | undefined = root;
  let longest = 0;
  for (let i = at; i < text.length; i++) {
    node = node.next.get(text.charCodeAt(i));
    if (node === undefined) break;
    if (node.length > 0) longest = node.length;
  }
  return longest;
}
