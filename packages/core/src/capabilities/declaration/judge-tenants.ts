// Whose account, organisation or project a call acts in, against those that its tool may act in.
import { namedPlaces } from "./argument-names.ts";
import { holdsName } from "./compile-tool.ts";
import { isGiven } from "./is-given.ts";
import { LIMIT_CODES } from "./limit-codes.ts";
import { namesTenant, tenantInKey } from "./tenant-key.ts";
import { normaliseName } from "../../normalise/name.ts";
import type { ActionFacts, ArgumentFacts } from "../../words/facts.ts";
import type { Note } from "./call-report.ts";
import type { NameList } from "./compile-tool.ts";

export function judgeTenants(facts: ActionFacts, list: NameList, note: Note): void {
  const aliases = namedPlaces(facts.arguments);
  const owners = facts.arguments.filter(({ at }) => aliases.has(at) && namesTenant(aliases.get(at) ?? ""));
  for (const argument of facts.arguments) {
    const key = tenantInKey(argument.at);
    if (key !== undefined && !holdsName(list, normaliseName(key).exact)) note(LIMIT_CODES.undecided, "has a key in the place of an account that is not declared for this tool");
    if (!isGiven(argument) || argument.type === "empty") continue;
    if (owners.includes(argument) || namesTenant(argument.at)) judgeOne(argument, argument.text, list, note);
    if (/header|cookie|query/i.test(argument.at) || argument.text.startsWith("?")) for (const text of tenantsIn(argument.text)) judgeOne(argument, text, list, note);
  }
}

function judgeOne({ at, whole }: ArgumentFacts, text: string, list: NameList, note: Note): void {
  if (!whole) note(LIMIT_CODES.undecided, `acts in the ${at} that is not known in full`);
  else if (!holdsName(list, normaliseName(text).exact)) note(LIMIT_CODES.tenant, `acts in ${at} ${normaliseName(text).shown}, which is not declared for this tool`);
}

/** Of the lines of a header, whose ends facts show as U+FFFD, and of a query: `X-Tenant-Id: acme`, `tenant=acme`. */
function tenantsIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const part of text.split(/[\n\r?&;\ufffd]+/, 128)) {
    const at = part.search(/[:=]/);
    if (at > 0 && at <= 64 && namesTenant(`/${part.slice(0, at).trim().replace(/[~/]/g, "_")}`)) found.push(part.slice(at + 1).trim());
  }
  return found;
}
