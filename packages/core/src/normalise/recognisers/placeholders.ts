// Values that stand where a secret would: placeholders, references, masks and the samples of manuals.

const PLACEHOLDER = /^(?:required|optional|none|null|undefined|true|false|nil|string|number|boolean|object|text|hidden|redacted|removed|masked|empty|unset|missing|invalid|incorrect|wrong|expired|changed?|reset|updated?|enabled|disabled|protected|stored|encrypted|not|the|and|for|your|with|must|should|here|this|that|password|passwd|secret|token|todo|tbd|n\/a|test|example|sample|default|env|prompt|stdin|file|changeme|change-me|change_me)$/i;

/**
 * Forms that stand for a value, each as the whole of it: a password may begin as a template, a variable or a path does.
 * A variable's name has no digits among letters of both cases, and a path has more than one part or only small letters.
 */
const FORMS: readonly RegExp[] = [
  /^<[^<>]{0,128}>?$/,
  /^\$(?:[A-Za-z_]+|[A-Z_][A-Z0-9_]*|[a-z_][a-z0-9_]*|\{[^{}]{0,128}\}?|\([^()]{0,256}\)?)$/,
  /^\{{1,2}[^{}]{0,128}\}{0,2}$/,
  /^%[A-Za-z_][\w.]{0,64}%?$/,
  /^\[[^[\]]{0,128}\]$/,
  /^(?:process\.env|os\.environ|os\.getenv|env\.|secrets\.|vars\.|config\.|settings\.|var\.|vault:|ssm:|sops:|ENC\[|op:\/\/|arn:|https?:)/,
  /^(?:\/[\w.@-]{1,64}){2,32}\/?$|^\/[a-z._-]{0,64}$/,
];

/** Whether an assigned value only stands for one. */
export function isPlaceholder(value: string): boolean {
  const plain = value.trim();
  if (PLACEHOLDER.test(plain) || FORMS.some((form) => form.test(plain))) return true;
  if (/^(.)\1*$/.test(plain) || isMasked(plain)) return true;
  return isSample(plain) || /^(?:your|my|insert|enter|replace|some|dummy|fake|placeholder|change)[-_ ]|[-_](?:here|goes-here|placeholder)$/i.test(plain);
}

/** A mask, with at most the few characters beside it that tell one card or key from another. */
function isMasked(value: string): boolean {
  return /\*{3}|•{3}|xxxx|\.\.\.|…|^[*x.•_-]{4}/i.test(value) && value.replace(/[*•x.…_-]/gi, "").length <= 10;
}

/** Whether a key is one of those that manuals print: it says so, or its letters hardly vary. */
export function isSample(key: string): boolean {
  return /EXAMPLE|SAMPLE|DUMMY|PLACEHOLDER|REDACTED|REPLACE|YOUR[-_]?[A-Z]|your[-_]|(?:^|[-_.])(?:example|sample|dummy|fake|placeholder|redacted|foobar)(?:[-_.]|$)/.test(key) || isMasked(key) || new Set(key.toLowerCase()).size < 6;
}
