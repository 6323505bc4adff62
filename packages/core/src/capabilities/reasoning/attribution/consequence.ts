// Which actions change something or reach out: the others are looked at only for where they go.
import type { ActionFacts } from "../../../words/facts.ts";
import type { Act } from "../../../words/passage.ts";

const LOOKING: ReadonlySet<Act> = new Set(["read", "visit"]);
/** First words of a tool's name that only look, whatever follows. */
const LOOKS: ReadonlySet<string> = new Set(["get", "read", "list", "search", "find", "view", "show", "check", "describe", "count", "lookup", "query", "fetch", "browse", "inspect", "calculate", "think"]);

export function changesSomething(facts: ActionFacts): boolean {
  if (facts.kind === "exec" || facts.kind === "message" || facts.kind === "skill_load") return true;
  if (facts.kind === "file") return facts.paths.some(({ access }) => access !== "read");
  if (facts.kind === "connect") return facts.method !== undefined && facts.method !== "GET" && facts.method !== "HEAD";
  const first = /^[\p{L}]+/u.exec(facts.tool?.exact ?? "")?.[0] ?? "";
  if (LOOKS.has(first)) return false;
  const acts = facts.means?.acts ?? [];
  return acts.length === 0 || acts.some((act) => !LOOKING.has(act));
}
