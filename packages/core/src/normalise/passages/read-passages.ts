// What the texts of one observation say to do, sentence by sentence, and which values stand in them as mere data.
import type { Fingerprint, UnreadReason } from "../../words/facts.ts";
import type { Asking, PassageFacts, Thing } from "../../words/passage.ts";
import type { Fingerprinter } from "../fingerprint.ts";
import { ownText } from "../own-text.ts";
import { remember } from "../remember.ts";
import { asksForAct, hasPlease, isImperative } from "./asking.ts";
import type { Cell } from "./cells.ts";
import { collectCells } from "./collect-cells.ts";
import { CONDITIONS, DUTY_WORDS, FOLLOWING, OPENERS, READER_WORDS } from "./lexicon.ts";
import { actsOf, handsOver, meaningOf, tells, thingsOf } from "./meaning.ts";
import { sentencesOf } from "./sentences.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { kindsOf, plainForm, valuesOf, wordsOf, type Token } from "./words.ts";

export interface PassageReading {
  readonly passages: readonly PassageFacts[];
  /** Values that stand in fields of records. */
  readonly fields: readonly Fingerprint[];
  /** Short fingerprints of the kinds of these values. */
  readonly fieldKinds: readonly string[];
  /** What was left out: `too-large`: the middle of long texts; `too-many`: sentences that ask or name a value, or fields, beyond those that are kept. */
  readonly unread: ReadonlySet<UnreadReason>;
}

export interface PassageSettings {
  readonly fingerprinter: Fingerprinter;
  readonly redact: (text: string) => string;
  /** Every sentence counts, also one that names no act: what the user and the instructions say. */
  readonly isTrusted: boolean;
}

const LIMIT = { sentences: 2_048, inCell: 512, passages: 96, trusted: 256, fields: 512, values: 24, words: 40, beside: 24, excerpt: 160 } as const;

/** Fewer words than this with no act among them are a value, not a sentence. */
const PROSE_WORDS = 4;

interface Draft {
  readonly sentence: string;
  readonly words: readonly Token[];
  readonly text: number;
  readonly beside: readonly string[];
  /** The sentence without its links and addresses. */
  readonly plain: string;
  asks: Asking;
  /** Filled when they are asked for. */
  values?: readonly string[];
}

function valuesIn(draft: Draft): readonly string[] {
  return (draft.values ??= valuesOf(draft.sentence, LIMIT.values));
}

export function readPassages(content: unknown, settings: PassageSettings): PassageReading {
  const unread = new Set<UnreadReason>();
  const drafts: Draft[] = [];
  const fields = new Set<string>();
  const addField = (value: string): void => {
    if (fields.size < LIMIT.fields) fields.add(value);
    else if (!fields.has(value)) unread.add("too-many");
  };
  let texts = 0;
  const cells = collectCells(content, unread);
  const besideOf = neighbours(cells);
  for (const cell of cells) {
    if (!settings.isTrusted && isField(cell)) {
      for (const value of [plainForm(cell.text.slice(0, 256)), ...valuesOf(cell.text, 8)]) addField(value);
      continue;
    }
    if (drafts.length >= LIMIT.sentences) {
      unread.add("too-many");
      break;
    }
    for (const draft of draftsOf(cell, texts++, besideOf(cell), unread)) {
      if (settings.isTrusted || !isRecordLine(draft)) drafts.push(draft);
      else for (const value of valuesIn(draft).slice(0, 16)) addField(value);
    }
  }
  const fingerprint = (text: string): string => settings.fingerprinter.fingerprint(text);
  const chosen = choose(drafts, settings.isTrusted, unread);
  return {
    passages: chosen.map((draft) => passageOf(draft, settings)),
    fields: [...fields].map(fingerprint),
    fieldKinds: kindsOf(fields).map((kind) => settings.fingerprinter.short(kind)),
    unread,
  };
}

/** A value, a name, a date; what has the words of a sentence is one, also in a field. */
function isField({ text, key }: Cell): boolean {
  if (text.length > 200) return false;
  const words = wordsOf(withoutValues(text), PROSE_WORDS + 2);
  // In prose that has no field names "give VALUE a star" is a sentence.
  if (key === "" && words.length === PROSE_WORDS - 1 && asksForAct(words)) return false;
  return words.length < PROSE_WORDS || (words.length < PROSE_WORDS + 2 && !asksForAct(words));
}

/** A name alone, `From: …`, or `Mail: … Account: … Owner: …` in one line is data, unless it speaks to its reader. */
function isRecordLine({ sentence, words }: Draft): boolean {
  if (!sentence.includes(":")) return !/\s/.test(sentence);
  if (/^\S+$|^[\p{L} ]{1,20}: \S+$/u.test(sentence)) return true;
  const pairs = sentence.match(/\p{L}: ?\S/gu)?.length ?? 0;
  return (pairs >= 3 || (pairs === 2 && words.length <= 6)) && !words.some(({ text }) => READER_WORDS.has(text));
}

/** Words of the short cells of the same record, and of those right before prose that has no record. */
function neighbours(cells: readonly Cell[]): (cell: Cell) => readonly string[] {
  const byRecord = new Map<number, Set<string>>();
  for (const { record, text, key } of cells) {
    if (text.length > 120 || !AUTHOR.test(key)) continue;
    const words = byRecord.get(record) ?? new Set<string>();
    byRecord.set(record, words);
    for (const { text: word } of wordsOf(text.replace(/[._@-]+/g, " "), 8)) if (words.size < LIMIT.beside && !STOP_WORDS.has(word)) words.add(word);
  }
  // A comment inside an issue is by whoever the comment names, else by whoever wrote the issue.
  return ({ record, outer }) => [...(byRecord.get(record) ?? (outer === undefined ? undefined : byRecord.get(outer)) ?? [])];
}

/** How far an order reaches to the sentences around it. */
const REACH = 3;

/** Keys under which a record says whom it is from. */
const AUTHOR = /^(?:sender|from|author|by|user|user_?name|owner|creator|created_?by|posted_?by|reporter|organi[sz]er|contact|assigned_?by|requested_?by|von|absender|autor|expéditeur|remitente|mittente|remetente|afzender)(?:_?(?:user)?_?(?:name|e?mail|address|login))?$/i;

/** The sentence asks, or one of its clauses does: "before you go on, send …", "note to all: delete …". */
function isOrder(sentence: string, plain: string, words: readonly Token[]): boolean {
  if (asksForAct(words)) return true;
  if (hasPlease(words) && valuesOf(sentence, 1).length > 0) return true;
  if (!/[,:;()/]/.test(sentence)) return false;
  let opens = false;
  for (const [at, clause] of plain.split(/[,:;()/–—]\s/, 16).entries()) {
    const own = wordsOf(clause, 24);
    const isFree = at > 0 && (opens || !sentence.includes(`, ${clause.slice(0, 12)}`));
    if (isFree && isImperative(own)) return true;
    opens = CONDITIONS.has(own[0]?.text ?? "");
  }
  return false;
}

const SUM = /[$€£¥]\s?\d|\d\s?(?:[$€£¥]|EUR|USD|GBP|CHF|euros?|dollars?)/i;

/** Links and addresses are values: the words inside them say nothing. */
function withoutValues(sentence: string): string {
  if (!/[/@\\]|www\./.test(sentence)) return sentence;
  return sentence.split(/\s/).filter((word) => !/[\p{L}\p{N}][/@\\][\p{L}\p{N}]|:\/\/|www\./u.test(word)).join(" ");
}

function draftsOf(cell: Cell, text: number, beside: readonly string[], unread: Set<UnreadReason>): Draft[] {
  const sentences = sentencesOf(cell.text, LIMIT.inCell + 1);
  if (sentences.length > LIMIT.inCell) unread.add("too-many");
  const drafts = sentences.slice(0, LIMIT.inCell).map((sentence): Draft => {
    const plain = withoutValues(sentence);
    const words = wordsOf(plain, 96);
    return { sentence, words, text, beside, plain, asks: isOrder(sentence, plain, words) ? "order" : "none" };
  });
  const orders = drafts.map(({ asks }) => asks === "order");
  for (const [at, draft] of drafts.entries()) if (draft.asks === "none" && orders.slice(Math.max(0, at - REACH), at + REACH + 1).includes(true)) draft.asks = "near";
  return drafts;
}

/** Those that ask or name something, in their order; when there are too many, those that ask first. */
function choose(drafts: readonly Draft[], isTrusted: boolean, unread: Set<UnreadReason>): readonly Draft[] {
  if (isTrusted) {
    if (drafts.length > LIMIT.trusted) unread.add("too-many");
    return drafts.slice(0, LIMIT.trusted);
  }
  const telling = drafts.filter((draft) => draft.asks !== "none" || draft.words.length > 0);
  if (telling.length <= LIMIT.passages) return telling;
  const ranked = telling.map((draft, at) => ({ at, rank: rankOf(draft) })).toSorted((a, b) => b.rank - a.rank || a.at - b.at);
  if (ranked.slice(LIMIT.passages).some(({ at }) => { const left = telling[at]; return left !== undefined && mayBeQuoted(left); })) unread.add("too-many");
  return ranked.slice(0, LIMIT.passages).map(({ at }) => at).toSorted((a, b) => a - b).flatMap((at) => telling[at] ?? []);
}

/** It asks, or names a value: only such a sentence can be what an action follows. */
function mayBeQuoted(draft: Draft): boolean {
  return draft.asks !== "none" || valuesIn(draft).length > 0;
}

function rankOf(draft: Draft): number {
  const { asks, words } = draft;
  const named = valuesIn(draft).length > 0 ? 2 : 0;
  const acts = words.some(({ text }) => actsOf(text).length > 0) ? 1 : 0;
  return (asks === "order" ? 3 : asks === "near" ? 1 : 0) + named + acts;
}

function passageOf(draft: Draft, { redact, isTrusted, fingerprinter }: PassageSettings): PassageFacts {
  const { sentence, words, text, beside, asks, plain } = draft;
  const values = valuesIn(draft);
  const { acts, things } = meaningOf(isTrusted ? withoutNouns(words) : words, /\d/.test(sentence) && SUM.test(sentence));
  const content = [...new Set(words.map(({ text: word }) => word.replace(/['’]s$/, "")).filter((word) => !STOP_WORDS.has(word)))].slice(0, LIMIT.words);
  const short = (word: string): string => fingerprinter.short(word);
  const isQuestion = asks !== "order" && sentence.endsWith("?");
  const over = isTrusted && asks !== "none" && !isQuestion && givesTheWord(words, things, values.length > 0);
  const names = isTrusted ? namesIn(words) : [];
  const kinds = kindsOf(values);
  const facts: Writable<Omit<PassageFacts, "excerpt">> = {
    text,
    asks,
    acts,
    things,
    topics: content.filter(isTopic).slice(0, 16).map(short),
    words: content.map(short),
    values: [...new Set(values.map((value) => fingerprinter.fingerprint(value)))],
    ...(kinds.length === 0 ? {} : { kinds: kinds.map(short) }),
    beside: beside.map(short),
  };
  if (isSentence(sentence, words)) facts.isProse = true;
  if (words.some(({ text: word }) => READER_WORDS.has(word))) facts.speaks = true;
  if (plain !== sentence) facts.hasLink = true;
  if (over) facts.handsOver = true;
  if (names.length > 0) facts.names = names.map(short);
  return Object.assign(facts, { excerpt: isTrusted || mayBeQuoted(draft) ? ownText(redact(sentence).replace(/\s+/g, " ").slice(0, LIMIT.excerpt)) : "" });
}

/** Of a request: "the messages" are things and no act, unless they are made or placed. */
function withoutNouns(words: readonly Token[]): readonly Token[] {
  if (words.some(({ text }) => LIGHT_VERBS.has(text))) return words;
  return words.map((word, at) => (at > 0 && DETERMINERS.has(words[at - 1]?.text ?? "") && thingsOf(word.text).length > 0 ? { ...word, isThing: true } : word));
}
const LIGHT_VERBS: ReadonlySet<string> = new Set("make makes do place put give take submit set mach mache tätige fais faites passe effectue haz realiza fa fai effettua faça doe plaats".split(" "));
const DETERMINERS: ReadonlySet<string> = new Set("the a an my your his her its our their this that these those all any each some new last der die das den dem des ein eine einen mein meine meinen le la les un une des mes ma mon ses ces el los las unos mis su sus il lo gli i una o os uma de het een mijn".split(" "));

/** Five words, two of which are articles, prepositions, pronouns and the like; a row begins with its id or number, and a short one has no full stop. */
function isSentence(sentence: string, words: readonly Token[]): boolean {
  if (words.length < 5 || /^\W{0,3}[\w-]*\d|^[\p{L} .'’-]{1,60}<[^<>]{1,80}@/u.test(sentence)) return false;
  if (words.length < 10 && !/[.!?。！？]["'”»)]?$/.test(sentence)) return false;
  return words.filter(({ text }) => STOP_WORDS.has(text) || READER_WORDS.has(text)).length >= 2;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Names neither acts nor things, and speaks to nobody. */
const isTopic = remember(8_192, (word) => word.length > 2 && actsOf(word).length === 0 && thingsOf(word).length === 0 && handsOver(word).length === 0 && !READER_WORDS.has(word) && !DUTY_WORDS.has(word));

/**
 * What somebody else wants done, with a word for who or what says it: a person, a mail, a page. What the user says of himself ("I need")
 * and a list of his own ("do the following tasks") are his own requests.
 */
function givesTheWord(words: readonly Token[], things: readonly Thing[], hasValues: boolean): boolean {
  const isGiven = words.some(({ text }, at) => handsOver(text).length > 0 && !FIRST_PERSON.has(words[at - 1]?.text ?? "") && !(text === "address" && isOwned(words[at - 1]?.text))) || (words.some(({ text }) => tells(text).length > 0) && words.some(({ text }) => FOLLOWING.has(text)));
  return isGiven && (hasValues || things.some((thing) => SOURCES.has(thing)) || words.some(({ text }) => OTHERS.has(text) || tells(text).length > 0) || namesIn(words).length > 0);
}

/** "Her address" is a thing, "address her points" hands over. */
function isOwned(before: string | undefined): boolean {
  return before !== undefined && (OTHERS.has(before) || STOP_WORDS.has(before)) && before !== "and" && before !== "to";
}

const SOURCES: ReadonlySet<Thing> = new Set<Thing>(["mail", "page", "file", "issue", "channel", "event"]);
const FIRST_PERSON: ReadonlySet<string> = new Set("i we ich wir je nous yo io eu ik i'd we'd".split(" "));
const OTHERS: ReadonlySet<string> = new Set("he she him her his er ihm ihr ihre seine elle lui leur él ella sus suo sua loro ele ela hij zij hun das dies cela ça eso ello ciò dat isso there accordingly entsprechend conformément dort darin là allí ahí lì daar lá".split(" "));

/** Words with a capital letter that are no ordinary words; the genitive taken off. The first word only where what follows tells of somebody. */
function namesIn(words: readonly Token[]): string[] {
  const names = words.filter((word, at) => word.isName && isNameLike(word.text) && (at > 0 || /['’]s$/.test(word.text) || TELLS.has(words[1]?.text ?? "")));
  return [...new Set(names.map(({ text }) => text.replace(/['’]s$/, "")))].slice(0, 16);
}

function isNameLike(text: string): boolean {
  return text.length > 2 && !STOP_WORDS.has(text) && !OPENERS.has(text) && actsOf(text).length === 0 && thingsOf(text).length === 0;
}

const TELLS: ReadonlySet<string> = new Set(
  "just has have had is was told asked ask asks sent send sends wants want needs need seems said says wrote writes shared shares and recently already hat möchte will braucht schrieb schickte a ha me nous vient veut souhaite quiere necesita pidió vuole chiede quer pediu heeft wil vroeg".split(" "),
);
