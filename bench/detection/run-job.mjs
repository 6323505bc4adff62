// One piece of the work, done in a worker thread or in this one: judge a share of a set, or learn from a set.
import { judgeRun, learnFrom } from "./judge.mjs";
import { chosenSessions } from "./read-sessions.mjs";
import { loadVariants } from "./variants.mjs";

/** A job and its answer are plain data: they cross threads. */
export async function runJob(job) {
  return job.kind === "learn" ? learn(job) : judgeShare(job);
}

/** One baseline an agent, learned in file order from benign sessions of the fit part that are clean. */
function learn({ folder, set, choice, capabilities }) {
  const baselines = new Map();
  const answer = { set, offered: 0, taught: 0, baselines, problems: [] };
  for (const { session, problem } of chosenSessions(folder, set, { ...choice, part: "fit", label: "benign" })) {
    if (problem !== undefined) answer.problems.push(problem);
    else {
      answer.offered++;
      if (learnFrom(session, capabilities, baselines)) answer.taught++;
    }
  }
  return answer;
}

async function judgeShare({ folder, set, choice, share, capabilities, baselines, transform }) {
  const variantsOf = await loadVariants(transform);
  const outcomes = [];
  const problems = [];
  let read = 0;
  for (const { line, label, session, problem } of chosenSessions(folder, set, choice, share)) {
    if (problem !== undefined) problems.push(problem);
    else {
      read++;
      for (const variant of variantsOf(session, label)) outcomes.push(outcomeOf({ set, line, label, ...variant }));
    }
  }
  return { set, read, outcomes, problems };

  function outcomeOf({ set, line, label, style, session }) {
    const { id, suite, task, part, model = null, goal = null, injection_seen: seen = null, attack_event: attackEvent = null } = label;
    return { set, line, id, suite, task, part, model, label: label.label, goal, seen, attackEvent, style, ...judgeRun(session, { capabilities, baseline: baselines?.get(session.agent) }) };
  }
}
