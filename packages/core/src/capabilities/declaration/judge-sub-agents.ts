// Which agents an action starts or hands work to, against those that were declared.
import { holdsName } from "./compile-tool.ts";
import { isGiven } from "./is-given.ts";
import { LIMIT_CODES } from "./limit-codes.ts";
import { folded, segmentsOf } from "./argument-key.ts";
import { normaliseName } from "../../normalise/name.ts";
import type { ActionFacts } from "../../words/facts.ts";
import type { Note } from "./call-report.ts";
import type { CompiledDeclaration } from "./compile.ts";

/** Arguments whose value is an agent's name, without word separators. */
const SLOTS: ReadonlySet<string> = new Set(["agent", "agents", "agentname", "agentid", "agenttype", "subagent", "subagents", "subagenttype", "subagentname", "targetagent", "toagent", "worker", "workername", "delegate", "delegateto", "handoffto", "assistant"].map(folded));
const HANDS_OVER = /^(?:transfer|hand_?off|delegate)_to_(.{1,128})$/;

export function judgeSubAgents(facts: ActionFacts, { subAgents }: CompiledDeclaration, note: Note): void {
  if (subAgents.kind === "not-stated") return;
  const list = subAgents.kind === "only" ? subAgents.list : undefined;
  const judge = (name: string): void => {
    const { exact, shown } = normaliseName(name);
    if (list === undefined || !holdsName(list, exact)) note(LIMIT_CODES.subAgent, `hands work to ${shown}, which is not a declared sub-agent`);
  };
  const named = HANDS_OVER.exec(facts.tool?.exact ?? "")?.[1];
  if (named !== undefined) judge(named);
  for (const argument of facts.arguments) {
    const { at, text, whole, type } = argument;
    const last = segmentsOf(at).findLast((segment) => !/^[0-9]{1,6}$/.test(segment));
    if (last === undefined || !SLOTS.has(folded(last)) || !isGiven(argument) || type === "empty") continue;
    if (whole) judge(text);
    else note(LIMIT_CODES.undecided, `hands work to an agent in ${at} whose name is not known in full`);
  }
}
