// Keys that their issuers made recognisable: a fixed prefix, an alphabet, a length, at best a checksum.
import type { RecognisedSpan } from "../recogniser.ts";
import { accountOfAccessKey, endsInCrc62, endsInCrcHex, startsWithSnowflake } from "./checksums.ts";
import { isBesideCredential, isRandom } from "./entropy.ts";
import { longRuns, type Run } from "./long-runs.ts";
import { isSample } from "./placeholders.ts";

interface KeyFormat {
  readonly recogniser: string;
  readonly prefixes: readonly string[];
  /** What follows the prefix, from its first character on: one sticky character class. */
  readonly body: RegExp;
  /** Shortest body. */
  readonly length: number;
  /** Where the issuer fixed the length, nothing longer is one. */
  readonly isExact?: true;
  /** Its prefix also ends longer names: nothing may stand before it. */
  readonly isAlone?: true;
  /** The body's checksum. One that fails is a key only beside a word for a credential. */
  readonly check?: (body: string, prefix: string) => boolean;
}

const WORD = /[A-Za-z0-9_-]{0,1024}/y;
const LETTERS = /[A-Za-z0-9]{0,1024}/y;
const UPPER = /[A-Z0-9]{0,64}/y;
const HEX = /[0-9a-f]{0,128}/y;
const DOTTED = /[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,128}/y;
const BASE64 = /[A-Za-z0-9+/]{0,2048}/y;

const FORMATS: readonly KeyFormat[] = [
  { recogniser: "aws-access-key", prefixes: ["AKIA", "ASIA", "ABIA", "ACCA"], body: UPPER, length: 16, isExact: true, check: isAccessKey },
  { recogniser: "github-token", prefixes: ["github_pat_"], body: WORD, length: 22 },
  { recogniser: "github-token", prefixes: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], body: LETTERS, length: 36, isExact: true, check: endsInCrc62 },
  { recogniser: "gitlab-token", prefixes: ["glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glsoat-", "glft-", "glimt-", "glagent-", "gloas-", "glffct-"], body: WORD, length: 16 },
  { recogniser: "slack-token", prefixes: ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxc-", "xoxd-", "xapp-", "xoxe.xoxp-", "xoxe.xoxb-"], body: WORD, length: 16 },
  { recogniser: "stripe-key", prefixes: ["sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"], body: LETTERS, length: 16 },
  { recogniser: "anthropic-key", prefixes: ["sk-ant-"], body: WORD, length: 20 },
  { recogniser: "openai-key", prefixes: ["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"], body: WORD, length: 20 },
  { recogniser: "model-service-key", prefixes: ["sk-or-v1-", "gsk_", "xai-", "nvapi-", "pplx-", "r8_", "rpa_", "fw_", "csk-"], body: WORD, length: 24 },
  { recogniser: "openai-key", prefixes: ["sk-"], body: LETTERS, length: 32 },
  { recogniser: "google-key", prefixes: ["AIza"], body: WORD, length: 30 },
  { recogniser: "google-key", prefixes: ["GOCSPX-"], body: WORD, length: 20 },
  { recogniser: "google-key", prefixes: ["ya29.", "1//0"], body: WORD, length: 30 },
  { recogniser: "package-registry-token", prefixes: ["npm_"], body: LETTERS, length: 36, isExact: true, check: endsInCrc62 },
  { recogniser: "package-registry-token", prefixes: ["pypi-"], body: WORD, length: 40 },
  { recogniser: "package-registry-token", prefixes: ["rubygems_"], body: HEX, length: 48, isExact: true },
  { recogniser: "package-registry-token", prefixes: ["dckr_pat_", "dckr_oat_"], body: WORD, length: 20 },
  { recogniser: "hosting-token", prefixes: ["dop_v1_", "doo_v1_", "dor_v1_"], body: HEX, length: 64, isExact: true },
  { recogniser: "hosting-token", prefixes: ["shpat_", "shpss_", "shpca_", "shppa_"], body: LETTERS, length: 30 },
  { recogniser: "hosting-token", prefixes: ["hf_", "api_org_"], body: LETTERS, length: 30 },
  { recogniser: "hosting-token", prefixes: ["sbp_", "pscale_tkn_", "pscale_pw_", "tskey-auth-", "tskey-api-", "tskey-client-", "HRKU-", "dp.pt.", "dp.st.", "CFPAT-", "vcp_", "rnd_"], body: WORD, length: 24 },
  { recogniser: "work-service-key", prefixes: ["lin_api_", "ntn_", "figd_", "sntrys_", "PMAK-", "pat-na1-", "pat-eu1-", "ATATT3", "ATCTT3", "ATBB", "sq0atp-", "sq0csp-", "EAAA"], body: WORD, length: 22 },
  { recogniser: "monitoring-token", prefixes: ["glsa_"], body: WORD, length: 41, isExact: true, check: (body, prefix) => endsInCrcHex(prefix, body) || endsInCrcHex("", body) },
  { recogniser: "vault-token", prefixes: ["hvs.", "hvb.", "hvr."], body: WORD, length: 24 },
  { recogniser: "mail-service-key", prefixes: ["SG."], body: DOTTED, length: 40 },
  { recogniser: "mail-service-key", prefixes: ["key-"], body: HEX, length: 32, isExact: true, isAlone: true },
  { recogniser: "telephony-key", prefixes: ["SK"], body: HEX, length: 32, isExact: true },
  { recogniser: "age-key", prefixes: ["AGE-SECRET-KEY-1"], body: UPPER, length: 58, isExact: true },
  { recogniser: "private-key", prefixes: ["b3BlbnNzaC1rZXktdjE", "MC4CAQAwBQYDK2V", "MHcCAQEE", "MIGkAgEBBD", "MIGHAgEAM", "MIG2AgEAM"], body: BASE64, length: 40 },
  { recogniser: "kaizen-key", prefixes: ["kz_live_"], body: WORD, length: 16 },
];

/** Prefixes by their first two characters, longer ones first: most runs begin with none. */
const BY_START: ReadonlyMap<string, readonly Entry[]> = (() => {
  const table = new Map<string, Entry[]>();
  for (const format of FORMATS) {
    for (const prefix of format.prefixes) table.set(prefix.slice(0, 2), [...(table.get(prefix.slice(0, 2)) ?? []), { prefix, format }].toSorted((a, b) => b.prefix.length - a.prefix.length));
  }
  return table;
})();

interface Entry {
  readonly prefix: string;
  readonly format: KeyFormat;
}

/** Keys by their format, and random values beside a word for a credential. Linear: each run is read once for each of its parts, within bounds. */
export function findKeys(text: string): RecognisedSpan[] {
  const spans: RecognisedSpan[] = [];
  for (const run of longRuns(text)) {
    const found = spans.length;
    findFormats(text, run, spans);
    if (spans.length > found) continue;
    const special = specialKey(text, run) ?? randomKey(text, run);
    if (special !== undefined) spans.push({ ...special, label: "secret" });
  }
  return spans;
}

function findFormats(text: string, run: Run, spans: RecognisedSpan[]): void {
  let isStart = true;
  for (let at = run.start; at < run.end - 16; at++) {
    if (isStart || (at === run.start + 1 && text.charAt(run.start - 1) === "\\")) {
      const span = formatAt(text, at, run);
      if (span !== undefined) {
        spans.push(span);
        at = span.end - 1;
      }
    }
    isStart = !isLetterOrDigit(text.charCodeAt(at));
  }
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

function formatAt(text: string, at: number, run: Run): RecognisedSpan | undefined {
  const entries = BY_START.get(text.slice(at, at + 2));
  if (entries === undefined) return undefined;
  for (const { prefix, format } of entries) {
    if (!text.startsWith(prefix, at)) continue;
    format.body.lastIndex = at + prefix.length;
    const body = format.body.exec(text)?.[0] ?? "";
    const end = at + prefix.length + body.length;
    if (body.length < format.length || (format.isExact === true && body.length !== format.length) || isSample(body.slice(0, 256))) continue;
    if (format.isAlone === true && at > run.start) continue;
    // SECURITY: a wrong checksum means made up, or changed on purpose: beside a word for a credential it still counts.
    if (format.check !== undefined && !format.check(body, prefix) && !isBesideCredential(text, at, end)) continue;
    return { start: at, end, label: "secret", recogniser: format.recogniser };
  }
  return undefined;
}

/** Older ids begin with I or J and name no account; in all others one is written. */
function isAccessKey(body: string): boolean {
  return /^[A-Z2-7]+$/.test(body) && (/^[A-P]/.test(body) || accountOfAccessKey(body) !== undefined);
}

/** Keys without a prefix of their own. */
function specialKey(text: string, { start, end }: Run): { start: number; end: number; recogniser: string } | undefined {
  const first = text.charCodeAt(start);
  // A private key without its armour: the first bytes of its two encodings with a version in front, which public keys lack.
  if (first === 77 && end - start > 64 && /^MII[A-Za-z0-9+/]{3}IB(?:AAKC|ADAN|ADAL)/.test(text.slice(start, start + 12))) return { start, end, recogniser: "private-key" };
  if (first >= 77 && first <= 79 && end - start >= 55 && end - start <= 90) {
    const run = text.slice(start, end).replace(/\.$/, "");
    if (/^[MNO][A-Za-z0-9_-]{17,30}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}$/.test(run) && startsWithSnowflake(run)) return { start, end: start + run.length, recogniser: "chat-bot-token" };
  }
  // `123456789:AA…`: the number of the bot stands before the colon.
  if (first === 65 && text.charCodeAt(start + 1) === 65 && text.charAt(start - 1) === ":" && /^AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/.test(text.slice(start, start + 36))) {
    const digits = /[0-9]{8,11}$/.exec(text.slice(Math.max(0, start - 12), start - 1))?.[0].length;
    if (digits !== undefined) return { start: start - 1 - digits, end: start + 35, recogniser: "chat-bot-token" };
  }
  return undefined;
}

function randomKey(text: string, run: Run): { start: number; end: number; recogniser: string } | undefined {
  if (run.end - run.start > 520) return undefined;
  let { start, end } = run;
  while (end > start && /[./~-]/.test(text.charAt(end - 1))) end--;
  while (start < end && /[./~-]/.test(text.charAt(start))) start++;
  const value = text.slice(start, end);
  return isRandom(value) && !isSample(value) && isBesideCredential(text, start, end) ? { start, end, recogniser: "random-value" } : undefined;
}
