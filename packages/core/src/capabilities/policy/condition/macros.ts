// `exists`, `exists_one`, `all`, `filter` and `map` over lists and over the keys of maps. The budget bounds how often they turn.
import { POLICY_WEIGHTS } from "../weights.ts";
import { BOOL, STRING, typeName, UNDECIDED, UNKNOWN } from "./value.ts";
import type { ASTNode } from "@marcbachmann/cel-js";
import type { Compiler } from "./compile-expression.ts";
import type { CelType, Evaluate, Part, Run, Undecided, Value } from "./value.ts";

const MACROS = ["exists", "exists_one", "all", "filter", "map"] as const;
type Macro = (typeof MACROS)[number];

export function isMacro(name: string): name is Macro {
  return MACROS.some((known) => known === name);
}

export function compileMacro(compiler: Compiler, node: ASTNode, [name, of, nodes]: readonly [string, ASTNode, readonly ASTNode[]]): Part {
  const [variable, ...bodies] = nodes;
  const most = name === "map" ? 2 : 1;
  if (!isMacro(name) || variable?.op !== "id" || bodies.length === 0 || bodies.length > most) return compiler.fail(node, "bad-condition", `expected ${name}(variable, expression)`);
  if (compiler.locals.length >= POLICY_WEIGHTS.condition.macros) return compiler.fail(node, "bad-condition", `expected at most ${POLICY_WEIGHTS.condition.macros} macros inside one another`);
  const list = compiler.part(of);
  const element = elementType(list.type);
  if (element === undefined) return compiler.fail(of, "bad-condition", `expected a list or a map before ${name}(), found ${typeName(list.type)}`);
  const inner = compiler.inside({ name: variable.args, type: element });
  const parts = bodies.map((body) => inner.part(body));
  const [first = list, second] = parts;
  const tested = name === "map" && second === undefined ? undefined : first;
  if (tested !== undefined && tested.type.kind !== "bool" && tested.type.kind !== "unknown") return compiler.fail(bodies[0] ?? node, "bad-condition", `expected true or false in ${name}(), found ${typeName(tested.type)}`);
  const loop = { list: list.evaluate, depth: compiler.locals.length };
  const isConstant = false;
  switch (name) {
    case "exists":
      return { type: BOOL, isConstant, evaluate: quantify(loop, first.evaluate, true) };
    case "all":
      return { type: BOOL, isConstant, evaluate: quantify(loop, first.evaluate, false) };
    case "exists_one":
      return { type: BOOL, isConstant, evaluate: (run) => single(collect(run, loop, first.evaluate, undefined)) };
    case "filter":
      return { type: { kind: "list", of: element }, isConstant, evaluate: (run) => collect(run, loop, first.evaluate, undefined) };
    case "map": {
      const made = second ?? first;
      return { type: { kind: "list", of: made.type }, isConstant, evaluate: (run) => collect(run, loop, tested?.evaluate, made.evaluate) };
    }
    default:
      return name satisfies never;
  }
}

function elementType(type: CelType): CelType | undefined {
  if (type.kind === "list") return type.of ?? UNKNOWN;
  if (type.kind === "map") return STRING;
  return type.kind === "unknown" ? UNKNOWN : undefined;
}

interface Loop {
  readonly list: Evaluate;
  /** Place of the macro's variable. */
  readonly depth: number;
}

function itemsOf(run: Run, { list }: Loop): readonly Value[] | Undecided {
  const value = list(run);
  if (Array.isArray(value)) return value as readonly Value[];
  return value instanceof Map ? [...(value as ReadonlyMap<string, Value>).keys()] : UNDECIDED;
}

/** `settles`: the answer of one element that makes the others indifferent, also those that have none. */
function quantify(loop: Loop, test: Evaluate, settles: boolean): Evaluate {
  return (run) => {
    const items = itemsOf(run, loop);
    if (items === UNDECIDED) return UNDECIDED;
    let answer: boolean | Undecided = !settles;
    for (const item of items) {
      run.locals[loop.depth] = item;
      const found = test(run);
      if (found === settles) return settles;
      if (found === UNDECIDED) answer = UNDECIDED;
      if (run.steps < 0) return UNDECIDED;
    }
    return answer;
  };
}

function collect(run: Run, loop: Loop, test: Evaluate | undefined, make: Evaluate | undefined): readonly Value[] | Undecided {
  const items = itemsOf(run, loop);
  if (items === UNDECIDED) return UNDECIDED;
  const collected: Value[] = [];
  for (const item of items) {
    run.locals[loop.depth] = item;
    const found = test === undefined || test(run);
    const made = found === true && make !== undefined ? make(run) : item;
    if (found === UNDECIDED || made === UNDECIDED || run.steps < 0) return UNDECIDED;
    if (found === true) collected.push(made);
  }
  return collected;
}

function single(items: readonly Value[] | Undecided): boolean | Undecided {
  return items === UNDECIDED ? UNDECIDED : items.length === 1;
}
