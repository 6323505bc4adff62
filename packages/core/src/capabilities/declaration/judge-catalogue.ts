// What the agent's lists of tools say of the tool that it uses now: changed, new, taken over by another server.
import { finding } from "../capability.ts";
import { DECLARATION_CODES } from "./codes.ts";
import type { ActionFacts } from "../../words/facts.ts";
import type { Finding } from "../../words/verdict.ts";
import type { CatalogueMemory } from "./catalogue.ts";
import type { CompiledDeclaration } from "./compile.ts";
import type { CompiledTool } from "./compile-tool.ts";

const SURE = { capability: "declaration", confidence: 1 } as const;

export function judgeCatalogue(facts: ActionFacts, declared: CompiledDeclaration | undefined, tools: readonly CompiledTool[], memory: CatalogueMemory): readonly Finding[] {
  if (facts.tool === undefined || memory.first === null) return [];
  const found = [judgeChange(facts, declared, tools, memory), judgeShadow(facts, memory)];
  return found.filter((each) => each !== undefined);
}

/** A tool that was declared by its exact name may appear later; nothing may change what it says of itself. */
function judgeChange(facts: ActionFacts, declared: CompiledDeclaration | undefined, tools: readonly CompiledTool[], memory: CatalogueMemory): Finding | undefined {
  const { exact = "", shown = "" } = facts.tool ?? {};
  const change = memory.changed.get(exact);
  memory.changed.delete(exact);
  const isExpected = declared?.tools.kind === "only" && declared.tools.list.exact.has(exact);
  const writes = tools.some(({ readOnly }) => readOnly) ? memory.writers.get(exact) : undefined;
  const first = memory.first === null ? [] : [memory.first];
  if (writes !== undefined) {
    return finding(DECLARATION_CODES.catalogue, { ...SURE, what: `${shown} is declared to change nothing, and its server says that it does`, cites: [...new Set([...first, writes, facts.id])] });
  }
  if (change === undefined || (change.how === "added" && isExpected)) return undefined;
  return finding(DECLARATION_CODES.catalogue, { ...SURE, what: `${shown} ${WHAT[change.how]} after the first list of tools`, cites: [...first, change.id, facts.id] });
}

const WHAT = { added: "appeared", changed: "changed what it says of itself", hints: "stopped saying that it only reads" } as const;

function judgeShadow(facts: ActionFacts, memory: CatalogueMemory): Finding | undefined {
  const { exact = "", shown = "" } = facts.tool ?? {};
  const shadow = memory.shadows.get(exact);
  if (shadow === undefined) return undefined;
  const what = shadow.name === exact ? `${shown} is also offered by the server ${shadow.server}` : `${shown} looks like ${shadow.name}, which the server ${shadow.server} offers`;
  return finding(DECLARATION_CODES.shadowed, { ...SURE, what, cites: [shadow.id, facts.id] });
}
