// Which arguments name whose account, organisation or project a call acts in.
import { normaliseName } from "../../normalise/name.ts";
import { remember } from "../../normalise/remember.ts";
import { isIndex } from "./argument-key.ts";
import { plainSegmentsOf } from "./argument-names.ts";

const OWNERS: ReadonlySet<string> = new Set(["tenant", "account", "org", "organisation", "organization", "workspace", "project", "team"]);
/** What stands after the word and still names it: `account_id`, `projectSlug`, `accountFrom`. */
const IDS: ReadonlySet<string> = new Set(["id", "ids", "uid", "gid", "guid", "name", "slug", "key", "code", "no", "nr", "num", "number", "uuid", "ref", "value", "from", "to"]);
/** Fields of a list of owners that name none of them. */
const FIELDS: ReadonlySet<string> = new Set(["title", "description", "type", "limit", "page", "offset", "sort", "order", "filter", "filters", "count", "status", "role", "total", "cursor", "fields", "include"]);

/** Whether the place, by its last name or by that of the object around an `id`, names a tenant, account, organisation, workspace, project or team. */
export const namesTenant: (pointer: string) => boolean = remember(1_024, (pointer) => {
  const names = namesIn(pointer);
  const last = wordsOf(names.at(-1) ?? "");
  const above = wordsOf(names.at(-2) ?? "");
  return isOwner(last) || (last.length === 1 && IDS.has(last[0] ?? "") && isOwner(above));
});

/** The key that stands for a tenant in a mapping of them: `{ "tenants": { "acme": 1 } }`. */
export const tenantInKey: (pointer: string) => string | undefined = remember(1_024, (pointer) => {
  const names = namesIn(pointer);
  for (const [index, name] of names.entries()) {
    const key = names[index + 1];
    const words = wordsOf(name);
    if (key === undefined || !isOwner(words) || !(words.at(-1) ?? "").endsWith("s")) continue;
    const below = wordsOf(key);
    return IDS.has(below.at(-1) ?? "") || FIELDS.has(below.at(-1) ?? "") || isOwner(below) ? undefined : key;
  }
  return undefined;
});

function namesIn(pointer: string): readonly string[] {
  return plainSegmentsOf(pointer).filter((segment) => !isIndex(segment));
}

/** SECURITY: look-alike letters are what they look like. */
function wordsOf(name: string): readonly string[] {
  const parted = normaliseName(name.replace(/([\p{Ll}0-9])(\p{Lu})/gu, "$1 $2")).skeleton;
  return parted.split(/[^a-z0-9]+/).map((word) => word.replace(/[0-9]{1,3}$/, "")).filter((word) => word !== "");
}

function isOwner(words: readonly string[]): boolean {
  const last = words.at(-1) ?? "";
  const word = IDS.has(last) && words.length > 1 ? (words.at(-2) ?? "") : last;
  return OWNERS.has(word) || (word.endsWith("s") && OWNERS.has(word.slice(0, -1))) || (word.endsWith("id") && OWNERS.has(word.slice(0, -2)));
}
