// Walks the tree of a shell text in the order in which a shell would run it, following what is constant.
import { assign, copyEnvironment, forgetBranch, markNow, UNKNOWN_VALUE, type Value } from "./environment.ts";
import { testMayRun } from "./arithmetic.ts";
import { expandNumber, expandWords } from "./expand-word.ts";
import { expansionAt, redirect } from "./redirect.ts";
import { isBuiltin } from "./run-builtin.ts";
import { runSimple } from "./run-simple.ts";
import { plainText } from "./simple-reader.ts";
import { type List, type Node, type Redirection, SHELL_LIMITS } from "./script.ts";
import { mayGoOn, nest, type Place, type ScriptRun } from "./script-run.ts";

/** Runs the commands of a list; answers what they print together, where that is known. */
export function runList(run: ScriptRun, list: List, place: Place): string | undefined {
  let output: string | undefined = "";
  for (const node of list) {
    const printed = runNode(run, node, place);
    output = output === undefined || printed === undefined || output.length + printed.length > SHELL_LIMITS.value ? undefined : output + printed;
  }
  return output;
}

export function runNode(run: ScriptRun, node: Node, place: Place): string | undefined {
  if (!mayGoOn(run, place)) return undefined;
  switch (node.kind) {
    case "simple":
      return runSimple(run, node, place, runNode);
    case "pipeline":
      return runPipeline(run, node.stages, place);
    case "chain":
      return runChain(run, node, place);
    case "background":
      return runNode(run, node.node, nest(place, "background", { environment: copyEnvironment(place.environment) }));
    case "subshell":
      return runEnclosed(run, node.list, node.redirections, nest(place, "subshell", { environment: copyEnvironment(place.environment) }));
    case "group":
      return runEnclosed(run, node.list, node.redirections, { ...place, depth: place.depth + 1 });
    case "choice":
      return runChoice(run, node, place);
    case "loop":
      return runLoop(run, node, place);
    case "function":
      place.environment.functions.set(node.name, node.body);
      place.environment.doubtful.delete(node.name);
      return "";
    case "test":
      runTest(run, node, place);
      return "";
    default:
      return node satisfies never;
  }
}

function runTest(run: ScriptRun, node: Extract<Node, { kind: "test" }>, place: Place): void {
  const from: number[] = [];
  const expansion = expansionAt(run, place, from);
  if (node.isArithmetic) for (const word of node.words) expandNumber(word, expansion);
  else if (testMayRun(expandWords(node.words, expansion), from, expansion)) expansion.unlisted();
  redirect(run, node.redirections, place);
}

/** The list with its redirections: what it reads and whether its output is seen. */
function runEnclosed(run: ScriptRun, list: List, redirections: readonly Redirection[], place: Place): string | undefined {
  if (redirections.length === 0) return run.runList(run, list, place);
  const redirected = redirect(run, redirections, place);
  const outputs: number[] = [];
  const output = run.runList(run, list, { ...redirected.place, outputs });
  redirected.attach(outputs, output);
  if (redirected.isSilent) return "";
  place.outputs.push(...outputs);
  return output;
}

function runPipeline(run: ScriptRun, stages: readonly Node[], place: Place): string | undefined {
  let { inputs, input, hasInput } = place;
  for (const [i, stage] of stages.entries()) {
    const isLast = i === stages.length - 1;
    const outputs: number[] = isLast ? place.outputs : [];
    const environment = isHarmless(stage, place) ? place.environment : copyEnvironment(place.environment);
    const output = runNode(run, stage, { ...place, environment, inputs, input, hasInput, outputs, depth: place.depth + (stage.kind === "simple" ? 0 : 1) });
    if (isLast) return output;
    inputs = outputs;
    input = output;
    hasInput = true;
  }
  return undefined;
}

/** A stage that sets nothing in its own shell can do without a copy. */
function isHarmless(stage: Node, place: Place): boolean {
  if (stage.kind !== "simple" || stage.assignments.length > 0 || place.environment.functions.size > 0) return false;
  const name = plainText(stage.words[0] ?? []);
  return name !== "" && !isBuiltin(name) && !stage.words.some((word) => word.some((part) => part.kind === "parameter" && part.operator.endsWith("=")));
}

/** After `&&` and `||` it may not have run: what it set is unknown, unless only settings stood before. */
function runChain(run: ScriptRun, node: Extract<Node, { kind: "chain" }>, place: Place): string | undefined {
  const { environment } = place;
  let output = runNode(run, node.first, place);
  let isSure = isSetting(node.first);
  let sureTo = markNow(environment);
  for (const { operator, node: next } of node.rest) {
    const printed = runNode(run, next, place);
    isSure &&= operator === "&&";
    if (isSure) sureTo = markNow(environment);
    isSure &&= isSetting(next);
    output = isSure && output !== undefined && printed !== undefined ? output + printed : undefined;
  }
  forgetBranch(environment, sureTo);
  return output;
}

/** Only sets variables: it cannot fail. */
function isSetting(node: Node): boolean {
  if (node.kind !== "simple" || node.redirections.length > 0) return false;
  const [first] = node.words;
  const name = first?.length === 1 && first[0]?.kind === "text" ? first[0].text : "";
  const isPlain = node.assignments.every((assignment) => assignment.isArray || assignment.value.every((part) => "kind" in part && part.kind !== "substitution"));
  return isPlain && (node.words.length === 0 ? node.assignments.length > 0 : name === "export" || name === ":" || name === "true");
}

function runChoice(run: ScriptRun, node: Extract<Node, { kind: "choice" }>, place: Place): undefined {
  const { environment } = place;
  expandWords(node.words, expansionAt(run, place, []));
  const redirected = redirect(run, node.redirections, place);
  const outputs: number[] = [];
  const mark = markNow(environment);
  for (const list of node.lists) {
    run.runList(run, list, { ...redirected.place, outputs, depth: place.depth + 1 });
    forgetBranch(environment, mark);
  }
  redirected.attach(outputs, undefined);
  if (!redirected.isSilent) place.outputs.push(...outputs);
  return undefined;
}

function runLoop(run: ScriptRun, node: Extract<Node, { kind: "loop" }>, place: Place): string | undefined {
  const { environment } = place;
  const from: number[] = [];
  const expansion = expansionAt(run, place, from);
  if (node.variable === "") for (const word of node.words) expandNumber(word, expansion);
  const fields = node.variable === "" ? [] : expandWords(node.words, expansion);
  const redirected = redirect(run, node.redirections, place);
  const outputs: number[] = [];
  const inner: Place = { ...redirected.place, outputs, depth: place.depth + 1 };
  const names = namesSet(node.lists);
  for (const name of names) assign(environment, name, UNKNOWN_VALUE);
  const before = new Map(environment.variables);
  const mark = markNow(environment);
  const isKnown = node.variable !== "" && fields.length <= SHELL_LIMITS.iterations && fields.every((field) => !field.isGlob && !field.isLoose);
  const values: readonly Value[] = isKnown ? fields.map((field) => ({ elements: [field.text], from })) : [{ elements: undefined, from }];
  for (const value of values) {
    if (node.variable !== "") assign(environment, node.variable, value);
    for (const list of node.lists) run.runList(run, list, inner);
  }
  // What it set in ways that are only seen when it runs may be set at the start of its next turn.
  const isChanged = !isKnown && environment.journal.slice(mark.journal).some((name) => name !== node.variable && !names.has(name) && before.get(name)?.elements !== undefined);
  if (isChanged) {
    forgetBranch(environment, mark);
    for (const list of node.lists) run.runList(run, list, inner);
  }
  forgetBranch(environment, mark);
  redirected.attach(outputs, undefined);
  if (!redirected.isSilent) place.outputs.push(...outputs);
  return undefined;
}

/** Names that commands of the lists set: in a loop they may already be set at its start. */
function namesSet(lists: readonly List[]): Set<string> {
  const names = new Set<string>();
  const pending: Node[] = lists.flat();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === "simple") {
      for (const assignment of node.assignments) names.add(assignment.name.split("[", 1)[0] ?? "");
      for (const word of node.words.slice(1)) for (const part of word) if (part.kind === "text") names.add(/^[A-Za-z_]\w{0,127}/.exec(part.text)?.[0] ?? "");
    } else if (node.kind === "pipeline") pending.push(...node.stages);
    else if (node.kind === "chain") pending.push(node.first, ...node.rest.map((each) => each.node));
    else if (node.kind === "group") pending.push(...node.list);
    else if (node.kind === "choice" || node.kind === "loop") pending.push(...node.lists.flat());
  }
  names.delete("");
  return names;
}
