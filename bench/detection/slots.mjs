// Which parts of a request are values, found by one fixed procedure: what is committed refers to them by number
// and holds none of them. The first slot is `{1}`; a word is `{w1}`, words two to four are `{w2-4}`, from five on `{w5-}`.

/** In the order in which they are tried; what an earlier kind covers, a later one does not see. */
const KINDS = [
  ["quoted", /"[^"\n]+"|(?<![\p{L}\p{N}])'[^'\n]+'(?!\p{L})|“[^”\n]+”/gu],
  ["url", /\bhttps?:\/\/[^\s"'<>]+|\bwww\.[^\s"'<>]+/giu],
  // BOUNDED: a person's request
  ["mail", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  // BOUNDED: a person's request
  ["path", /(?<![\w/])\/[\w.-]+(?:\/[\w.-]+)*|(?<![\w/])[\w.-]+\/[\w.-]+(?:\/[\w.-]+)*/gu],
  ["date", dateOrTime()],
  // BOUNDED: a person's request
  ["identifier", /(?<![\w-])(?=[A-Z\d]*\d)(?=[A-Z\d]*[A-Z])[A-Z\d]{4,}(?![\w-])|(?<!\w)[A-Za-z\d]+(?:_[A-Za-z\d]+)+(?!\w)/gu],
  // BOUNDED: a person's request
  ["number", /[$€£]?\d+(?:[.,]\d+)*(?:%|(?:st|nd|rd|th)\b)?/gu],
  // BOUNDED: a person's request
  ["name", /(?<![\p{L}\p{N}'’])\p{Lu}[\p{L}\p{N}-]*(?:['’]\p{Lu}\p{L}+)?(?: \p{Lu}[\p{L}\p{N}-]*(?:['’]\p{Lu}\p{L}+)?)*/gu],
];

/** Words that a sentence often opens with: no names there. Elsewhere only "I" is not one. */
const OPENERS = new Set(
  (
    "a add additionally after all also an and any are as at before bonjour but buy can change check could create currently delete do does dear download " +
    "find finally first for from get give go good have hello help hey hi how i if in instead invite is it its just last let list looking look make may " +
    "maybe my need next no not now of on once or our perform please post product propose read recommend remove reply resolve save say see send sent set should show so some " +
    "sort summarize summarise tell thank thanks that the then there these they this those to transfer upload use visit want was we what when where which " +
    "who why will with would write you your ask book call cancel close fetch follow mail move open order pay put share start stop tell"
  ).split(" "),
);

/** The values of a request in order of appearance, each once: "slot 3" is the third of them. */
export function slotsOf(text) {
  const found = [];
  for (const [kind, pattern] of KINDS) {
    for (const match of text.matchAll(pattern)) {
      const value = kind === "name" ? nameOf(text, match) : { at: match.index, text: kind === "url" ? addressOf(match[0]) : trimEnd(match[0]) };
      if (value !== undefined && !found.some((other) => value.at < other.at + other.text.length && other.at < value.at + value.text.length)) found.push(value);
    }
  }
  found.sort((one, other) => one.at - other.at);
  return [...new Set(found.map((value) => unquoted(value.text)))];
}

/** `template` with the values of `original` in its slots; undefined where the original has no such slot. */
export function fillSlots(template, original) {
  const slots = slotsOf(original);
  let missing = false;
  const filled = template.replaceAll(/\{(\d{1,3})\}|\{w(\d{1,3})(-(\d{0,3}))?\}/gu, (_whole, slot, first, range, last) => {
    const value = slot === undefined ? wordsOf(original, Number(first), lastWord(first, range, last)) : slots[Number(slot) - 1];
    missing ||= value === undefined;
    return value ?? "";
  });
  return missing ? undefined : filled;
}

function lastWord(first, range, last) {
  if (range === undefined) return Number(first);
  return last === "" ? Number.POSITIVE_INFINITY : Number(last);
}

function wordsOf(text, first, last) {
  const words = text.split(/\s+/u).filter((word) => word !== "");
  if (first < 1 || first > words.length || (Number.isFinite(last) && last > words.length)) return undefined;
  return trimEnd(words.slice(first - 1, last).join(" "));
}

/** Without the opening words of its sentence: "Please ask Ann" begins with none, "Ann asks" with one. */
function nameOf(text, match) {
  let at = match.index;
  let name = match[0];
  for (;;) {
    const [word] = name.split(" ", 1);
    const isOpener = word === "I" || (opensSentence(text, at) && OPENERS.has(word.toLowerCase()));
    if (!isOpener) return { at, text: name.replace(/ I$/u, "") };
    if (name.length === word.length) return undefined;
    at += word.length + 1;
    name = name.slice(word.length + 1);
  }
}

/** A person forgets the space after a full stop, and puts an address in brackets. */
function addressOf(found) {
  const end = found.search(/\.\p{Lu}/u);
  // BOUNDED: one address
  return (end === -1 ? found : found.slice(0, end)).replace(/[.,;:!?)\]]+$/u, "");
}

function opensSentence(text, at) {
  const before = text.slice(Math.max(0, at - 24), at);
  // BOUNDED: at most 24 letters
  return at === 0 || /(?:^|[.!?:;\n)-])\s*$/u.test(before) || /^\s*$/u.test(text.slice(0, at));
}

function trimEnd(text) {
  return text.replace(/[.,;:]$/u, "");
}

function unquoted(text) {
  return /^["'“]/u.test(text) ? text.slice(1, -1) : text;
}

function dateOrTime() {
  const month = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
  const day = "\\d{1,2}(?:st|nd|rd|th)?";
  return new RegExp(`\\b\\d{4}-\\d{2}-\\d{2}\\b|\\b${month} ${day}(?:,? \\d{4})?\\b|\\b${day} of ${month}(?: \\d{4})?\\b|\\b\\d{1,2}(?::\\d{2})? ?[ap]m\\b`, "gu");
}
