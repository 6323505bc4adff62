// Which arguments name whose account, organisation or project a call acts in.
import { remember } from "../../normalise/remember.ts";
import { segmentsOf } from "./argument-key.ts";

const OWNERS: ReadonlySet<string> = new Set(["tenant", "account", "org", "organisation", "organization", "workspace", "project", "team"]);
/** What stands after the word and still names it: `account_id`, `projectSlug`. */
const IDS: ReadonlySet<string> = new Set(["id", "ids", "name", "slug", "key", "code", "no", "number", "uuid", "ref"]);

/** Whether the place, by its last name or by that of the object around an `id`, names a tenant, account, organisation, workspace, project or team. */
export const namesTenant: (pointer: string) => boolean = remember(1_024, (pointer) => {
  const names = segmentsOf(pointer).filter((segment) => !/^[0-9]{1,6}$/.test(segment));
  const last = wordsOf(names.at(-1) ?? "");
  const above = wordsOf(names.at(-2) ?? "");
  return isOwner(last) || (last.length === 1 && IDS.has(last[0] ?? "") && isOwner(above));
});

function wordsOf(name: string): readonly string[] {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
}

function isOwner(words: readonly string[]): boolean {
  const last = words.at(-1) ?? "";
  const word = IDS.has(last) && words.length > 1 ? (words.at(-2) ?? "") : last;
  return OWNERS.has(word) || (word.endsWith("s") && OWNERS.has(word.slice(0, -1))) || (word.endsWith("id") && OWNERS.has(word.slice(0, -2)));
}
