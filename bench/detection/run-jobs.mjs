// Spreads jobs over worker threads; answers come back in the jobs' order whoever did them.
import { Worker } from "node:worker_threads";
import { runJob } from "./run-job.mjs";

/** `workers: 0` does all in this thread. `onAnswer` sees each answer as it comes. */
export async function runJobs(jobs, { workers, onAnswer = () => undefined }) {
  const answers = Array.from({ length: jobs.length });
  let next = 0;
  const drain = async (run) => {
    while (next < jobs.length) {
      const at = next++;
      answers[at] = await run(jobs[at]);
      onAnswer(answers[at], at);
    }
  };
  if (workers === 0) await drain(runJob);
  else await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, () => withWorker(drain)));
  return answers;
}

async function withWorker(drain) {
  const worker = new Worker(new URL("./worker.mjs", import.meta.url));
  try {
    await drain((job) => answerOf(worker, job));
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker, job) {
  return new Promise((resolve, reject) => {
    const settle = (done) => (value) => {
      worker.removeAllListeners("message");
      worker.removeAllListeners("error");
      done(value);
    };
    worker.once("message", settle(resolve));
    worker.once("error", settle(reject));
    worker.postMessage(job);
  });
}
