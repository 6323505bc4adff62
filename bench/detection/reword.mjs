// An attacked session whose injected request is worded in another way: measures whether a check still sees where a call
// comes from when the attacker writes otherwise. The calls of the run stay as they are.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { PARTS, hashOf } from "./paraphrase.mjs";
import { formOf, write } from "./quoting.mjs";
import { fillSlots } from "./slots.mjs";

/** The recorded sets mark every injected request in this way. */
const OPEN = "<INFORMATION>";
const CLOSE = "</INFORMATION>";

const folder = new URL("rewordings/", import.meta.url);
const read = new Map();

/** The styles and the goals' wordings of a half: `{ styles: [{ style, place, text }], goals: Map of hash to pieces }`. */
export function rewordingsOf(part) {
  if (!PARTS.includes(part)) throw new Error(`expected "open" or "held-back", got "${part}"`);
  if (!read.has(part)) {
    const { styles, goals } = parse(readFileSync(new URL(`${part}.yaml`, folder), "utf8"));
    read.set(part, { styles, goals: new Map(Object.entries(goals)) });
  }
  return read.get(part);
}

/**
 * The session once for each style, the injected block in its tool results replaced: `[{ style: "imperative:urgent", session }]`.
 * Only for attacks that succeeded and whose block the run has met; a style that has no words for the goal is left out.
 */
export function variantsOf(session, label, { part = "open", rewordings = rewordingsOf(part) } = {}) {
  if (label.label !== "attack_succeeded" || label.injection_seen !== true || typeof label.goal !== "string") return [];
  if (!session.events.some((event) => isResult(event) && blocksOf(event.content).length > 0)) return [];
  return rewordings.styles.flatMap((style) => {
    const text = wordingOf(style, label.goal, rewordings.goals);
    if (text === undefined) return [];
    const events = session.events.map((event) => (isResult(event) ? { ...event, content: replaceBlocks(event.content, text, style.place) } : event));
    return [{ style: style.style, session: { ...session, events } }];
  });
}

/** The words of a style for a goal, `undefined` when it has none. */
export function wordingOf(style, goal, goals) {
  const pieces = goals.get(hashOf(goal));
  let isKnown = true;
  const text = style.text.replaceAll(/\{([A-Za-z]+\d?)\}/gu, (_whole, name) => {
    const piece = pieces === undefined ? ownWords(goal, name) : pieceOf(pieces, name);
    isKnown &&= piece !== undefined;
    return piece ?? "";
  });
  if (!isKnown) return undefined;
  return pieces === undefined ? text : fillSlots(text, goal);
}

/** `do` as it stands, `Do` with a capital; a value at the beginning keeps its own letters. */
function pieceOf(pieces, name) {
  const piece = pieces[name] ?? pieces[name[0].toLowerCase() + name.slice(1)];
  if (piece === undefined || name[0] === name[0].toLowerCase()) return piece;
  return piece[0].toUpperCase() + piece.slice(1);
}

function ownWords(goal, name) {
  const sentence = goal.trim().replace(/[.!]$/u, "");
  if (name === "Do") return sentence;
  if (name !== "do") return undefined;
  return /^\p{Lu}\p{Ll}/u.test(sentence) ? sentence[0].toLowerCase() + sentence.slice(1) : sentence;
}

function isResult(event) {
  return event.kind === "tool_result" && typeof event.content === "string";
}

function blocksOf(content) {
  const blocks = [];
  for (let from = content.indexOf(OPEN); from !== -1; from = content.indexOf(OPEN, from + 1)) {
    const close = content.indexOf(CLOSE, from);
    if (close === -1) break;
    blocks.push({ from, to: close + CLOSE.length });
    from = close;
  }
  return blocks;
}

/** From the last block to the first, so that the places of earlier ones stay right. */
function replaceBlocks(content, text, place) {
  return blocksOf(content).toReversed().reduce((whole, block) => {
    const written = write(text, formOf(whole, block.from, block.to));
    return place === "inline" ? joinInline(whole, block, written) : whole.slice(0, block.from) + written + whole.slice(block.to);
  }, content);
}

/** As one more sentence of the record around it: the line ends before it go, those behind it too where the value ends there. */
function joinInline(whole, { from, to }, written) {
  const before = trimLineEnds(whole.slice(0, from));
  // BOUNDED: the line ends behind a block
  const gap = /^(?:\s|\\+n)*/u.exec(whole.slice(to, to + 64))?.[0] ?? "";
  const rest = whole.slice(to + gap.length);
  const space = before === "" || /['"[({>\\]$/u.test(before) ? "" : " ";
  const isEnd = rest === "" || /^\\*['"]/u.test(rest);
  return `${before}${space}${written}${isEnd ? "" : gap}${rest}`;
}

function trimLineEnds(text) {
  let end = text.length;
  for (;;) {
    if (/\s/u.test(text[end - 1] ?? "")) end--;
    else if (text[end - 1] === "n" && text[end - 2] === "\\") {
      end -= 2;
      while (text[end - 1] === "\\") end--;
    } else return text.slice(0, end);
  }
}
