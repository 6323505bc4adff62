// Which actions change something or reach out: the others are looked at only for where they go.
import type { ActionFacts } from "../../../words/facts.ts";
import type { Act } from "../../../words/passage.ts";

const LOOKING: ReadonlySet<Act> = new Set(["read", "visit"]);
/** First or last words of the name of a tool that only looks. */
const LOOKS: ReadonlySet<string> = new Set(["get", "read", "list", "search", "find", "view", "show", "check", "describe", "count", "lookup", "query", "fetch", "browse", "inspect", "calculate", "think"]);

export function changesSomething(facts: ActionFacts): boolean {
  if (facts.kind === "exec" || facts.kind === "message" || facts.kind === "skill_load") return true;
  if (facts.kind === "file") return facts.paths.some(({ access }) => access !== "read");
  if (facts.kind === "connect") return facts.method !== undefined && facts.method !== "GET" && facts.method !== "HEAD";
  const words = (facts.tool?.exact ?? "").split(/[^\p{L}]+/u).filter((word) => word !== "");
  // Some name what a tool does first, some last: `get_report`, `report_get`.
  if (LOOKS.has(words[0] ?? "") || LOOKS.has(words.at(-1) ?? "")) return false;
  const acts = facts.means?.acts ?? [];
  return acts.length === 0 || acts.some((act) => !LOOKING.has(act));
}
