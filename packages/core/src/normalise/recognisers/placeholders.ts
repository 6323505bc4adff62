// Values that stand where a secret would: placeholders, references, masks and the samples of manuals.

const PLACEHOLDER = /^(?:required|optional|none|null|undefined|true|false|nil|string|number|boolean|object|text|hidden|redacted|removed|masked|empty|unset|missing|invalid|incorrect|wrong|expired|changed?|reset|updated?|enabled|disabled|protected|stored|encrypted|not|the|and|for|your|with|must|should|here|this|that|password|passwd|secret|token|todo|tbd|n\/a|test|example|sample|default|env|prompt|stdin|file|changeme|change-me|change_me)$/i;

/** Whether an assigned value only stands for one. */
export function isPlaceholder(value: string): boolean {
  const plain = value.trim();
  if (PLACEHOLDER.test(plain)) return true;
  // Templates, references to variables, masks, sentences.
  if (/^(?:<|\$(?![0-9a-z-]{1,14}\$)|\{|%[A-Za-z_]|\[|process\.env|os\.environ|os\.getenv|env\.|secrets\.|vars\.|config\.|settings\.|var\.|vault:|ssm:|sops:|ENC\[|op:\/\/|arn:|\/|https?:)/.test(plain)) return true;
  if (/^(.)\1*$/.test(plain) || /^[*x.•_-]{4,}/i.test(plain) || /(?:\*{4}|•{4}|xxxx|\.\.\.|…)/i.test(plain)) return true;
  return isSample(plain) || /^(?:your|my|insert|enter|replace|some|dummy|fake|placeholder|change)[-_ ]|[-_](?:here|goes-here|placeholder)$/i.test(plain);
}

/** Whether a key is one of those that manuals print: it says so, or its letters hardly vary. */
export function isSample(key: string): boolean {
  return /EXAMPLE|SAMPLE|DUMMY|PLACEHOLDER|REDACTED|REPLACE|YOUR[-_]?[A-Z]|your[-_]|(?:^|[-_.])(?:example|sample|dummy|fake|placeholder|redacted|foobar)(?:[-_.]|$)|xxxx|XXXX|\*\*\*|\.\.\./.test(key) || new Set(key.toLowerCase()).size < 6;
}
