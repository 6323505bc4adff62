// What the agent's owner said that it is meant to do, against what it does.
import { subjectOf } from "../../engine/subject.ts";
import { finding } from "../capability.ts";
import { rememberCatalogue } from "./catalogue.ts";
import { DECLARATION_CODES } from "./codes.ts";
import { holdsDestination, holdsTool } from "./compile.ts";
import type { ActionFacts, DestinationFacts } from "../../words/facts.ts";
import type { Degradation, Finding } from "../../words/verdict.ts";
import type { Capability, JudgeContext } from "../capability.ts";
import type { CatalogueMemory } from "./catalogue.ts";
import type { CompiledDeclaration } from "./compile.ts";

export const declaration: Capability<CatalogueMemory> = {
  name: "declaration",
  summary: "Compares each action with the tools and destinations that the agent was declared to use, and tools with what they first said of themselves.",
  codes: Object.values(DECLARATION_CODES),
  start: () => ({ first: null, known: new Map(), changed: new Map(), isFull: false }),
  save: ({ first, known, changed, isFull }) => ({ first, known: [...known], changed: [...changed], isFull }),
  load(saved) {
    const { first, known, changed, isFull } = saved as SavedMemory;
    return { first, known: new Map(known), changed: new Map(changed), isFull };
  },
  judge(facts, context, memory) {
    if (facts.event === "observation" && facts.kind === "catalogue") rememberCatalogue(memory, facts);
    const degraded: Degradation[] = context.declaration === undefined ? ["no-declaration"] : [];
    if (memory.isFull) degraded.push("session-truncated");
    if (facts.event !== "action") return { findings: [], degraded };
    const found = [judgeTool(facts, context.declaration), judgeDestinations(facts, context.declaration), judgeCatalogue(facts, context.declaration, memory), judgeUnread(facts, context)];
    return { findings: found.filter((each) => each !== undefined), degraded };
  },
};

type SavedMemory = Pick<CatalogueMemory, "first" | "isFull"> & { readonly known: [string, string][]; readonly changed: [string, { how: "changed" | "added"; id: string }][] };

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

function judgeDestinations(facts: ActionFacts, declared: CompiledDeclaration | undefined): Finding | undefined {
  if (facts.destinations.length === 0 || declared === undefined || declared.destinations.kind === "not-stated") return undefined;
  const list = declared.destinations.kind === "only" ? declared.destinations.list : undefined;
  const beyond = facts.destinations.filter((destination) => isDeclarable(destination) && !(list !== undefined && holdsDestination(list, destination)));
  const first = beyond[0];
  if (first === undefined) return undefined;
  const others = new Set(beyond.map(({ host }) => host)).size - 1;
  const imitated = list?.skeletons.get(first.skeleton);
  const what =
    `${subjectOf(facts)} goes to ${first.host}${first.port === undefined ? "" : `:${first.port}`}` +
    `${others === 0 ? "" : ` and ${others} more`}, which ${others === 0 ? "is" : "are"} not declared` +
    (imitated === undefined || imitated === first.host ? "" : ` and imitates ${imitated}`);
  return finding(DECLARATION_CODES.destination, { capability: "declaration", confidence: 1, what, cites: [facts.id] });
}

/** A recipient's mail domain is no place that the agent connects to. */
function isDeclarable({ place }: DestinationFacts): boolean {
  return place === "target" || place === "argument";
}

/** A tool that was declared by its exact name may appear later; nothing may change what it says of itself. */
function judgeCatalogue(facts: ActionFacts, declared: CompiledDeclaration | undefined, memory: CatalogueMemory): Finding | undefined {
  const change = facts.tool && memory.changed.get(facts.tool.exact);
  if (change === undefined || facts.tool === undefined) return undefined;
  memory.changed.delete(facts.tool.exact);
  const isExpected = declared?.tools.kind === "only" && declared.tools.list.exact.has(facts.tool.exact);
  if (change.how === "added" && isExpected) return undefined;
  const what = change.how === "added" ? `${facts.tool.shown} appeared after the first list of tools` : `${facts.tool.shown} changed what it says of itself after the first list of tools`;
  const cites = [...(memory.first === null ? [] : [memory.first]), change.id, facts.id];
  return finding(DECLARATION_CODES.catalogue, { capability: "declaration", confidence: 1, what, cites });
}

function judgeUnread(facts: ActionFacts, { onFailure }: JudgeContext): Finding | undefined {
  if (facts.unread.length === 0) return undefined;
  const what = `${subjectOf(facts)} holds input that was not read (${facts.unread.join(", ")})`;
  return finding(DECLARATION_CODES.unread, { capability: "declaration", severity: onFailure === "closed" ? "high" : "low", confidence: 1, what, cites: [facts.id] });
}
