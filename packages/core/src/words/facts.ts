// What normalising leaves of an event. Facts are judged, spooled, sent, stored and replayed; the raw event never is.
import type { ActionKind, EventId, EventPosition, SessionIdentity } from "./event.ts";
import type { MeaningFacts, PassageFacts } from "./passage.ts";

/** A property of a value that decides where it may flow. */
export type Label = "secret" | "personal" | "internal" | "untrusted";

/**
 * A name in three forms. Allowing compares `exact`; denying compares `skeleton`, so that a look-alike is
 * denied like the name it imitates and never allowed in its place.
 */
export interface NameFacts {
  /** As given, at most 256 characters, control characters replaced: for display only. */
  readonly shown: string;
  /** NFKC, trimmed, lower case; zero-width characters are kept, so that a disguised name is another name. */
  readonly exact: string;
  /** Also without zero-width and format characters, confusable letters folded (Unicode TR39 skeleton of the lower-case form). */
  readonly skeleton: string;
}

/**
 * Where a host was found. `target`: the action's own target. `argument`: a whole argument value is this host or URL.
 * `recipient`: the domain of a mail-like address that is a whole argument value. `mention`: inside a longer text.
 * `nested`: inside another URL (query, fragment, user info), or inside an encoded value. `header`: what the connection
 * names in its own words, a Host or `:authority` header or the server name of TLS. `resolved`: the address that a name
 * had when the connection was made; it is where the bytes go, not what the agent asked for.
 */
export type DestinationPlace = "target" | "argument" | "recipient" | "header" | "resolved" | "mention" | "nested";

/** A host that an action names, in normal form, seen through every disguise that `normalise/host` knows. */
export interface DestinationFacts {
  readonly kind: "domain" | "ip";
  /** ASCII lower-case domain without a trailing dot, or a canonical IP address (IPv4-mapped IPv6 as IPv4). */
  readonly host: string;
  /** Confusable letters of the Unicode form folded: what a deny rule compares. Equal to `host` where nothing was folded. */
  readonly skeleton: string;
  /** Registrable domain (public suffix list), where there is one. */
  readonly site?: string;
  readonly port?: number;
  readonly scheme?: string;
  /** URL path without query, dot segments and escapes resolved, at most 256 characters. Of `bucket` schemes the key. */
  readonly path?: string;
  /** For `recipient`: keyed fingerprint of the whole address. */
  readonly account?: string;
  readonly place: DestinationPlace;
  /** JSON pointer into the arguments; `""` for the target. At most 128 characters. */
  readonly at: string;
  /** Why the text as given differs from the normal form, e.g. `integer-address`, `punycode`, `zero-width`. Empty when it does not. */
  readonly disguises: readonly string[];
}

/** What is done with a file. `unknown` where neither the kind of action nor the command says it. */
export type FileAccess = "read" | "write" | "execute" | "delete" | "unknown";

/** A file path that an action names, in normal form (`/`-separated, `.` and `..` resolved, case kept). */
export interface PathFacts {
  readonly path: string;
  /** Set for paths that usually hold credentials or keys, and for patterns that may match one. */
  readonly sensitive?: true;
  /** Absent: unknown. */
  readonly access?: Exclude<FileAccess, "unknown">;
  readonly place: "target" | "argument" | "mention";
  readonly at: string;
}

/**
 * One leaf of an action's arguments: what limits, conditions and profiles are checked against. Texts are redacted:
 * labelled values stand as `[secret]`, `[personal]`.
 */
export interface ArgumentFacts {
  /** JSON pointer into the arguments, at most 128 characters. */
  readonly at: string;
  /** The class of the value, as in `ActionFacts.shape`: `word`, `integer`, `url`, … */
  readonly type: string;
  /** The value as text, at most 256 characters, redacted. */
  readonly text: string;
  /** False when `text` is not all of the value, because it was cut or redacted: a limit on it then cannot be decided. */
  readonly whole: boolean;
  /** Size of the whole value in bytes of UTF-8. */
  readonly bytes: number;
  /** Of the whole value and of the addresses, links, ids and paths in it: what passages name their values by. At most 16; absent: none. */
  readonly values?: readonly Fingerprint[];
  /** Of a short value: its words, as in `MeaningFacts`. */
  readonly words?: readonly string[];
  /** Short fingerprints of the kinds of its values (a mail address, a link, an id that begins alike): two of one kind may stand for the same slot. */
  readonly kinds?: readonly string[];
}

/** What the target of a tool call names: the whole of it and the last parts of its path, as in `ArgumentFacts`. */
export type TargetFacts = Pick<ArgumentFacts, "values" | "words" | "kinds">;

/** One simple command of a shell text, wherever it stands: in a pipe, a substitution, behind `sudo`, inside `sh -c`. */
export interface CommandFacts {
  /** Base name, e.g. `git`; `""` when it is computed at run time. */
  readonly executable: string;
  /** The leading bare words that choose what it does, e.g. `["push"]`, `["s3", "cp"]`. At most 3. */
  readonly subcommand: readonly string[];
  /** All leading words that are no options, those of `subcommand` first; `*` for one that is no plain word. At most 4. */
  readonly words: readonly string[];
  /** Names of options without their values, `--force`, `-f`. At most 32. */
  readonly options: readonly string[];
  /** What is not known before it runs. Sorted; empty when everything is. */
  readonly unknown: readonly string[];
  readonly at: string;
}

/** Somebody or something that receives: a mail address, an account, a channel. */
export interface RecipientFacts {
  readonly kind: "mail" | "phone" | "bank-account" | "crypto-address" | "handle" | "user" | "channel" | "account-id";
  /** Normal form; personal ones as they are, because limits name them: at most 256 characters. */
  readonly form: string;
  /** For mail: the domain in normal form. */
  readonly domain?: string;
  readonly at: string;
}

/** A sum of money. Where the text can be read in two ways, `value` is the larger one. */
export interface AmountFacts {
  readonly value: number;
  /** ISO 4217; absent when nothing says it. */
  readonly currency?: string;
  readonly at: string;
}

/**
 * A keyed fingerprint: 11 characters base64url of 64 bits (SipHash-2-4 under a key derived from the deployment's), of a value in normal form.
 * Two equal values under the same key have the same fingerprint; without the key nothing can be tried.
 */
export type Fingerprint = string;

export interface LabelledValue {
  readonly label: Label;
  /** What recognised it, e.g. `private-key`, `card-number`, `password-assignment`. */
  readonly recogniser: string;
  readonly fingerprint: Fingerprint;
  readonly at: string;
  /** Of personal values of results: the id of the record that the value stands in, e.g. `C-10442`. Absent: none is named. */
  readonly record?: string;
}

/**
 * A text in overlapping windows of twelve letters and digits, so that a part of it is known again: cut, with separators in
 * between, in another case, backwards or moved by thirteen letters. Of a text of eight to eleven there is one window of all.
 */
export interface PieceFacts {
  /** Why the text is followed: the label of the value, `internal` for a text that is marked as confidential. Absent: it has none. */
  readonly label?: Label;
  /** The labelled value that the windows are of. */
  readonly of?: Fingerprint;
  /** It stood in base64, hexadecimal or another writing that a reader does not read. */
  readonly isHidden?: true;
  /** Of a long text only about one window in so many is kept, chosen by what it holds. Absent: all. */
  readonly oneIn?: number;
  readonly at: string;
  /**
   * Seven characters a window, in the order of the text: 36 bits of a keyed fingerprint, the same for all four directions of writing,
   * and `A` to `D` for the direction (plain, backwards, moved by thirteen, both).
   */
  readonly windows: string;
}

/** What the content of arguments, a result or a message carries. */
export interface ContentFacts {
  /** Bytes of text read (UTF-16 code units counted as UTF-8 bytes). */
  readonly bytes: number;
  /** What kind of content the longest text is, told from the text itself: `json`, `csv`, `mail`, `source`, … Absent for short values. */
  readonly type?: string;
  /** How many records it holds: the longest list of objects, or what a text in rows holds. Absent where there are none. */
  readonly rows?: number;
  /** Values that a recogniser labelled. At most 256. */
  readonly labelled: readonly LabelledValue[];
  /** Whole values, lines and distinctive tokens, through base64, hex and URL encoding. Sorted, unique, at most 2,048. */
  readonly fingerprints: readonly Fingerprint[];
  /**
   * Of actions: what is like a part of a key, and what stood in an encoding. Of results: labelled values, texts marked as confidential, and
   * what is like a key. Of requests and instructions: all of it. Absent where there is none. At most 256, and 1,024 windows together.
   */
  readonly pieces?: readonly PieceFacts[];
  /** Redacted beginning, at most 160 characters, labelled values replaced by `[secret]`, `[personal]`. */
  readonly excerpt: string;
  /** Of results, requests and instructions: what their sentences say to do, in order. At most 256; absent: nothing. */
  readonly passages?: readonly PassageFacts[];
  /** Of results: values in fields of records. At most 512; absent: none. */
  readonly fields?: readonly Fingerprint[];
  /** Short fingerprints of the kinds of the values in `fields`. At most 24. */
  readonly fieldKinds?: readonly string[];
}

/**
 * Why part of an input was not read. Whoever allows or blocks must say so (`degraded`). `opaque`: a value whose content
 * cannot be seen from outside (an instance of a class, a host that no reading makes out). `accessor`: a property of a plain
 * object that computes its value, so that the tool may get another one than was judged.
 */
export type UnreadReason = "too-large" | "too-deep" | "too-many" | "cycle" | "threw" | "opaque" | "accessor";

interface FactsBase {
  /** 3: pieces. */
  readonly v: 3;
  readonly id: EventId;
  readonly identity: SessionIdentity;
  readonly position: EventPosition;
  /** Which deployment key made the fingerprints; those of different keys never compare equal. */
  readonly keyId: string;
  readonly callId?: string;
  /** Sorted, unique; empty when everything was read. */
  readonly unread: readonly UnreadReason[];
}

export interface ActionFacts extends FactsBase {
  readonly event: "action";
  readonly kind: ActionKind;
  readonly tool?: NameFacts;
  readonly publisher?: NameFacts;
  /** Lower-case hexadecimal or as given, at most 256 characters. */
  readonly hash?: string;
  /** In order of appearance, target first; unique by (host, port, place, at). At most 256. */
  readonly destinations: readonly DestinationFacts[];
  readonly paths: readonly PathFacts[];
  /** In document order, at most 256. */
  readonly arguments: readonly ArgumentFacts[];
  /** In order of appearance, at most 256. */
  readonly commands: readonly CommandFacts[];
  /** At most 256. */
  readonly recipients: readonly RecipientFacts[];
  /** At most 64. */
  readonly amounts: readonly AmountFacts[];
  /** Upper-case HTTP method, where an argument or the metadata names one. */
  readonly method?: string;
  /** What its tool is for, told from the name. */
  readonly means?: MeaningFacts;
  /** Absent: no target, or one that names nothing. */
  readonly target?: TargetFacts;
  /** Sorted `pointer:class` pairs of the arguments with array indexes as `*`, at most 512 characters. */
  readonly shape: string;
  readonly content: ContentFacts;
}

/** A tool as a catalogue offers it. */
export interface ToolFacts {
  readonly name: NameFacts;
  /** Of name, description, schema and annotations: any change of what the tool says of itself changes it. */
  readonly fingerprint: Fingerprint;
  /** Who offers it, e.g. the name of an MCP server. */
  readonly server?: NameFacts;
  /** What the server claims (MCP annotations); a claim, not a fact. Absent where it says nothing. */
  readonly readOnly?: boolean;
  readonly destructive?: boolean;
  readonly openWorld?: boolean;
}

export interface ObservationFacts extends FactsBase {
  readonly event: "observation";
  readonly kind: "result" | "request" | "instructions" | "reply" | "catalogue";
  readonly tool?: NameFacts;
  readonly failed?: true;
  /** For `catalogue`. At most 1,024. */
  readonly catalogue?: readonly ToolFacts[];
  readonly content: ContentFacts;
}

export type Facts = ActionFacts | ObservationFacts;
