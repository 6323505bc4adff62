// What the agent's owner said that it is meant to do, against what it does.
import { subjectOf } from "../../engine/subject.ts";
import { finding } from "../capability.ts";
import { createReport } from "./call-report.ts";
import { loadCatalogue, rememberCatalogue, saveCatalogue, startCatalogue } from "./catalogue.ts";
import { ALL_CODES, DECLARATION_CODES } from "./codes.ts";
import { holdsTool } from "./compile.ts";
import { judgeCall } from "./judge-call.ts";
import { judgeCatalogue } from "./judge-catalogue.ts";
import { judgeDestinations } from "./judge-destinations.ts";
import { judgeSubAgents } from "./judge-sub-agents.ts";
import { judgeUsage } from "./judge-usage.ts";
import { loadUsage, saveUsage, startUsage } from "./usage.ts";
import type { ActionFacts } from "../../words/facts.ts";
import type { Degradation, Finding } from "../../words/verdict.ts";
import type { Capability, JudgeContext } from "../capability.ts";
import type { CatalogueMemory, SavedCatalogue } from "./catalogue.ts";
import type { CompiledDeclaration } from "./compile.ts";
import type { CompiledTool } from "./compile-tool.ts";
import type { SavedUsage, Usage } from "./usage.ts";

interface Memory {
  readonly catalogue: CatalogueMemory;
  readonly usage: Usage;
}

interface SavedMemory {
  readonly catalogue: SavedCatalogue;
  readonly usage: SavedUsage;
}

export const declaration: Capability<Memory> = {
  name: "declaration",
  summary: "Compares each action with what the agent was declared to do: tools and their arguments, destinations, data, volumes, hours; and tools with what they first said of themselves.",
  codes: ALL_CODES,
  start: () => ({ catalogue: startCatalogue(), usage: startUsage() }),
  save: ({ catalogue, usage }) => ({ catalogue: saveCatalogue(catalogue), usage: saveUsage(usage) }),
  load(saved) {
    const { catalogue, usage } = saved as SavedMemory;
    return { catalogue: loadCatalogue(catalogue), usage: loadUsage(usage) };
  },
  judge(facts, context, memory) {
    if (facts.event === "observation" && facts.kind === "catalogue") rememberCatalogue(memory.catalogue, facts);
    const degraded: Degradation[] = context.declaration === undefined ? ["no-declaration"] : [];
    if (memory.catalogue.isFull) degraded.push("session-truncated");
    if (facts.event !== "action") return { findings: [], degraded };
    return { findings: judgeAction(facts, context, memory), degraded };
  },
};

function judgeAction(facts: ActionFacts, context: JudgeContext, memory: Memory): readonly Finding[] {
  const declared = context.declaration;
  const tools = declared?.tools.kind === "only" && facts.tool !== undefined ? declared.tools.list.limitsOn(facts.tool) : NO_LIMITS;
  const found: (Finding | undefined)[] = [judgeTool(facts, declared)];
  if (declared !== undefined) {
    const report = createReport(facts.id, subjectOf(facts), context.onFailure);
    judgeDestinations(facts, declared, report.note);
    for (const tool of tools) judgeCall(facts, tool, report.note);
    judgeSubAgents(facts, declared, report.note);
    judgeUsage(facts, declared, tools, memory.usage, report.note);
    found.push(...report.findings());
  }
  found.push(...judgeCatalogue(facts, declared, tools, memory.catalogue), judgeUnread(facts, context));
  return found.filter((each) => each !== undefined);
}

const NO_LIMITS: readonly CompiledTool[] = [];

function judgeTool(facts: ActionFacts, declared: CompiledDeclaration | undefined): Finding | undefined {
  const { tool } = facts;
  if (tool === undefined || declared === undefined || declared.tools.kind === "not-stated") return undefined;
  const details = { capability: "declaration", confidence: 1, cites: [facts.id] } as const;
  if (declared.tools.kind === "none") return finding(DECLARATION_CODES.tool, { ...details, what: `${tool.shown} was used by an agent that was declared to use no tools` });
  const { list, size } = declared.tools;
  if (holdsTool(list, tool)) return undefined;
  const imitated = list.skeletons.get(tool.skeleton);
  if (imitated !== undefined) return finding(DECLARATION_CODES.lookAlike, { ...details, what: `${tool.shown} is not the declared tool ${imitated}, whose name it imitates` });
  return finding(DECLARATION_CODES.tool, { ...details, what: `${tool.shown} is not among the ${size} declared tools` });
}

function judgeUnread(facts: ActionFacts, { onFailure }: JudgeContext): Finding | undefined {
  if (facts.unread.length === 0) return undefined;
  const what = `${subjectOf(facts)} holds input that was not read (${facts.unread.join(", ")})`;
  return finding(DECLARATION_CODES.unread, { capability: "declaration", severity: onFailure === "closed" ? "high" : "low", confidence: 1, what, cites: [facts.id] });
}
