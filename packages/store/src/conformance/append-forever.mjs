// Appends until it is killed and prints the id of each verdict once the store acknowledged it. Started by the crash test.
import { openSqliteStore } from "../../dist/index.js";

const [dataDir, prefix] = process.argv.slice(2);
const store = await openSqliteStore({ dataDir });
const ids = { engine: "e", weights: "w", policy: "p", declaration: "d", baseline: "b" };
const content = { bytes: 0, labelled: [], fingerprints: [], excerpt: "" };

async function writer(name) {
  const session = `${prefix}-${name}`;
  for (let seq = 0; ; seq++) {
    const facts = {
      v: 3,
      id: `${session}/sdk/${seq}`,
      identity: { agent: "a", session },
      position: { feed: "sdk", seq, at: 1 },
      keyId: "k",
      unread: [],
      event: "action",
      kind: "tool_call",
      destinations: [],
      paths: [],
      arguments: [],
      commands: [],
      recipients: [],
      amounts: [],
      shape: "",
      content,
    };
    const action = { kind: "tool_call", tool: null, publisher: null, target: null, hash: null, metadata: {} };
    const verdict = {
      id: `v-${session}-${seq}`,
      decision: "allow",
      attention: "none",
      verdictAction: "proceed",
      reason: "as declared",
      evidence: [],
      degraded: [],
      ids,
      confidence: null,
      source: "sdk",
      action,
      paused: false,
      client: null,
    };
    await store.append({ sessions: [{ id: session, agent: "a", expectEvents: seq, at: 1 }], items: [{ facts, receivedAt: 1, verdict }] });
    process.stdout.write(`${verdict.id}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, index) => writer(index)));
