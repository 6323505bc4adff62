// What an expression demands of tool and kind before anything else can matter: most actions are done with by that.
import { skeleton } from "../../../normalise/fold-text.ts";
import { comparedTexts } from "./name-comparison.ts";
import type { ASTNode } from "@marcbachmann/cel-js";
import type { ActionFacts } from "../../../words/facts.ts";

/** Absent: any. Names in their exact form. */
export interface Guard {
  readonly tool?: ReadonlySet<string>;
  readonly kind?: ReadonlySet<string>;
}

const OPEN: Guard = {};
const OUTERMOST = { locals: [] };

/** INVARIANT: where the guard does not fit, the expression is false, whatever else it says. */
export function guardOf(node: ASTNode): Guard {
  switch (node.op) {
    case "&&":
      return merge(guardOf(node.args[0]), guardOf(node.args[1]), intersect);
    case "||":
      return merge(guardOf(node.args[0]), guardOf(node.args[1]), unite);
    case "==":
    case "in": {
      const compared = comparedTexts(OUTERMOST, node.op, node.args);
      if (compared?.variable === "tool") return { tool: new Set(compared.texts) };
      return compared?.variable === "kind" ? { kind: new Set(compared.texts) } : OPEN;
    }
    default:
      return OPEN;
  }
}

type Names = ReadonlySet<string> | undefined;

function merge(a: Guard, b: Guard, join: (a: Names, b: Names) => Names): Guard {
  const [tool, kind] = [join(a.tool, b.tool), join(a.kind, b.kind)];
  return { ...(tool === undefined ? {} : { tool }), ...(kind === undefined ? {} : { kind }) };
}

function intersect(a: Names, b: Names): Names {
  if (a === undefined || b === undefined) return a ?? b;
  return new Set([...a].filter((name) => b.has(name)));
}

function unite(a: Names, b: Names): Names {
  return a === undefined || b === undefined ? undefined : new Set([...a, ...b]);
}

/** No action can fit. */
export function isImpossible({ tool, kind }: Guard): boolean {
  return tool?.size === 0 || kind?.size === 0;
}

/** Look-alikes of a tool fit, too. */
export function fitsGuard({ tool, kind }: Guard, facts: Pick<ActionFacts, "tool" | "kind">): boolean {
  if (kind !== undefined && !kind.has(facts.kind)) return false;
  if (tool === undefined) return true;
  if (facts.tool === undefined) return tool.has("");
  const { exact, skeleton: folded } = facts.tool;
  return tool.has(exact) || [...tool].some((name) => skeleton(name) === folded);
}
