// Declarations, policies and traces, whole, broken and hostile: problems or a value come out, and what is accepted can be judged by.
import { createNormaliser, intersect, narrows, startSession } from "@kaizen/core";
import { parseDeclarationFile, parseDeclarationShort, parsePolicy, parsePolicyFile, parseTraceLine, traceEvents } from "@kaizen/protocol";
import { hostileJson, hostileText } from "./hostile-values.mjs";

export const family = "files";
export const share = 0.3;

const normaliser = createNormaliser({ key: new Uint8Array(32).fill(3) });

const DECLARATION = `agent: fuzz
purpose: works
tags: [a]
tools:
  - read
  - name: put
    arguments: { url: { destinations: [files.example/a/] }, limit: { min: 1, max: 9 }, mode: { enum: [x] }, q: { pattern: "a.*" } }
    commands: ["git log *"]
    calls: { per_minute: 3 }
destinations: [api.example, "*.cdn.example", "10.0.0.0/8", { host: files.example/a/, methods: [GET] }]
data: [{ label: personal, destinations: [api.example] }]
volumes: { calls_per_session: 10 }
schedule: { days: [mon], from: "06:00", to: "22:00", offset: "+01:00" }
sub_agents: none
`;
const POLICY = `rules:
  - { rule: blocklist, mode: enforce, domains: [bad.example], ips: ["10.0.0.0/8"], patterns: ["x.*y"] }
  - { rule: allowlist, mode: ask, domains: [ok.example] }
  - { rule: condition, name: c, mode: ask, when: 'tool == "put" && amounts.exists(a, a.value > 10.0)' }
  - { rule: correlation, name: k, mode: enforce, within: 10m, steps: [{ event: result, labels: [secret] }, { tools: ["p*"] }], count: 2 }
`;
const TRACE = JSON.stringify({ id: "t", agent: "fuzz", instructions: "do", tools: [{ name: "put", description: "puts" }], events: [{ i: 0, kind: "message", role: "user", content: "hi" }, { i: 1, kind: "tool_call", tool: "put", args: { url: "https://files.example/a/b" }, call_id: "1" }, { i: 2, kind: "tool_result", tool: "put", content: "ok", call_id: "1" }] });

/** A few characters of a good text lost, doubled or replaced. */
function broken(text, random) {
  let changed = text;
  for (let round = random.below(4); round >= 0; round--) {
    const at = random.below(changed.length);
    const piece = random.pick(["", "", hostileText(random, 3), "  ", "\n", ": ", "- ", "&a ", "*a", "!!js ", "{", "]", '"', "9".repeat(20)]);
    changed = changed.slice(0, at) + piece + changed.slice(at + random.below(6));
  }
  return changed;
}

export function prepare() {
  let last = parseDeclarationShort({ agent: "fuzz", tools: ["read"] }).value;
  return (random) => {
    switch (random.below(5)) {
      case 0: {
        const parsed = parseDeclarationFile(broken(DECLARATION, random), "f.yaml");
        checkProblems(parsed);
        for (const declaration of parsed.ok ? parsed.value : []) {
          const both = intersect(declaration, last);
          if (!narrows(both, declaration) || !narrows(both, last)) throw new Error(`the intersection permits more: ${JSON.stringify([declaration, last])}`);
          last = declaration;
          judge({ declaration });
        }
        return;
      }
      case 1: {
        const parsed = parsePolicyFile(broken(POLICY, random), "f.yaml");
        checkProblems(parsed);
        if (parsed.ok) judge({ policy: parsed.value });
        return;
      }
      case 2:
        return void parseDeclarationShort(hostileJson(random));
      case 3:
        return void parsePolicy({ rules: hostileJson(random) });
      default: {
        const parsed = parseTraceLine(random.chance(0.7) ? broken(TRACE, random) : JSON.stringify(hostileJson(random)));
        if (parsed.ok) for (const { event } of traceEvents(parsed.value)) normaliser.facts(event);
      }
    }
  };
}

/** Every refusal says where and why. */
function checkProblems(parsed) {
  if (parsed.ok) return;
  if (parsed.error.length === 0) throw new Error("refused without a problem");
  for (const { line, column, message } of parsed.error) if (!(line >= 1 && column >= 1) || message === "") throw new Error(`a problem without a place or a reason: ${JSON.stringify(parsed.error)}`);
}

const ACTIONS = [
  { kind: "tool_call", tool: "put", arguments: { url: "https://files.example/a/../b", limit: 40, mode: "y" } },
  { kind: "exec", tool: "shell", arguments: { command: "git log -n 3" } },
].map((action, seq) => normaliser.facts({ identity: { agent: "fuzz", session: "s" }, position: { feed: "sdk", seq, at: seq }, body: { event: "action", action } }));

function judge(inputs) {
  const session = startSession({ onFailure: "closed", enforcement: "enforce" }, inputs);
  for (const facts of ACTIONS) session.judge(facts);
}
