// Says what is wrong with a value that was given as a policy and has no shape of one.

const KINDS = ["blocklist", "allowlist", "condition", "correlation"];
const MODES = ["observe", "ask", "enforce"];
const KEYS = ["rule", "name", "mode", "agents", "tags", "publishers", "tools", "domains", "ips", "hashes", "patterns", "when", "steps", "count", "distinct", "withinMs", "withinEvents"];

/** `place`: how the owner finds the value, e.g. `policies[0]`. */
export function policyShapeProblem(policy: unknown, place: string): string {
  const rules = entryOf(policy, "rules");
  if (!Array.isArray(rules)) return `expected ${place} to be { rules: [...] }; got ${shown(policy)}`;
  for (const [index, rule] of rules.entries()) {
    const problem = ruleProblem(rule, `${place}.rules[${index}]`);
    if (problem !== undefined) return problem;
  }
  return `expected ${place} to hold rules whose steps, lists and numbers have their forms`;
}

function ruleProblem(rule: unknown, place: string): string | undefined {
  if (typeof rule !== "object" || rule === null) return `expected ${place} to be { rule, name, mode, ... }; got ${shown(rule)}`;
  const [kind, name, mode] = ["rule", "name", "mode"].map((key) => entryOf(rule, key));
  if (typeof kind !== "string" || !KINDS.includes(kind)) return `expected ${place}.rule to be one of ${KINDS.join(", ")}; got ${shown(kind)}${meant(rule, "rule")}`;
  if (typeof name !== "string") return `expected ${place}.name to be a text, shown in every finding of the rule; got ${shown(name)}${meant(rule, "name")}`;
  if (typeof mode !== "string" || !MODES.includes(mode)) return `expected ${place}.mode to be one of ${MODES.join(", ")}; got ${shown(mode)}${meant(rule, "mode")}`;
  const wrong = ["agents", "tags", "publishers", "tools", "domains", "ips", "hashes", "patterns"].find((key) => !isListOrAbsent(entryOf(rule, key)));
  if (kind === "condition" && typeof entryOf(rule, "when") !== "string") return `expected ${place}.when to be an expression; got ${shown(entryOf(rule, "when"))}${meant(rule, "when")}`;
  if (kind === "correlation" && !Array.isArray(entryOf(rule, "steps"))) return `expected ${place}.steps to be a list of steps; got ${shown(entryOf(rule, "steps"))}${meant(rule, "steps")}`;
  return wrong === undefined ? undefined : `expected ${place}.${wrong} to be a list of texts; got ${shown(entryOf(rule, wrong))}`;
}

/** A key of the rule that nothing reads, when it may have been meant. */
function meant(rule: object, key: string): string {
  const other = Object.keys(rule).find((given) => !KEYS.includes(given));
  return other === undefined ? "" : `; did you mean ${JSON.stringify(key)} by ${JSON.stringify(other.slice(0, 64))}?`;
}

function isListOrAbsent(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((item) => typeof item === "string"));
}

function entryOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
}
