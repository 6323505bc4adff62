// Any value as an action or a result: facts and a verdict come out, the state stays bounded and comes back the same.
import { createNormaliser, restoreSession, startSession } from "@kaizen/core";
import { factsSchema } from "@kaizen/protocol";
import { hostileText, hostileValue } from "./hostile-values.mjs";

export const family = "actions";
export const share = 0.35;

const normaliser = createNormaliser({ key: new Uint8Array(32).fill(3) });
const SETTINGS = { onFailure: "closed", enforcement: "enforce" };
const INPUTS = {
  policy: { rules: [{ rule: "blocklist", name: "r", mode: "enforce", domains: ["bad.example"], ips: ["10.0.0.0/8"], tools: ["x*"], patterns: ["(a+)+"] }] },
  declaration: { agent: "fuzz", tools: { kind: "only", items: ["a", "b*"] }, destinations: { kind: "only", items: ["*.example"] }, data: { kind: "not-stated" } },
};
/** Characters of a serialised session, whatever it saw. */
const MOST_STATE = 4_000_000;

export function prepare() {
  let session = startSession(SETTINGS, INPUTS);
  let seq = 0;
  return (random) => {
    const { chance, pick, below } = random;
    if (chance(0.002)) {
      const saved = session.serialise();
      if (saved.length > MOST_STATE) throw new Error(`the state grew to ${saved.length} characters`);
      session = restoreSession(saved, SETTINGS, INPUTS);
      if (session.serialise() !== saved) throw new Error("the state did not come back the same");
    }
    const tool = chance(0.8) ? pick(["a", "b1", "x9", hostileText(random, 5)]) : hostileValue(random);
    const body = chance(0.6)
      ? { event: "action", action: { kind: pick(["tool_call", "exec", "connect", "file", "message", "skill_load", hostileValue(random)]), tool, target: chance(0.5) ? hostileText(random, 12) : hostileValue(random), arguments: hostileValue(random), metadata: hostileValue(random), publisher: hostileText(random, 3), hash: hostileValue(random) } }
      : { event: "observation", observation: { kind: pick(["result", "request", "instructions", "reply", "catalogue"]), tool, content: hostileValue(random), tools: chance(0.3) ? [{ name: hostileText(random, 3), description: hostileText(random), schema: hostileValue(random), annotations: hostileValue(random) }] : hostileValue(random) } };
    const facts = normaliser.facts({ identity: { agent: "fuzz", session: `s${below(3)}` }, position: { feed: "sdk", seq: seq++, at: seq }, body: chance(0.01) ? hostileValue(random) : body });
    const known = factsSchema.safeParse(JSON.parse(JSON.stringify(facts)));
    if (!known.success) throw new Error(`the facts do not fit their own schema: ${known.error.message.slice(0, 300)}`);
    const verdict = session.judge(facts);
    if (verdict.decision !== "allow" && verdict.decision !== "block") throw new Error("no decision");
  };
}
