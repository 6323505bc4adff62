// A worker thread: takes one job at a time and answers it.
import { parentPort } from "node:worker_threads";
import { runJob } from "./run-job.mjs";

parentPort.on("message", async (job) => {
  parentPort.postMessage(await runJob(job));
});
