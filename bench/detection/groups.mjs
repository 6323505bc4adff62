// Puts judged sessions together by what their figures are told for: all, a set, a suite, a goal, and within each a style.
import { ALL_VARIANTS, AS_RECORDED } from "./variants.mjs";

/** `{ set, suite, goal, style, outcomes }` in order: all sets (when there are several), each set, its suites, their goals when asked for. */
export function groupsOf(outcomes, { goals = false } = {}) {
  const sets = splitBy(outcomes, ({ set }) => set);
  const groups = sets.length > 1 ? [group({}, outcomes)] : [];
  for (const [set, ofSet] of sets) {
    groups.push(group({ set }, ofSet));
    for (const [suite, ofSuite] of splitBy(ofSet, ({ suite }) => suite)) {
      groups.push(group({ set, suite }, ofSuite));
      if (goals) groups.push(...splitBy(ofSuite.filter(({ goal }) => goal !== null), ({ goal }) => goal).map(([goal, ofGoal]) => group({ set, suite, goal }, ofGoal)));
    }
  }
  return groups.flatMap(byStyle);
}

function group({ set = null, suite = null, goal = null }, outcomes) {
  return { set, suite, goal, style: null, outcomes };
}

function byStyle(each) {
  const styles = splitBy(each.outcomes, ({ style }) => style);
  const variants = styles.filter(([style]) => style !== null && style !== AS_RECORDED);
  if (variants.length > 1) styles.push([ALL_VARIANTS, variants.flatMap(([, outcomes]) => outcomes)]);
  return styles.map(([style, outcomes]) => ({ ...each, style, outcomes }));
}

/** In the order of the keys; none and the recorded style first. */
function splitBy(outcomes, keyOf) {
  const parts = new Map();
  for (const outcome of outcomes) {
    const key = keyOf(outcome);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [outcome]);
    else part.push(outcome);
  }
  return [...parts].toSorted(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
}

function rank(key) {
  return key === null || key === AS_RECORDED ? "" : key;
}
