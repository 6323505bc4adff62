// What kind of thing an action does, as far as its words say it: the tool's name, its keys, its method, its short values.
import type { Action } from "@kaizen/core";
import type { EffectName } from "@kaizen/protocol";
import { keyOf, leavesOf } from "./leaves.ts";

/** Words of which an effect needs one. */
export const EFFECT_WORDS: Readonly<Partial<Record<EffectName, readonly string[]>>> = {
  changes: ["put", "post", "patch", "set", "update", "write", "edit", "modify", "append", "create", "add", "insert", "upsert", "move", "rename", "merge", "push", "replace", "overwrite", "change", "save", "store", "upload", "apply", "configure", "assign", "book", "cancel", "close", "approve", "sign", "publish", "schedule", "restart", "scale", "enable", "disable", "cp", "mv", "tee", "chmod", "chown", "sed", "register", "issue", "order", "open", "unlock", "start", "stop", "send", "deliver", "dispatch", "submit", "adjust", "copy", "revoke", "deploy", "release", "commit", "install", "import", "dispense", "print"],
  deletes: ["delete", "remove", "drop", "purge", "rm", "truncate", "unlink", "destroy", "erase", "wipe", "clear", "prune", "rmi", "shred", "expire", "discard", "archive", "cleanup", "empty", "reset", "rotate", "flush"],
  grants: ["grant", "share", "invite", "role", "roles", "rolebinding", "clusterrole", "member", "members", "permission", "permissions", "access", "acl", "visibility", "public", "policy", "collaborator", "editor", "owner", "admin", "admins", "scope", "scopes", "delegate", "enrol", "enroll", "authorize", "authorise", "allow", "adduser", "usermod", "viewer", "reviewer", "trust", "sudo", "key", "keys", "token"],
  pays: ["pay", "payment", "payments", "refund", "transfer", "credit", "invoice", "payout", "bid", "order", "buy", "purchase", "charge", "amount", "price", "sum", "total", "iban", "wallet", "fee", "deposit", "book", "money", "reimburse", "gift", "voucher", "salary", "payroll", "settle", "checkout"],
};

/** True also for effects that need no word: whoever names a thing reaches or reads it. */
export function mayDo(action: Action, effect: EffectName, stated: readonly EffectName[] | undefined): boolean {
  if (stated?.includes(effect) === true) return true;
  const wanted = EFFECT_WORDS[effect];
  if (wanted === undefined) return true;
  const words = wordsOf(action);
  return wanted.some((word) => words.has(word));
}

const CODE_KEYS: ReadonlySet<string> = new Set(["command", "cmd", "script", "code", "query", "sql", "args", "argv", "operation", "input", "steps", "expression", "body", "method", "mode", "op"]);
const SHORT = 40;

function wordsOf(action: Action): ReadonlySet<string> {
  const leaves = leavesOf(action).filter((leaf) => leaf.text.length <= SHORT || CODE_KEYS.has(keyOf(leaf)) || action.kind === "exec");
  return new Set([action.tool ?? "", ...leaves.flatMap(({ keys, text }) => [...keys, text])].flatMap(split));
}

/** `shareWard`, `share_ward` and `share-ward` are two words each. */
function split(text: string): readonly string[] {
  return text.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
