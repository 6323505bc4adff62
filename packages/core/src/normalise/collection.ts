// Holds what one event gave while it is read, within the bounds that facts promise, and makes the facts of it at the end.
import type { AmountFacts, ArgumentFacts, CommandFacts, ContentFacts, DestinationFacts, FileAccess, Fingerprint, LabelledValue, PathFacts, RecipientFacts, UnreadReason } from "../words/facts.ts";
import { contentTypeOf, rowsOf } from "./content-type.ts";
import { createCandidates, normalForm } from "./fingerprint-candidates.ts";
import type { FoundDestination } from "./destination-finds.ts";
import type { Fingerprinter } from "./fingerprint.ts";
import { LIMITS } from "./limits.ts";
import { printable } from "./name.ts";
import type { Deployment } from "./deployment.ts";
import type { Means } from "./passages/means.ts";
import type { PathParts } from "./paths.ts";
import { createPieces, type Followed, type Pieces } from "./pieces.ts";
import { withoutQueries } from "./queries.ts";
import { createSecretForms, cutOut, type SecretForms, withoutCutForm } from "./redact.ts";
import type { RecognisedSpan } from "./recogniser.ts";
import { joinShape } from "./shape.ts";
import { withCurrencies } from "./value-facts.ts";
import { utf8Length } from "./utf8.ts";

export interface Collection {
  bytes(count: number): void;
  /** `record`: the id of the record that a text names before the value. */
  labelled(value: string, span: RecognisedSpan, at: string, record?: string): void;
  /** An id in a field: it is that of the values beside it. */
  record(id: string, at: string): void;
  /** Whole text, lines and words for fingerprints, and pieces. */
  text(text: string, traits: number, at: string, isHidden: boolean): void;
  destination(found: FoundDestination, at: string, safePath: (path: string) => string): void;
  path(parts: PathParts, access: FileAccess, place: PathFacts["place"], at: string, safePath: (path: string) => string): void;
  command(facts: CommandFacts): void;
  recipient(facts: RecipientFacts): void;
  amount(facts: AmountFacts): void;
  shape(pair: string): void;
  /** A list of so many objects. */
  records(count: number): void;
  /** A leaf of the arguments; `text` is all of it, `isWide`: not only of ASCII. */
  argument(at: string, type: string, text: string, isWide: boolean): void;
  /** Text for the excerpt, with its labelled spans. */
  excerpt(key: string, text: string, spans: readonly RecognisedSpan[]): void;
  /** No further destination or path is kept. */
  readonly hasAllTargets: boolean;
  redact(text: string): string;
  finish(): Collected;
}

export interface Collected {
  readonly destinations: DestinationFacts[];
  readonly paths: PathFacts[];
  readonly arguments: ArgumentFacts[];
  readonly commands: CommandFacts[];
  readonly recipients: RecipientFacts[];
  readonly amounts: AmountFacts[];
  readonly shape: string;
  readonly content: ContentFacts;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Longer than the excerpt, so that what redacting takes away is filled up. */
const WINDOW = 2_048;
/** Of it, what is searched for queries: these are taken out, too, and the excerpt shall not be short of text. */
const SHOWN = 640;

export function createCollection(deployment: Deployment, unread: Set<UnreadReason>, followed: Followed): Collection {
  return new BoundedCollection(deployment, unread, followed);
}

class BoundedCollection implements Collection {
  readonly #fingerprinter: Fingerprinter;
  readonly #means: Means;
  readonly #unread: Set<UnreadReason>;
  readonly #secrets = createSecretForms();
  readonly #candidates = createCandidates();
  readonly #pieces: Pieces;
  // Most events have none of what these hold.
  #labelled: Map<string, LabelledValue> | undefined;
  #destinations: Map<string, DestinationFacts> | undefined;
  #paths: Map<string, PathFacts> | undefined;
  #recipients: Map<string, RecipientFacts> | undefined;
  readonly #pairs = new Set<string>();
  readonly #arguments: ArgumentFacts[] = [];
  readonly #commands: CommandFacts[] = [];
  readonly #amounts: AmountFacts[] = [];
  #bytes = 0;
  #records = 0;
  #longest = "";
  #excerpt = "";
  #record: { readonly id: string; readonly parent: string } | undefined;

  constructor({ fingerprinter, means, windows }: Deployment, unread: Set<UnreadReason>, followed: Followed) {
    this.#fingerprinter = fingerprinter;
    this.#means = means;
    this.#pieces = createPieces(windows, followed);
    this.#unread = unread;
  }

  get hasAllTargets(): boolean {
    return (this.#destinations?.size ?? 0) >= LIMITS.destinations || (this.#paths?.size ?? 0) >= LIMITS.paths;
  }

  bytes(count: number): void {
    this.#bytes += count;
  }

  labelled(value: string, { label, recogniser }: RecognisedSpan, at: string, record?: string): void {
    this.#secrets.add(value, label);
    this.#candidates.labelled(value);
    const fingerprint = this.#fingerprinter.fingerprint(label === "personal" ? unspaced(normalForm(value)) : normalForm(value));
    this.#put((this.#labelled ??= new Map()), LIMITS.labelled, `${recogniser} ${fingerprint} ${at}`, () => ({ label, recogniser, fingerprint, at, ...(label === "personal" ? this.#recordOf(at, record) : {}) }));
    this.#pieces.labelled(value, label, fingerprint, at);
  }

  record(id: string, at: string): void {
    const parent = at.slice(0, at.lastIndexOf("/") + 1);
    // The first id of an object is its own, those behind it are of what it speaks of.
    if (this.#record?.parent !== parent) this.#record = { id, parent };
  }

  #recordOf(at: string, named: string | undefined): Pick<LabelledValue, "record"> {
    const record = named ?? (this.#record !== undefined && at.startsWith(this.#record.parent) ? this.#record.id : undefined);
    return record === undefined ? {} : { record };
  }

  text(text: string, traits: number, at: string, isHidden: boolean): void {
    if (text.length > this.#longest.length) this.#longest = text;
    this.#candidates.text(text);
    this.#pieces.text(text, traits, at, isHidden);
  }

  destination({ parts, place, account }: FoundDestination, at: string, safePath: (path: string) => string): void {
    const id = `${parts.host} ${parts.port ?? ""} ${place} ${at} ${account ?? ""}`;
    // What a command contacts is not also a mention in its text.
    if (place === "mention" && this.#destinations?.has(`${parts.host} ${parts.port ?? ""} argument ${at} `)) return;
    this.#put((this.#destinations ??= new Map()), LIMITS.destinations, id, () => {
      const { kind, host, skeleton, site, port, scheme, disguises } = parts;
      const facts: Writable<DestinationFacts> = { kind, host, skeleton, place, at, disguises };
      if (site !== undefined) facts.site = site;
      if (port !== undefined) facts.port = port;
      if (scheme !== undefined) facts.scheme = scheme;
      if (parts.path !== undefined) facts.path = safePath(parts.path);
      if (account !== undefined) facts.account = this.#fingerprinter.fingerprint(normalForm(account));
      return facts;
    });
  }

  path({ path, sensitive }: PathParts, access: FileAccess, place: PathFacts["place"], at: string, safePath: (path: string) => string): void {
    this.#put((this.#paths ??= new Map()), LIMITS.paths, `${path} ${access} ${place} ${at}`, () => ({ path: printable(withoutQueries(safePath(path))), ...(sensitive ? { sensitive: true } : {}), ...(access === "unknown" ? {} : { access }), place, at }));
  }

  command(facts: CommandFacts): void {
    if (this.#commands.length < LIMITS.commands) this.#commands.push(facts);
    else this.#unread.add("too-many");
  }

  recipient(facts: RecipientFacts): void {
    this.#put((this.#recipients ??= new Map()), LIMITS.recipients, `${facts.kind} ${facts.form} ${facts.at}`, () => facts);
  }

  amount(facts: AmountFacts): void {
    if (this.#amounts.length < LIMITS.amounts) this.#amounts.push(facts);
    else this.#unread.add("too-many");
  }

  records(count: number): void {
    this.#records = Math.max(this.#records, Math.min(count, LIMITS.children));
  }

  shape(pair: string): void {
    if (this.#pairs.size < 4096) this.#pairs.add(pair);
    else this.#unread.add("too-many");
  }

  argument(at: string, type: string, text: string, isWide: boolean): void {
    if (this.#arguments.length >= LIMITS.arguments) return void this.#unread.add("too-many");
    const isCut = text.length > LIMITS.argument;
    const found: Writable<ArgumentFacts> = { at, type, text: isCut ? text.slice(0, LIMITS.argument) : text, whole: !isCut, bytes: isWide ? utf8Length(text) : text.length };
    if (text.length > 1) {
      const { values, words, kinds } = this.#means.valuesIn(text);
      if (values.length > 0) found.values = values;
      if (words.length > 0) found.words = words;
      if (kinds.length > 0) found.kinds = kinds;
    }
    this.#arguments.push(found);
  }

  excerpt(key: string, text: string, spans: readonly RecognisedSpan[]): void {
    if (this.#excerpt.length >= WINDOW) return;
    const cut = cutOut(text, spans, WINDOW);
    const shown = /\s\s|[^\S ]/.test(cut) ? cut.replace(/\s+/g, " ") : cut;
    this.#excerpt = `${this.#excerpt}${this.#excerpt === "" ? "" : "; "}${key === "" ? "" : `${key.slice(0, 256)}=`}${shown}`.slice(0, WINDOW);
  }

  redact(text: string): string {
    return this.#secrets.redact(text);
  }

  finish(): Collected {
    const pairs = this.#secrets.isEmpty ? this.#pairs : new Set([...this.#pairs].map((pair) => this.#secrets.redact(pair)));
    const given = this.#arguments.map((found) => redactArgument(found, this.#secrets));
    return {
      destinations: listOf(this.#destinations, (found) => redactDestination(found, this.#secrets)),
      paths: listOf(this.#paths, (found) => (this.#secrets.isEmpty ? found : { ...found, path: this.#secrets.redact(found.path), at: redactPointer(found.at, this.#secrets) })),
      arguments: given,
      commands: this.#commands.map((found) => redactCommand(found, this.#secrets)),
      recipients: listOf(this.#recipients, (found) => redactRecipient(found, this.#secrets)),
      amounts: this.#amounts.length === 0 ? [] : withCurrencies(this.#amounts, given).map((found) => (this.#secrets.isEmpty ? found : { ...found, at: redactPointer(found.at, this.#secrets) })),
      shape: joinShape(pairs, LIMITS.shape, (text) => this.#fingerprinter.fingerprint(text)),
      content: {
        bytes: this.#bytes,
        ...this.#kindOfContent(),
        labelled: listOf(this.#labelled, ({ record, ...found }) => ({ ...found, at: redactPointer(found.at, this.#secrets), ...(record === undefined || this.redact(record) !== record ? {} : { record }) })),
        fingerprints: this.#fingerprints(),
        ...this.#found(),
        excerpt: this.#shownExcerpt(),
      },
    };
  }

  /** Sorted; two texts may share one. */
  #fingerprints(): Fingerprint[] {
    const sorted = this.#candidates.best().map((text) => this.#fingerprinter.fingerprint(text)).sort();
    return sorted.filter((each, at) => each !== sorted[at - 1]);
  }

  #found(): Pick<ContentFacts, "pieces"> {
    const found = this.#pieces.finish();
    return found.length === 0 ? {} : { pieces: this.#secrets.isEmpty ? found : found.map((piece) => ({ ...piece, at: redactPointer(piece.at, this.#secrets) })) };
  }

  #kindOfContent(): Pick<ContentFacts, "type" | "rows"> {
    const type = this.#longest.length < LIMITS.kindOfContent ? undefined : contentTypeOf(this.#longest);
    const rows = Math.max(this.#records, type === "json" || type === "csv" || type === "table" ? rowsOf(this.#longest, type) : 0);
    return { ...(type === undefined ? {} : { type }), ...(rows > 0 ? { rows } : {}) };
  }

  #shownExcerpt(): string {
    const redacted = this.#secrets.redact(this.#excerpt);
    const isCut = this.#excerpt.length >= WINDOW;
    const whole = isCut ? withoutCutForm(redacted, WINDOW, this.#secrets.longest) : redacted;
    return printable(withoutQueries(whole.slice(0, SHOWN)).slice(0, LIMITS.excerpt));
  }

  #put<T>(map: Map<string, T>, limit: number, id: string, make: () => T): void {
    if (map.has(id)) return;
    if (map.size < limit) map.set(id, make());
    else this.#unread.add("too-many");
  }
}

function listOf<T>(found: ReadonlyMap<string, T> | undefined, make: (value: T) => T): T[] {
  return found === undefined ? [] : Array.from(found.values(), make);
}

/** SECURITY: nothing of a query stands in it, as in an excerpt; what was taken out makes the text less than the whole. */
function redactArgument(found: ArgumentFacts, secrets: SecretForms): ArgumentFacts {
  if (found.whole && secrets.isEmpty && !/[?#;%@]|[^ -~]/.test(found.text)) return found;
  const redacted = secrets.redact(withoutQueries(found.text));
  const text = found.whole ? redacted : withoutCutForm(redacted, LIMITS.argument, secrets.longest);
  return { ...found, at: redactPointer(found.at, secrets), text: printable(text), whole: found.whole && text === found.text };
}

function redactPointer(pointer: string, secrets: SecretForms): string {
  if (secrets.isEmpty) return pointer;
  const redacted = secrets.redact(pointer);
  return pointer.length < LIMITS.pointer ? redacted : withoutCutForm(redacted, LIMITS.pointer, secrets.longest);
}

function redactCommand(found: CommandFacts, secrets: SecretForms): CommandFacts {
  const isPlain = (word: string): boolean => /^[A-Za-z0-9._-]*$/.test(word);
  if (secrets.isEmpty && isPlain(found.executable) && found.subcommand.every(isPlain) && found.words.every(isPlain) && found.options.every(isPlain)) return found;
  const redact = (word: string): string => printable(secrets.redact(withoutQueries(word)));
  return { ...found, executable: redact(found.executable), subcommand: found.subcommand.map(redact), words: found.words.map(redact), options: found.options.map(redact), at: redactPointer(found.at, secrets) };
}

/** Personal forms stay, because limits name them; a secret in the place of one does not. */
function redactRecipient(found: RecipientFacts, secrets: SecretForms): RecipientFacts {
  if (secrets.isEmpty && !/[^ -~]/.test(found.form)) return found;
  return { ...found, form: printable(secrets.redactSecrets(found.form)), ...(found.domain === undefined ? {} : { domain: secrets.redactSecrets(found.domain) }), at: redactPointer(found.at, secrets) };
}

/** A host keeps its form: a label that is a secret becomes `redacted`, so that rules on the domain still match. */
function redactDestination(found: DestinationFacts, secrets: SecretForms): DestinationFacts {
  if (secrets.isEmpty) return found;
  const hostOf = (host: string): string => (found.kind === "ip" ? host : secrets.redact(host, "redacted"));
  return {
    ...found,
    host: hostOf(found.host),
    skeleton: hostOf(found.skeleton),
    ...(found.site === undefined ? {} : { site: hostOf(found.site) }),
    ...(found.path === undefined ? {} : { path: secrets.redact(found.path).slice(0, LIMITS.urlPath) }),
    at: redactPointer(found.at, secrets),
  };
}

/** Numbers of cards and accounts are written in groups or without: it is the same number. */
function unspaced(value: string): string {
  return value.length <= LONGEST_NUMBER && /^[a-z]{0,2}[0-9][a-z0-9 -]*$/.test(value) ? value.replace(/[ -]/g, "") : value;
}

const LONGEST_NUMBER = 48;
