// What the owner's declaration settles beforehand: tools that only look, and slots for which he listed the values.
import type { ActionFacts } from "../../../words/facts.ts";
import type { CompiledDeclaration } from "../../declaration/compile.ts";
import type { CompiledTool } from "../../declaration/compile-tool.ts";

export function declaredTools({ tool }: ActionFacts, declaration: CompiledDeclaration | undefined): readonly CompiledTool[] {
  return declaration?.tools.kind === "only" && tool !== undefined ? declaration.tools.list.limitsOn(tool) : NONE;
}

const NONE: readonly CompiledTool[] = [];

/** The owner listed every value that may stand there, or every single receiver: whoever asks, it is one of them or a breach of the limit. */
export function isListedSlot(at: string, tools: readonly CompiledTool[]): boolean {
  return tools.some((tool) => tool.arguments?.at(at).limits.some((limit) => limit.enum !== undefined || (limit.recipients?.length !== undefined && limit.recipients.length > 0 && limit.recipients.every(({ name }) => !name.includes("*")))) === true);
}
