// Says how badly a regular expression can backtrack, by the ambiguity of its automaton (Weber and Seidl 1991):
// two ways round one loop mean exponential time, two loops that read the same text one after the other polynomial.
import { patternAutomaton } from "./pattern-automaton.mjs";

/** Larger patterns are not analysed but reported, so that nothing passes unseen. */
const MOST_STATES = 400;
const MOST_STEPS = 400_000;

/** Returns `linear`, `polynomial`, `exponential` or `too-large`. Expects a pattern that `new RegExp` accepts. */
export function backtracking(source, flags) {
  const { states, accepts } = patternAutomaton(source, flags);
  if (states.length > MOST_STATES) return "too-large";
  const budget = { steps: MOST_STEPS };
  const loops = loopStates(states);
  try {
    if (loops.some((state) => hasTwoWaysRound(states, state, budget))) return "exponential";
    for (const from of loops) {
      for (const to of loops) {
        if (from !== to && canRunInStep(states, from, to, accepts, budget)) return "polynomial";
      }
    }
  } catch (error) {
    if (error instanceof RangeError) return "too-large";
    throw error;
  }
  return "linear";
}

/** States that can come back to themselves. */
function loopStates(states) {
  return states.flatMap((_, start) => {
    const seen = new Set();
    const queue = [start];
    for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
      for (const next of states[state].next.keys()) {
        if (states[next].letters.size === 0 || seen.has(next)) continue;
        if (next === start) return [start];
        seen.add(next);
        queue.push(next);
      }
    }
    return [];
  });
}

/**
 * Follows several states that read the same text at once until `isGoal(tuple, split)`; `split` says that two ways
 * were possible so far. Texts after which some way from `start` is in `certain` are left out: the match succeeded.
 */
function searchTuples(states, start, isGoal, budget, certain = new Set()) {
  const seen = new Set();
  const queue = [{ tuple: start, split: false, all: [...new Set(start)] }];
  for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
    for (const { tuple, double, letters } of successors(states, item.tuple)) {
      for (const letter of certain.size === 0 ? [[...letters][0]] : letters) {
        if (budget.steps-- <= 0) throw new RangeError("pattern is too large to analyse");
        const all = certain.size === 0 ? [] : readLetter(states, item.all, letter);
        if (all.some((state) => certain.has(state))) continue;
        const split = item.split || double || tuple.some((state) => state !== tuple[0]);
        if (isGoal(tuple, split)) return true;
        const key = `${tuple.join()}:${split}:${all.join()}`;
        if (seen.has(key)) continue;
        seen.add(key);
        queue.push({ tuple, split, all });
      }
    }
  }
  return false;
}

/** All states that reading `letter` leads to, in order. */
function readLetter(states, from, letter) {
  const reached = new Set(from.flatMap((state) => [...states[state].next.keys()]));
  return [...reached].filter((state) => states[state].letters.has(letter)).toSorted((a, b) => a - b);
}

function successors(states, tuple) {
  let found = [{ tuple: [], double: false, letters: undefined }];
  for (const state of tuple) {
    const grown = [];
    for (const partial of found) {
      for (const [next, ways] of states[state].next) {
        const letters = overlap(partial.letters, states[next].letters);
        if (letters.size > 0) grown.push({ tuple: [...partial.tuple, next], double: partial.double || ways > 1, letters });
      }
    }
    found = grown;
  }
  return found;
}

function overlap(left, right) {
  return left === undefined ? right : new Set([...left].filter((letter) => right.has(letter)));
}

/** Two different ways from `state` back to `state` over one text. */
function hasTwoWaysRound(states, state, budget) {
  return searchTuples(states, [state, state], (tuple, split) => split && tuple[0] === state && tuple[1] === state, budget);
}

/**
 * One text that leads from `from` to `from`, from `from` to `to`, and from `to` to `to`. Texts that make the match
 * certain do not count: other ways are tried only after a failure.
 */
function canRunInStep(states, from, to, certain, budget) {
  const isGoal = (tuple) => tuple[0] === from && tuple[1] === to && tuple[2] === to;
  return searchTuples(states, [from, from, to], isGoal, budget, certain);
}
