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

export interface SecretForms {
  add(value: string, label: Label): void;
  /** `text` without any known value: plain, without case, folded, base64 in all alignments, hexadecimal, percent-encoded. */
  redact(text: string, mark?: string): string;
  /** The same, but values that are only personal stay. */
  redactSecrets(text: string): string;
  /** No value is known. */
  readonly isEmpty: boolean;
  /** Length of the longest form: how far one that was cut at a text's end can reach back. */
  readonly longest: number;
}

/** Values shorter than this would be found everywhere by chance; where they stood they are cut out all the same. */
const SHORTEST = 5;

/** Forms longer than this are told apart only when their beginning was found. */
const BEGINNING = 24;
/** Of forms with one beginning: with more than these the longest is cut out without looking which one it is. */
const TWINS = 32;
/** How many values and forms are looked for. */
const BOUNDS = { values: 1_024, forms: 8_192 } as const;

interface Form {
  readonly form: string;
  readonly label: Label;
}

/** Forms with the same first characters, by as much of their beginning as is looked up. */
interface Bucket {
  readonly byBeginning: Map<string, Form[]>;
  /** Of the beginnings, longest first. INVARIANT: of forms with one beginning the longest is the first. */
  lengths: number[];
}
/** The forms by their first characters, and which beginnings of three letters there are: at nearly all positions of a text there is none. */
interface FormIndex {
  readonly buckets: Map<string, Bucket>;
  readonly beginnings: Uint8Array;
}

/** Five bits of each of three characters. */
function beginningAt(text: string, at: number): number {
  return ((text.charCodeAt(at) & 31) << 10) | ((text.charCodeAt(at + 1) & 31) << 5) | (text.charCodeAt(at + 2) & 31);
}

export function createSecretForms(): SecretForms {
  return new KnownForms();
}

class KnownForms implements SecretForms {
  // Most events have no labelled value: then nothing of this is made.
  #forms: FormIndex | undefined;
  #known: Set<string> | undefined;
  #values: Map<string, Label> | undefined;
  #longest = 0;

  add(value: string, label: Label): void {
    if (value.length < SHORTEST) return;
    const values = (this.#values ??= new Map());
    if (values.size < BOUNDS.values) values.set(value.slice(0, 4096), label);
  }

  redact(text: string, mark?: string): string {
    this.#prepare();
    return this.#forms === undefined || text.length < SHORTEST ? text : redactForms(text, this.#forms, ({ label }) => mark ?? `[${label}]`);
  }

  redactSecrets(text: string): string {
    this.#prepare();
    return this.#forms === undefined ? text : redactForms(text, this.#forms, ({ label }, found) => (label === "personal" ? found : `[${label}]`));
  }

  get isEmpty(): boolean {
    return this.#values === undefined && this.#forms === undefined;
  }

  get longest(): number {
    this.#prepare();
    return this.#longest;
  }

  #prepare(): void {
    if (this.#values === undefined) return;
    const known = (this.#known ??= new Set());
    const forms = (this.#forms ??= { buckets: new Map(), beginnings: new Uint8Array(32_768) });
    for (const [value, label] of this.#values) for (const form of formsOf(value)) this.#put(form, label, known, forms);
    this.#values = undefined;
  }

  #put(form: string, label: Label, known: Set<string>, { buckets, beginnings }: FormIndex): void {
    if (form.length < SHORTEST || known.has(form) || known.size >= BOUNDS.forms) return;
    known.add(form);
    this.#longest = Math.max(this.#longest, form.length);
    const start = form.slice(0, SHORTEST);
    const bucket = buckets.get(start) ?? { byBeginning: new Map<string, Form[]>(), lengths: [] };
    buckets.set(start, bucket);
    beginnings[beginningAt(start, 0)] = 1;
    const beginning = form.slice(0, BEGINNING);
    const twins = bucket.byBeginning.get(beginning);
    if (twins === undefined) bucket.byBeginning.set(beginning, [{ form, label }]);
    else if (form.length > (twins[0]?.form.length ?? 0)) twins.unshift({ form, label });
    else twins.push({ form, label });
    if (!bucket.lengths.includes(beginning.length)) bucket.lengths = [...bucket.lengths, beginning.length].toSorted((a, b) => b - a);
  }
}

/** A few look-ups for each position, however many values are known and however alike they are. */
function redactForms(text: string, forms: FormIndex, markOf: (form: Form, found: string) => string): string {
  const lower = text.toLowerCase();
  // Where lower case is longer than the text itself (`İ`), positions differ: then the lower-case form is what remains.
  const source = lower.length === text.length ? text : lower;
  let kept = "";
  let from = 0;
  for (let at = 0; at + SHORTEST <= lower.length; at++) {
    const found = forms.beginnings[beginningAt(lower, at)] === 1 ? longestAt(lower, at, forms.buckets) : undefined;
    if (found === undefined) continue;
    kept += source.slice(from, at) + markOf(found, source.slice(at, at + found.form.length));
    from = at + found.form.length;
    at = from - 1;
  }
  return from === 0 ? text : kept + source.slice(from);
}

/** A value may begin with another one: then the longer one is meant. */
function longestAt(lower: string, at: number, buckets: FormIndex["buckets"]): Form | undefined {
  const bucket = buckets.get(lower.slice(at, at + SHORTEST));
  if (bucket === undefined) return undefined;
  for (const length of bucket.lengths) {
    const twins = bucket.byBeginning.get(lower.slice(at, at + length));
    if (twins === undefined) continue;
    if (twins.length > TWINS) return twins[0];
    let longest: Form | undefined;
    for (const twin of twins) if (twin.form.length > (longest?.form.length ?? 0) && lower.startsWith(twin.form, at)) longest = twin;
    if (longest !== undefined) return longest;
  }
  return undefined;
}

/** All forms in lower case: they are looked for in lower-case text. */
function formsOf(value: string): string[] {
  const bytes = encodeUtf8(value);
  const forms = [value, value.replace(/\s+/g, " ").trim(), skeleton(value), value.replace(/~/g, "~0").replace(/\//g, "~1"), encodeHex(bytes), percentEncode(value), JSON.stringify(value).slice(1, -1)];
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
