// Tells random values from words, names and numbers, and says when a random value is a credential: only beside a word for one.

/** Words for a credential, near which a random value is taken for it. */
const CREDENTIAL: readonly RegExp[] = [
  /passw(?:or)?ds?\b|passphrase|passcode|\bpwd\b|kennwort|secrets?\b|credentials?\b|bearer\b|_token\b|A[KS]IA[A-Z2-7]{16}/i,
  /[a-z](?:Token|Key)\b/,
  /\b(?:access|auth|api|refresh|bot|session|oauth|deploy|personal|service|app|id|registry|security|login|user|admin|root|your|my|our|the|this|new|an?|with|use) ?tokens?\b/i,
  /(?:api|access|account|private|secret|signing|signature|encryption|master|service|deploy|licen[cs]e|client|shared|storage|host|webhook|admin|hmac|aes|app|ssh)[ _-]?keys?\b/i,
  /auth(?:entication|orization)?[ _-]?(?:code|header|string)\b|\bkey ?(?:is|:|=)/i,
];

/** Words for what looks random and is known to everybody. */
const PUBLIC: readonly RegExp[] = [
  /commit|revision|\brev\b|\bsha-?\d|\bsha\b|\bmd5\b|digest|checksum|\bhash|integrity|etag|fingerprint|nonce|trace|span[ _-]?id|correlation|uuid|guid|cursor/i,
  /pub(?:lic)?[ _-]?key|\bpk_|image|blob|container|layer|\bid\b|_id\b|ssh-(?:rsa|ed25519|dss)|ecdsa|certificate|\bcert\b|base64,|build|artifact|snapshot|version/i,
  /(?:page|next|continuation|sync|cancellation|design|pagination|resume|upload|csrf|xsrf)[ _-]?token|(?:primary|foreign|sort|partition|cache|object|s3|row|idempotency|registry|translation)[ _-]?key/i,
];

/** Whether the words around a random value make it a credential: 48 characters before it, 32 behind it. */
export function isBesideCredential(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 48), start);
  const after = text.slice(end, end + 32);
  if (PUBLIC.some((pattern) => pattern.test(before))) return false;
  return CREDENTIAL.some((pattern) => pattern.test(before)) || /^["'`)\]]{0,2},? (?:is|as|was) (?:my|our|your|the|an?)? ?(?:new |api |access |secret |admin |root )?(?:password|passphrase|secret|token|key|credential)\b/i.test(after);
}

/** Longest run that is weighed: what is longer is a picture, a program or an archive. */
const LONGEST = 512;

/** Whether a run of key characters was drawn by lot, as far as its letters tell: at least 20, of several kinds, no words among them. */
export function isRandom(run: string): boolean {
  if (run.length < 20 || run.length > LONGEST || isLookAlike(run)) return false;
  const counts = kindsOf(run);
  const kinds = (counts.lower > 0 ? 1 : 0) + (counts.upper > 0 ? 1 : 0) + (counts.digit > 0 ? 1 : 0);
  if (kinds < 2 || counts.signs * 4 > run.length || counts.digit * 10 > run.length * 8) return false;
  // Names are written in words: the kind of letter changes seldom, and digits stand together.
  if (counts.changes * 100 < (run.length - 1) * (kinds === 3 ? 30 : 22)) return false;
  return shannon(run) >= 0.82 * Math.log2(Math.min(run.length, /^[0-9a-f]+$/i.test(run) ? 16 : alphabetOf(counts)));
}

interface Kinds {
  lower: number;
  upper: number;
  digit: number;
  signs: number;
  /** Places where one kind follows another. */
  changes: number;
}

function kindsOf(run: string): Kinds {
  const counts: Kinds = { lower: 0, upper: 0, digit: 0, signs: 0, changes: 0 };
  let last = "";
  for (let i = 0; i < run.length; i++) {
    const code = run.charCodeAt(i);
    const kind = code >= 97 && code <= 122 ? "lower" : code >= 65 && code <= 90 ? "upper" : code >= 48 && code <= 57 ? "digit" : "signs";
    counts[kind]++;
    if (last !== "" && kind !== last) counts.changes++;
    last = kind;
  }
  return counts;
}

function alphabetOf({ lower, upper, digit, signs }: Kinds): number {
  return (lower > 0 ? 26 : 0) + (upper > 0 ? 26 : 0) + (digit > 0 ? 10 : 0) + (signs > 0 ? 2 : 0);
}

/** Bits a character, by how often each occurs in the run itself. */
export function shannon(run: string): number {
  const counts = new Map<string, number>();
  for (const character of run) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / run.length) * Math.log2(count / run.length);
  return bits;
}

/** What is random and public by its form: UUIDs, lock-file hashes, dates, versions, host names and paths. */
function isLookAlike(run: string): boolean {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.test(run) || /^(?:sha(?:1|224|256|384|512)|md5|blake3|h1)[-_]/i.test(run)) return true;
  if (/^[0-9]{4}-?[0-9]{2}-?[0-9]{2}/.test(run) || /^v?[0-9]{1,4}\.[0-9]{1,4}\./.test(run)) return true;
  return hasWords(run);
}

/** Three or more parts that are plain words, or one long word: a path, a host or an identifier. */
function hasWords(run: string): boolean {
  let words = 0;
  for (const part of run.split(/[/._~+-]/, 32)) if (/^[A-Z]?[a-z]{3,24}[0-9]{0,2}$|^[A-Z]{4,24}$/.test(part)) words += part.length;
  return words * 10 >= run.length * 4;
}

/** Hexadecimal digits in the lengths of digests say nothing by themselves. */
export function isDigest(run: string): boolean {
  return /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(run) && [32, 40, 56, 64, 96, 128].includes(run.length);
}
