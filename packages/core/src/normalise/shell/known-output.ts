// What programs print whose output follows from their words and their input alone: enough to see through `echo … | base64 -d | sh`.
import { decodeBase64, decodeHex, encodeBase64 } from "../encodings.ts";
import { decodeUtf8, encodeUtf8 } from "../utf8.ts";
import { UNKNOWN_PART } from "./command-reading.ts";
import { unescapeText } from "./escapes.ts";
import { SHELL_LIMITS } from "./script.ts";

/** Programs that it knows. */
export const PRINTS: ReadonlySet<string> = new Set(["echo", "printf", "cat", "tee", "true", ":", "cd", "export", "set", "sleep", "mkdir", "touch", "chmod", "rm", "base64", "gbase64", "openssl", "xxd", "rev", "tr"]);

/** Undefined when it is not known. A part that is not known stands in it as in a word. */
export function knownOutput(executable: string, words: readonly string[], options: readonly string[], operands: readonly string[], input: string | undefined): string | undefined {
  const output = printed(executable, words, options, operands, input);
  return output === undefined || output.length > SHELL_LIMITS.value ? undefined : output;
}

function printed(executable: string, words: readonly string[], options: readonly string[], operands: readonly string[], input: string | undefined): string | undefined {
  switch (executable) {
    case "echo":
      return echo(words);
    case "printf":
      return words[0]?.startsWith("-v") === true ? "" : printf(words[0] === "--" ? words.slice(1) : words);
    case "cat":
      return operands.every((operand) => operand === "-") && options.length === 0 ? input : undefined;
    case "tee":
      return input;
    case "true":
    case ":":
    case "cd":
    case "export":
    case "set":
    case "sleep":
    case "mkdir":
    case "touch":
    case "chmod":
    case "rm":
      return options.includes("-v") ? undefined : "";
    default:
      return input === undefined || input.includes(UNKNOWN_PART) || operands.some((operand) => operand.includes(UNKNOWN_PART)) ? undefined : filtered(executable, options, operands, input);
  }
}

function filtered(executable: string, options: readonly string[], operands: readonly string[], input: string): string | undefined {
  switch (executable) {
    case "base64":
    case "gbase64": {
      if (operands.some((operand) => operand !== "-")) return undefined;
      if (options.some((option) => option === "-d" || option === "-D" || option === "--decode" || option === "--d")) return decodeUtf8(decodeBase64(input.replace(/[-_]/g, "")));
      return `${encodeBase64(encodeUtf8(input))}\n`;
    }
    case "openssl":
      return options.includes("-d") && (options.includes("-base64") || options.includes("-a")) && !options.includes("-in") ? decodeUtf8(decodeBase64(input)) : undefined;
    case "xxd":
      return options.includes("-r") && options.includes("-p") && operands.length === 0 ? decodeUtf8(decodeHex(input.replace(/[^0-9a-fA-F]/g, ""))) : undefined;
    case "rev":
      return operands.length > 0 ? undefined : input.split("\n").map((line) => [...line].reverse().join("")).join("\n");
    case "tr":
      return translate(options, operands, input);
    default:
      return undefined;
  }
}

/** bash's: options are `-n`, `-e`, `-E` together, before anything else. */
function echo(words: readonly string[]): string {
  let at = 0;
  let isEscaped = false;
  let ending = "\n";
  for (; /^-[neE]{1,8}$/.test(words[at] ?? ""); at++) {
    if (words[at]?.includes("n") === true) ending = "";
    for (const letter of words[at] ?? "") if (letter === "e" || letter === "E") isEscaped = letter === "e";
  }
  const text = words.slice(at).join(" ");
  if (!isEscaped) return text + ending;
  const cut = text.indexOf("\\c");
  return cut < 0 ? unescapeText(text, "echo") + ending : unescapeText(text.slice(0, cut), "echo");
}

/** `%s`, `%b`, `%d`, `%%`, `%q` is left out; the format is used again while there are words. */
function printf(words: readonly string[]): string | undefined {
  const [format = "", ...values] = words;
  if (format.includes(UNKNOWN_PART) && format.includes("%")) return undefined;
  const pieces = format.split(/(%%|%[-+ 0#]{0,4}[0-9]{0,4}(?:\.[0-9]{1,4})?[a-zA-Z])/);
  let text = "";
  let next = 0;
  do {
    for (const [i, piece] of pieces.entries()) {
      if (i % 2 === 0) text += unescapeText(piece, "printf");
      else if (piece === "%%") text += "%";
      else if (piece === "%s") text += values[next++] ?? "";
      else if (piece === "%b") text += unescapeText(values[next++] ?? "", "echo");
      else if (piece === "%d" && /^[0-9]{0,9}$/.test(values[next] ?? "")) text += values[next++] ?? "0";
      else return undefined;
    }
    if (text.length > SHELL_LIMITS.value) return undefined;
  } while (next > 0 && next < values.length);
  return text;
}

const CLASSES: ReadonlyMap<string, string> = new Map([
  ["[:lower:]", "a-z"],
  ["[:upper:]", "A-Z"],
  ["[:digit:]", "0-9"],
  ["[:space:]", " \t\n\r\v\f"],
  ["[:blank:]", " \t"],
]);

function translate(options: readonly string[], operands: readonly string[], input: string): string | undefined {
  const from = characterSet(operands[0] ?? "");
  if (from === undefined || options.some((option) => option !== "-d")) return undefined;
  if (options.includes("-d")) return [...input].filter((c) => !from.includes(c)).join("");
  const to = characterSet(operands[1] ?? "");
  if (to === undefined || to.length === 0) return undefined;
  const map = new Map(from.map((c, i) => [c, to[Math.min(i, to.length - 1)] ?? ""]));
  return [...input].map((c) => map.get(c) ?? c).join("");
}

function characterSet(text: string): string[] | undefined {
  if (text.length > 512) return undefined;
  const plain = unescapeText(CLASSES.get(text) ?? text, "printf");
  if (plain.includes("[:") || plain.includes("[=")) return undefined;
  const characters = [...plain];
  const set: string[] = [];
  for (let i = 0; i < characters.length; i++) {
    const first = characters[i] ?? "";
    const last = characters[i + 1] === "-" ? characters[i + 2] : undefined;
    if (last === undefined) {
      set.push(first);
      continue;
    }
    const to = last.codePointAt(0) ?? 0;
    for (let code = first.codePointAt(0) ?? 0; code <= to && set.length <= 1024; code++) set.push(String.fromCodePoint(code));
    i += 2;
  }
  return set.length > 1024 ? undefined : set;
}
