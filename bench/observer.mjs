// The observer as a process of its own on a fresh data folder, with the load made here: durable batches, and single questions.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { quantile, seeded } from "./measure.mjs";
import { actionOf, callOf, NORMALISER } from "./workload.mjs";

export const name = "observer";

const KAIZEN = fileURLToPath(new URL("../packages/cli/bin/kaizen.mjs", import.meta.url));
const BATCHES = 60;
const RECORDS = 500;
const QUESTIONS = 4_000;
const CONNECTIONS = 8;

export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), "kaizen-bench-"));
  const observer = spawn(process.execPath, [KAIZEN, "serve", "--port", "0", "--data", folder], { stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, NO_COLOR: "1" } });
  try {
    const { url, key } = await started(observer);
    const post = (path, body) => answered(fetch(`${url}${path}`, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body }));
    const perSecond = await postBatches(post);
    const taken = await ask(post);
    return [
      { what: "observer, actions durably accepted and evaluated, load beside it", value: perSecond, unit: "/s", budget: 4_000, more: true },
      { what: `POST /v1/inspect, ${CONNECTIONS} connections, p50`, value: quantile(taken, 0.5), unit: "ms" },
      { what: `POST /v1/inspect, ${CONNECTIONS} connections, p99`, value: quantile(taken, 0.99), unit: "ms", budget: 15 },
    ];
  } finally {
    observer.kill("SIGTERM");
    await new Promise((resolve) => observer.once("exit", resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function started(observer) {
  let output = "";
  for await (const chunk of observer.stdout) {
    output += chunk;
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    const key = /kz_live_[A-Za-z0-9_-]{20,}/.exec(output)?.[0];
    if (url !== undefined && key !== undefined) return observer.stdout.resume(), { url, key };
  }
  throw new Error(`expected the observer to start, got ${output}`);
}

async function answered(response) {
  const answer = await response;
  if (!answer.ok) throw new Error(`expected the observer to accept, got ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** The batches are made before the clock starts; an answer means on disk. */
async function postBatches(post) {
  const random = seeded(9);
  const bodies = Array.from({ length: BATCHES }, (_, batch) => {
    const session = `bench-${batch}`;
    return JSON.stringify({ records: Array.from({ length: RECORDS }, (_, seq) => ({ facts: NORMALISER.facts(actionOf(session, seq, callOf(random, 300, seq))) })) });
  });
  const start = process.hrtime.bigint();
  await eachOf(4, bodies, (body) => post("/v1/events", body));
  return (BATCHES * RECORDS) / (Number(process.hrtime.bigint() - start) / 1e9);
}

async function ask(post) {
  const random = seeded(10);
  const bodies = Array.from({ length: QUESTIONS }, (_, at) => JSON.stringify({ agent: "bench", session: `ask-${at % 40}`, action: { kind: "tool_call", ...callOf(random, 300, at) } }));
  const taken = [];
  await eachOf(CONNECTIONS, bodies, async (body) => {
    const start = process.hrtime.bigint();
    await post("/v1/inspect", body);
    taken.push(Number(process.hrtime.bigint() - start) / 1e6);
  });
  return Float64Array.from(taken.slice(200)).sort();
}

async function eachOf(workers, items, work) {
  let next = 0;
  await Promise.all(Array.from({ length: workers }, async () => {
    while (next < items.length) await work(items[next++]);
  }));
}
