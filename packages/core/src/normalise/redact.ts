// Keeps labelled values out of everything that leaves: cuts them out of texts, then out of every form they may come back in.
import type { Label } from "../words/facts.ts";
import { encodeBase64, encodeHex } from "./encodings.ts";
import { skeleton } from "./fold-text.ts";
import type { RecognisedSpan } from "./recogniser.ts";
import { encodeUtf8 } from "./utf8.ts";

/** The text with every span replaced by its label in brackets. Spans are sorted and do not overlap. */
export function cutOut(text: string, spans: readonly RecognisedSpan[], limit: number): string {
  let kept = "";
  let from = 0;
  for (const { start, end, label } of spans) {
    if (kept.length >= limit) break;
    kept += `${text.slice(from, Math.min(start, from + limit))}[${label}]`;
    from = end;
  }
  return (kept + text.slice(from, from + limit)).slice(0, limit);
}

/** `?name=value…` and `#name=value…` up to the end of the address. The name is bounded, so a search costs little everywhere. */
const QUERY = /[?#][\w.~%[\]-]{1,64}=[^\s"'<>`]*/g;

/**
 * The text with what stands in the query and the fragment of its addresses left out.
 * SECURITY: signatures, codes and one-time keys travel there, under names and in forms that no recogniser knows.
 */
export function withoutQueries(text: string): string {
  return text.replace(QUERY, (query) => `${query[0] ?? ""}[query]`);
}

export interface SecretForms {
  add(value: string, label: Label): void;
  /** `text` without any known value: plain, without case, folded, base64 in all alignments, hexadecimal, percent-encoded. */
  redact(text: string, mark?: string): string;
  /** Length of the longest form: how far one that was cut at a text's end can reach back. */
  readonly longest: number;
}

/** Values shorter than this would be found everywhere by chance; where they stood they are cut out all the same. */
const SHORTEST = 5;

/** First characters -> forms that begin so. */
type FormIndex = Map<string, { readonly form: string; readonly label: Label }[]>;

export function createSecretForms(): SecretForms {
  const forms: FormIndex = new Map();
  const known = new Set<string>();
  const values = new Map<string, Label>();
  let longest = 0;
  const prepare = (): void => {
    for (const [value, label] of values) {
      for (const form of formsOf(value)) {
        if (form.length < SHORTEST || known.has(form)) continue;
        known.add(form);
        const start = form.slice(0, SHORTEST);
        const same = forms.get(start);
        if (same === undefined) forms.set(start, [{ form, label }]);
        else same.push({ form, label });
        longest = Math.max(longest, form.length);
      }
    }
    values.clear();
  };
  return {
    add(value, label) {
      if (value.length >= SHORTEST && known.size + values.size < 8192) values.set(value.slice(0, 4096), label);
    },
    redact(text, mark) {
      if (values.size > 0) prepare();
      return forms.size === 0 || text === "" ? text : redactForms(text, forms, mark);
    },
    get longest() {
      if (values.size > 0) prepare();
      return longest;
    },
  };
}

/** One look-up for each position, however many values are known. */
function redactForms(text: string, forms: FormIndex, mark: string | undefined): string {
  const lower = text.toLowerCase();
  // Where lower case is longer than the text itself (`İ`), positions differ: then the lower-case form is what remains.
  const source = lower.length === text.length ? text : lower;
  let kept = "";
  let from = 0;
  for (let at = 0; at + SHORTEST <= lower.length; at++) {
    const found = longestAt(lower, at, forms);
    if (found === undefined) continue;
    kept += source.slice(from, at) + (mark ?? `[${found.label}]`);
    from = at + found.form.length;
    at = from - 1;
  }
  return from === 0 ? text : kept + source.slice(from);
}

/** A value may begin with another one: then the longer one is meant. */
function longestAt(lower: string, at: number, forms: FormIndex): { form: string; label: Label } | undefined {
  let longest: { form: string; label: Label } | undefined;
  for (const entry of forms.get(lower.slice(at, at + SHORTEST)) ?? []) {
    if (entry.form.length > (longest?.form.length ?? 0) && lower.startsWith(entry.form, at)) longest = entry;
  }
  return longest;
}

/** All forms in lower case: they are looked for in lower-case text. */
function formsOf(value: string): string[] {
  const bytes = encodeUtf8(value);
  const forms = [value, value.replace(/\s+/g, " ").trim(), skeleton(value), value.replace(/~/g, "~0").replace(/\//g, "~1"), encodeHex(bytes), percentEncode(value)];
  for (let shift = 0; shift < 3; shift++) {
    const shifted = new Uint8Array(bytes.length + shift);
    shifted.set(bytes, shift);
    // First and last digits depend on what stands beside the value.
    const text = encodeBase64(shifted).slice(shift === 0 ? 0 : shift + 1);
    const core = (bytes.length + shift) % 3 === 0 ? text : text.slice(0, -1);
    forms.push(core, core.replace(/\+/g, "-").replace(/\//g, "_"));
  }
  return forms.map((form) => form.toLowerCase());
}

function percentEncode(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Of a text that was cut at `limit` before redacting: without the end in which the beginning of a known value may stand. */
export function withoutCutForm(text: string, limit: number, longest: number): string {
  return longest === 0 ? text : text.slice(0, Math.max(0, Math.min(text.length, limit) - longest));
}
