// Keys that their issuers made recognisable: a fixed prefix, an alphabet, a length.
import type { RecognisedSpan } from "../recogniser.ts";

interface KeyFormat {
  readonly recogniser: string;
  readonly prefixes: readonly string[];
  /** What may follow the prefix: one sticky character class. */
  readonly body: RegExp;
  readonly length: number;
}

const WORD = /[A-Za-z0-9_-]{0,4096}/y;
const LETTERS = /[A-Za-z0-9]{0,4096}/y;
const UPPER = /[A-Z0-9]{0,64}/y;
const DOTTED = /[A-Za-z0-9_.-]{0,8192}/y;

/** Longer prefixes first: the first that fits is taken. */
const FORMATS: readonly KeyFormat[] = [
  { recogniser: "aws-access-key", prefixes: ["AKIA", "ASIA", "ABIA", "ACCA"], body: UPPER, length: 16 },
  { recogniser: "github-token", prefixes: ["github_pat_"], body: WORD, length: 22 },
  { recogniser: "github-token", prefixes: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], body: LETTERS, length: 30 },
  { recogniser: "gitlab-token", prefixes: ["glpat-", "gldt-", "glrt-", "glptt-", "glcbt-"], body: WORD, length: 16 },
  { recogniser: "slack-token", prefixes: ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xapp-"], body: WORD, length: 16 },
  { recogniser: "stripe-key", prefixes: ["sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"], body: LETTERS, length: 16 },
  { recogniser: "anthropic-key", prefixes: ["sk-ant-"], body: WORD, length: 20 },
  { recogniser: "openai-key", prefixes: ["sk-proj-", "sk-svcacct-", "sk-admin-"], body: WORD, length: 20 },
  { recogniser: "openai-key", prefixes: ["sk-"], body: LETTERS, length: 32 },
  { recogniser: "google-key", prefixes: ["AIza"], body: WORD, length: 30 },
  { recogniser: "google-key", prefixes: ["GOCSPX-"], body: WORD, length: 20 },
  { recogniser: "google-key", prefixes: ["ya29."], body: WORD, length: 20 },
  { recogniser: "package-registry-token", prefixes: ["npm_"], body: LETTERS, length: 30 },
  { recogniser: "package-registry-token", prefixes: ["pypi-"], body: WORD, length: 40 },
  { recogniser: "hosting-token", prefixes: ["dop_v1_", "shpat_", "shpss_", "hf_"], body: LETTERS, length: 30 },
  { recogniser: "mail-service-key", prefixes: ["SG."], body: DOTTED, length: 40 },
  { recogniser: "kaizen-key", prefixes: ["kz_live_"], body: WORD, length: 16 },
];

const FORMAT_OF = new Map(FORMATS.flatMap((format) => format.prefixes.map((prefix) => [prefix, format] as const)));
const PREFIX = new RegExp([...FORMAT_OF.keys()].toSorted((a, b) => b.length - a.length).map((prefix) => prefix.replace(/\./g, "\\.")).join("|"), "g");

export function findKeys(text: string): RecognisedSpan[] {
  const spans: RecognisedSpan[] = [];
  for (const match of text.matchAll(PREFIX)) {
    const format = FORMAT_OF.get(match[0]);
    if (format === undefined || /[A-Za-z0-9]/.test(text.charAt(match.index - 1))) continue;
    format.body.lastIndex = match.index + match[0].length;
    const body = format.body.exec(text)?.[0] ?? "";
    if (body.length < format.length || !isVaried(body)) continue;
    spans.push({ start: match.index, end: match.index + match[0].length + body.length, label: "secret", recogniser: format.recogniser });
  }
  return spans;
}

/** `sk-xxxxxxxxxxxxxxxxxxxx` and `AKIA0000000000000000` stand in manuals, not in safes. */
function isVaried(body: string): boolean {
  return new Set(body.toLowerCase()).size >= 6;
}
