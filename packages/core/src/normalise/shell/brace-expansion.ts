// Brace expansion: `{a,b}`, `{1..9}`, nested, before anything else of a word is looked at. Bounded.
import { type Part, SHELL_LIMITS, type Word } from "./script.ts";

/** One character outside of quotes, or a part that braces do not look into. */
type Atom = string | Part;

const BRACES = 64;

/** The words that a word stands for; undefined when they are too many to follow. */
export function expandBraces(word: Word): readonly Word[] | undefined {
  if (!word.some((part) => part.kind === "text" && !part.isQuoted && part.text.includes("{"))) return [word];
  const atoms: Atom[] = [];
  let braces = 0;
  for (const part of word) {
    if (part.kind !== "text" || part.isQuoted) atoms.push(part);
    else {
      for (const c of part.text) {
        if (c === "{") braces++;
        atoms.push(c);
      }
    }
  }
  if (!atoms.includes("}")) return [word];
  if (braces > BRACES || atoms.length > SHELL_LIMITS.value / 16) return undefined;
  const budget = { left: SHELL_LIMITS.braces * 16 };
  const words = expand(atoms, budget);
  return words === undefined || words.length > SHELL_LIMITS.braces ? undefined : words.map(toWord);
}

function expand(atoms: readonly Atom[], budget: { left: number }): readonly (readonly Atom[])[] | undefined {
  for (let open = atoms.indexOf("{"); open >= 0; open = atoms.indexOf("{", open + 1)) {
    if (--budget.left < 0) return undefined;
    const group = findGroup(atoms, open);
    if (group === undefined) continue;
    const middles: (readonly Atom[])[] = [];
    for (const alternative of group.alternatives) {
      const expanded = group.isSequence ? [alternative] : expand(alternative, budget);
      if (expanded === undefined) return undefined;
      middles.push(...expanded);
    }
    const tails = expand(atoms.slice(group.close + 1), budget);
    if (tails === undefined || middles.length * tails.length > SHELL_LIMITS.braces) return undefined;
    const head = atoms.slice(0, open);
    return middles.flatMap((middle) => tails.map((tail) => [...head, ...middle, ...tail]));
  }
  return [atoms];
}

interface Group {
  readonly close: number;
  readonly alternatives: readonly (readonly Atom[])[];
  readonly isSequence: boolean;
}

function findGroup(atoms: readonly Atom[], open: number): Group | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let at = open; at < atoms.length; at++) {
    const atom = atoms[at];
    if (atom === "{") depth++;
    else if (atom === "," && depth === 1) commas.push(at);
    else if (atom === "}" && --depth === 0) {
      if (commas.length === 0) return sequenceGroup(atoms, open, at);
      const bounds = [open, ...commas, at];
      return { close: at, alternatives: bounds.slice(1).map((end, i) => atoms.slice((bounds[i] ?? 0) + 1, end)), isSequence: false };
    }
  }
  return undefined;
}

/** `{1..10}`, `{01..10..3}`, `{a..e}`. */
function sequenceGroup(atoms: readonly Atom[], open: number, close: number): Group | undefined {
  const inner = atoms.slice(open + 1, close);
  if (inner.length > 32 || inner.some((atom) => typeof atom !== "string")) return undefined;
  const numbers = /^(-?[0-9]{1,9})\.\.(-?[0-9]{1,9})(?:\.\.(-?[0-9]{1,9}))?$/.exec(inner.join(""));
  const letters = numbers === null ? /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?[0-9]{1,9}))?$/.exec(inner.join("")) : null;
  const found = numbers ?? letters;
  if (found === null) return undefined;
  const value = (text: string): number => (numbers === null ? text.charCodeAt(0) : Number(text));
  const from = value(found[1] ?? "");
  const to = value(found[2] ?? "");
  const step = Math.max(1, Math.abs(Number(found[3] ?? 1)));
  const count = Math.min(Math.floor(Math.abs(to - from) / step) + 1, SHELL_LIMITS.braces + 1);
  const isPadded = numbers !== null && [found[1], found[2]].some((text) => /^-?0[0-9]/.test(text ?? ""));
  const width = isPadded ? Math.max((found[1] ?? "").length, (found[2] ?? "").length) : 0;
  const write = (n: number): string => (numbers === null ? String.fromCharCode(n) : n < 0 ? `-${String(-n).padStart(width - 1, "0")}` : String(n).padStart(width, "0"));
  const alternatives = Array.from({ length: count }, (_, i) => [...write(from + (to < from ? -i : i) * step)]);
  return { close, alternatives, isSequence: true };
}

function toWord(atoms: readonly Atom[]): Word {
  const parts: Part[] = [];
  let text = "";
  for (const atom of atoms) {
    if (typeof atom === "string") text += atom;
    else {
      if (text !== "") parts.push({ kind: "text", text, isQuoted: false });
      text = "";
      parts.push(atom);
    }
  }
  if (text !== "") parts.push({ kind: "text", text, isQuoted: false });
  return parts;
}
