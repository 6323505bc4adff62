// A client process for the kill test: accepts actions as fast as it can and says so, one line each, after `inspect` returned.
// argv: observer URL, key, state folder, how many actions, and `leave` to end without a word.
import { writeSync } from "node:fs";
import { Kaizen } from "@kaizen/sdk";

const [url, apiKey, stateDir, count, leave] = process.argv.slice(2);
const kaizen = new Kaizen({ agent: "counting-client", apiKey, baseUrl: url, stateDir, onFailure: "closed" });
for (let n = 0; n < Number(count); n++) {
  kaizen.inspect({ kind: "tool_call", tool: "count_up", arguments: { n } });
  writeSync(1, `${n}\n`);
  if (n % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
}
if (leave !== "leave") {
  await kaizen.ready();
  await kaizen.flush({ timeoutMs: 60_000 });
  await kaizen.close();
}
