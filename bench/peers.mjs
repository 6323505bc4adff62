// The same 100 block rules in three engines, one run: ours reads the raw arguments, the others get tool and host picked out for them.
import { createRequire } from "node:module";
import { Bench } from "tinybench";
import { seeded } from "./measure.mjs";
import { actionOf, callOf, NORMALISER, rules, warmSession } from "./workload.mjs";

export const name = "peers";

export async function measure() {
  const { session } = warmSession();
  const random = seeded(11);
  const calls = Array.from({ length: 1_000 }, (_, at) => callOf(random, 1_024, at));
  const contexts = calls.map(({ tool }) => ({ tool, host: "api.larkfield.example" }));
  const facts = calls.map((call, at) => NORMALISER.facts(actionOf("bench", 5_000 + at, call)));
  const cedar = cedarEngine();
  const governance = governanceEngine();
  let turn = 0;
  const next = () => (turn = (turn + 1) % 1_000);
  const bench = new Bench({ time: 1_500, warmupTime: 300 })
    .add("kaizen, raw action of 1 KB to verdict", () => void session.judge(NORMALISER.facts(actionOf("bench", 9_000 + turn, calls[next()]))))
    .add("kaizen, prepared facts to verdict", () => void session.judge(facts[next()]))
    .add("cedar-wasm, preparsed, prepared context", () => cedar(contexts[next()]))
    .add("agent-governance-sdk, prepared context", () => governance(contexts[next()]));
  await bench.run();
  const rows = bench.tasks.map((task) => ({ what: task.name, value: task.result.latency.p50 * 1_000, unit: "µs" }));
  const prepared = rows[1].value;
  return [...rows, ...rows.slice(2).map(({ what, value }) => ({ what: `${what.split(",")[0]} : kaizen, prepared against prepared`, value: value / prepared, unit: "x" }))];
}

function cedarEngine() {
  const cedar = createRequire(import.meta.url)("@cedar-policy/cedar-wasm/nodejs");
  const text = [
    "permit(principal, action, resource);",
    ...rules().map(({ tools, domains }) => `forbid(principal, action, resource) when { context.tool == "${tools[0]}" || context.tool like "${tools[1]}" || context.host == "${domains[0]}" || context.host like "*.${domains[0]}" };`),
  ].join("\n");
  const parsed = cedar.preparsePolicySet("bench", { staticPolicies: text });
  if (parsed.type !== "success") throw new Error(`cedar refused the rules: ${JSON.stringify(parsed)}`);
  const uid = (type) => ({ type, id: "x" });
  const ask = (context) => cedar.statefulIsAuthorized({ principal: uid("Agent"), action: uid("Action"), resource: uid("Tool"), context, preparsedPolicySetId: "bench", entities: [] });
  expectDecision("cedar", ask({ tool: "blocked_tool_3", host: "x.example" }).response?.decision, "deny");
  expectDecision("cedar", ask({ tool: "mail_send", host: "x.example" }).response?.decision, "allow");
  return ask;
}

function governanceEngine() {
  const { PolicyEngine } = createRequire(import.meta.url)("@microsoft/agent-governance-sdk");
  const engine = new PolicyEngine();
  engine.loadPolicy({
    apiVersion: "governance.toolkit/v1",
    name: "bench",
    scope: "global",
    agents: ["*"],
    default_action: "allow",
    rules: rules().map(({ name: rule, tools, domains }) => ({ name: rule, condition: `tool == '${tools[0]}' or host == '${domains[0]}'`, ruleAction: "deny", priority: 10, enabled: true })),
  });
  const ask = (context) => engine.evaluatePolicy("did:bench:x", context);
  expectDecision("agent-governance-sdk", ask({ tool: "blocked_tool_3", host: "x.example" }).action, "deny");
  expectDecision("agent-governance-sdk", ask({ tool: "mail_send", host: "x.example" }).action, "allow");
  return ask;
}

/** A peer that does not apply the rules would look fast for nothing. */
function expectDecision(peer, came, expected) {
  if (came !== expected) throw new Error(`expected ${peer} to say ${expected}, got ${String(came)}`);
}
