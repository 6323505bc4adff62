// Makes the position automaton of a pattern: one state for each character set in it, with the number of ways
// from state to state. Two ways between the same states already mean that a text can be read in two ways.
import { parsePattern } from "./parse-pattern.mjs";

/** Characters that stand for all: enough to tell the sets of real patterns apart. */
const FAR = [0x200b, 0x2028, 0x2060, 0x20ac, 0x3002, 0x4e00, 0xac00, 0xfeff, 0xff0e, 0xff21, 0x1f600];
const SAMPLE = [...Array.from({ length: 0x600 }).keys(), ...FAR].map((code) => String.fromCodePoint(code));

/**
 * `states[i]` has `letters` (numbers of the character classes it reads) and `next` (state -> number of ways).
 * State 0 reads anything before the match begins and is absent (no letters) when the match is tied to one place or cannot fail.
 * `accepts` holds the states after which the match is certain to succeed.
 */
export function patternAutomaton(source, flags) {
  const sources = ["[^]"];
  const states = [{ source: 0, next: new Map() }];
  const build = automatonBuilder(states, sources);
  const tree = parsePattern(source);
  const whole = build(tree);
  const guarded = endsGuarded(tree);
  const certain = whole.nullable && !guarded;
  const tied = certain || flags.includes("y") || (startsTied(tree) && !flags.includes("m"));
  for (const state of [0, ...whole.first]) addWay(states, 0, state);
  const letters = alphabet(sources, flags);
  return {
    states: states.map((state, index) => ({
      letters: index === 0 && tied ? new Set() : letters[state.source],
      next: state.next,
    })),
    accepts: new Set(guarded ? [] : whole.last),
  };
}

function addWay(states, from, to) {
  const { next } = states[from];
  next.set(to, (next.get(to) ?? 0) + 1);
}

function automatonBuilder(states, sources) {
  const connect = (from, to) => from.forEach((last) => to.forEach((first) => addWay(states, last, first)));
  const join = (left, right) => {
    connect(left.last, right.first);
    return {
      nullable: left.nullable && right.nullable,
      first: left.nullable ? [...left.first, ...right.first] : left.first,
      last: right.nullable ? [...left.last, ...right.last] : right.last,
    };
  };
  const empty = { nullable: true, first: [], last: [] };
  const build = (node) => {
    switch (node.kind) {
      case "assertion":
        return empty;
      case "set": {
        if (!sources.includes(node.source)) sources.push(node.source);
        const index = states.push({ source: sources.indexOf(node.source), next: new Map() }) - 1;
        return { nullable: false, first: [index], last: [index] };
      }
      case "sequence":
        return node.parts.map(build).reduce(join, empty);
      case "choice": {
        const parts = node.parts.map(build);
        return { nullable: parts.some((part) => part.nullable), first: parts.flatMap((part) => part.first), last: parts.flatMap((part) => part.last) };
      }
      default:
        return repeat(node, build, join, connect);
    }
  };
  return build;
}

/** `x{3,9}` is read as `xx?`: a bounded repetition multiplies the work by a constant, it does not let it grow. */
function repeat({ part, min, max }, build, join, connect) {
  const once = build(part);
  if (max === Infinity) connect(once.last, once.first);
  const whole = max === Infinity || max < 2 ? once : join(once, { ...build(part), nullable: true });
  return { ...whole, nullable: min === 0 || whole.nullable };
}

/** For each source the numbers of the character classes in it; characters that no set tells apart are one class. */
function alphabet(sources, flags) {
  const tests = sources.map((source) => new RegExp(`^(?:${source})$`, flags.replaceAll(/[gyd]/gu, "")));
  const classes = new Map();
  for (const character of SAMPLE) {
    const members = tests.flatMap((test, index) => (test.test(character) ? [index] : []));
    classes.set(members.join(), members);
  }
  return sources.map((_, index) => new Set([...classes.values()].flatMap((members, letter) => (members.includes(index) ? [letter] : []))));
}

function startsTied(node) {
  if (node.kind === "assertion") return node.source === "^";
  if (node.kind === "choice") return node.parts.every(startsTied);
  return node.kind === "sequence" && node.parts[0] !== undefined && startsTied(node.parts[0]);
}

/** True when something after the first character may still refuse: `$`, a word boundary, a lookahead. */
function endsGuarded(node) {
  const parts = node.kind === "sequence" || node.kind === "choice" ? node.parts : node.kind === "repeat" ? [node.part] : [];
  return parts.some((part, index) => (part.kind === "assertion" ? node.kind === "choice" || index > 0 : endsGuarded(part)));
}
