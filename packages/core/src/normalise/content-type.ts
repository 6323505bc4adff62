// What kind of content a text is, told from the content itself, and how many records it holds.

export type ContentType = "json" | "csv" | "html" | "xml" | "yaml" | "markdown" | "mail" | "source" | "log" | "key-material" | "table" | "diff" | "base64" | "binary" | "text";

/** How much is looked at: the beginning says what the rest is. */
const WINDOW = 16_384;
const LINES = 64;

/** A judgement by signs, in order of how sure they are; `text` where none is found. Total; the time does not depend on the length. */
export function contentTypeOf(text: string): ContentType {
  const head = text.slice(0, WINDOW);
  const plain = head.trim();
  if (plain === "") return "text";
  if (isBinary(head)) return "binary";
  if (isKeyMaterial(plain)) return "key-material";
  if (isJson(plain)) return "json";
  if (/^<(?:!doctype html|html|head|body)\b/i.test(plain) || (plain.startsWith("<") && /<\/(?:div|p|a|span|table|ul|body|html|h[1-6])>/i.test(plain))) return "html";
  if (/^<\?xml\b/.test(plain) || (/^<[A-Za-z_][\w:.-]{0,80}[\s/>]/.test(plain) && /<\/[\w:.-]{1,80}>|\/>/.test(plain))) return "xml";
  const lines = linesOf(plain);
  return byLines(lines) ?? (isBase64(plain) ? "base64" : "text");
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/, LINES).map((line) => line.slice(0, 512)).filter((line) => line.trim() !== "");
}

function isKeyMaterial(text: string): boolean {
  if (text.includes("-----BEGIN ") && /-----BEGIN [A-Z0-9 ]{0,40}(?:KEY|CERTIFICATE)(?: BLOCK)?-----/.test(text)) return true;
  return /^(?:PuTTY-User-Key-File|AGE-SECRET-KEY-1|ssh-(?:rsa|ed25519|dss) AAAA)/.test(text);
}

/** Control characters that no text has, or letters that could not be read. */
function isBinary(text: string): boolean {
  const head = text.slice(0, 2_048);
  if (!/[^ -~\t\n\r\f\u001b\u00a0-\ufffc\ufffe\uffff]/.test(head)) return false;
  let odd = 0;
  for (let i = 0; i < head.length; i++) {
    const code = head.charCodeAt(i);
    if (code === 0) return true;
    if ((code < 0x20 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 27) || code === 0xfffd || (code >= 0x7f && code < 0xa0)) odd++;
  }
  return odd * 20 > head.length;
}

/** An approximation: brackets and a first member that fit. The whole is not parsed, so a cut text counts too. */
function isJson(text: string): boolean {
  if (text.startsWith("{")) return /^\{\s{0,64}(?:\}|"(?:[^"\\\n]|\\.){0,256}"\s{0,16}:)/.test(text);
  return text.startsWith("[") && /^\[\s{0,64}(?:\]|\{\s{0,64}["}]|\[|"|-?[0-9]{1,20}(?:\.[0-9]{1,20})?\s{0,16}[,\]]|(?:true|false|null)\b)/.test(text) && !/^\[[^\]\n"{]{1,64}\]\s{0,4}[A-Za-z(]/.test(text);
}

function byLines(lines: readonly string[]): ContentType | undefined {
  if (/^(?:diff --git |--- \S|Index: |\*\*\* \S)/.test(lines[0] ?? "") && lines.some((line) => /^(?:@@ |\+\+\+ |--- |\*\*\* )/.test(line) && line !== lines[0])) return "diff";
  if (isMail(lines)) return "mail";
  if (share(lines, /^(?:\[?[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]{5,15}|\[?[0-9]{2}\/[A-Za-z]{3}\/[0-9]{4}|[A-Z][a-z]{2} {1,2}[0-9]{1,2} [0-9:]{8} |[0-9a-f.:]{3,39} - \S{1,64} \[|\[?(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL|TRACE)\b|level=|\[[0-9:.]{8,15}\])/) >= 0.6 && !isSeparated(lines)) return "log";
  if (isPiped(lines)) return "table";
  if (isSeparated(lines)) return "csv";
  if (isSource(lines)) return "source";
  if (isMarkdown(lines)) return "markdown";
  return isYaml(lines) ? "yaml" : undefined;
}

function share(lines: readonly string[], pattern: RegExp): number {
  return lines.length === 0 ? 0 : lines.filter((line) => pattern.test(line)).length / lines.length;
}

const HEADER = /^(?:From|To|Cc|Bcc|Subject|Date|Reply-To|Message-ID|Return-Path|Received|Delivered-To|MIME-Version|Content-Type|X-[\w-]{1,40}):/i;

/** Two headers of a mail at its beginning, one of them a person. */
function isMail(lines: readonly string[]): boolean {
  const first = lines.slice(0, 8);
  return HEADER.test(first[0] ?? "") && first.filter((line) => HEADER.test(line)).length >= 2 && first.some((line) => /^(?:From|To|Subject|Received|Return-Path):/i.test(line));
}

/** Rows between bars, or under rules of dashes. */
function isPiped(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  return share(lines, /^\s{0,8}[|\u2502].{1,500}[|\u2502]\s{0,8}$|^\s{0,8}[+|][-=+|:]{3,500}\s{0,8}$/) >= 0.8 || (lines.length >= 3 && /^[-=]{2,200}(?: {1,8}[-=]{2,200}){1,40}\s{0,8}$/.test(lines[1] ?? ""));
}

/** The same number of commas, semicolons or tabs in each line, quoted fields left out. */
function isSeparated(lines: readonly string[]): boolean {
  return separatorOf(lines) !== undefined;
}

function separatorOf(lines: readonly string[]): string | undefined {
  if (lines.length < 2) return undefined;
  for (const separator of [",", ";", "\t"]) {
    const counts = lines.slice(0, 16).map((line) => line.replace(/"[^"]{0,500}"/g, '""').split(separator).length - 1);
    const first = counts[0] ?? 0;
    // Prose has commas too, but followed by blanks and of no constant number; two columns need more lines to be believed.
    if (first < 1 || (first === 1 && lines.length < 3)) continue;
    const isEven = counts.filter((count) => count === first).length >= counts.length * 0.9;
    // BOUNDED: a line has at most 512 characters.
    if (isEven && !(separator !== "\t" && share(lines.slice(0, 16), /[,;] .*[.!?]$|[{};]$/) > 0.5)) return separator;
  }
  return undefined;
}

/** Of several languages; the share of lines that end or begin as statements do. */
function isSource(lines: readonly string[]): boolean {
  if (lines[0]?.startsWith("#!/") === true || /^(?:<\?php|package \w|#include\s|using \w{1,40};|import \w)/.test(lines[0] ?? "")) return true;
  if (lines.length < 2) return /^(?:const|let|var|function|import|SELECT|INSERT|UPDATE|CREATE) .{0,500}[;{})]?$/.test(lines[0] ?? "") && /[;{}()=*]/.test(lines[0] ?? "");
  return share(lines, /[;{}]\s{0,8}$|^\s{0,64}(?:def|class|function|import|from|return|if|elif|else|for|while|const|let|var|fn|func|pub|public|private|static|export|SELECT|INSERT|UPDATE|CREATE|try|except|async|await|end)\b|^\s{0,64}(?:\/\/|#include|@\w)|^\s{0,64}[\w.[\]]{1,64}\s?[+-]?=\s?\S|\)\s?(?:=>|->|:)\s{0,8}$/) >= 0.6;
}

function isMarkdown(lines: readonly string[]): boolean {
  const marks = [/^#{1,6} \S/, /^\s{0,8}[-*+] \S/, /^\s{0,4}[0-9]{1,3}\. \S/, /^```/, /^> \S/, /\[[^\]\n]{1,100}\]\([^)\s]{1,300}\)/, /\*\*[^*\n]{1,100}\*\*/];
  const found = marks.filter((mark) => lines.some((line) => mark.test(line))).length;
  return found >= 2 || (marks[0]?.test(lines[0] ?? "") === true && lines.length > 1) || (marks[3]?.test(lines[0] ?? "") ?? false);
}

function isYaml(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  if (lines[0] === "---") return true;
  const pairs = share(lines, /^\s{0,64}(?:- )?["']?[A-Za-z_$][\w.$/-]{0,80}["']?:(?:\s|$)|^\s{0,64}- \S|^\s{0,64}#/);
  return pairs >= 0.8 && share(lines, /:(?:\s|$)/) >= 0.5 && share(lines, /[.!?]$/) < 0.3;
}

function isBase64(text: string): boolean {
  // Prose is told by its words before anything is copied.
  if (/\s[a-z]{2,}\s/.test(text.slice(0, 512))) return false;
  const joined = text.slice(0, 4_096).replace(/\s/g, "");
  return joined.length >= 32 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(joined) && /[0-9+/]/.test(joined) && /[A-Z]/.test(joined) && /[a-z]/.test(joined);
}

/** How much is counted in: longer texts are counted by the share of their beginning, so the number is an estimate then. */
const COUNTED = 1_048_576;

/**
 * Number of records: elements of the array that a JSON text is (or of its longest member), lines of JSON lines, rows under the header of a
 * CSV or a table. 0 for other texts. An approximation for CSV whose quoted fields hold line ends, and for texts above a million characters.
 */
export function rowsOf(text: string, type: ContentType = contentTypeOf(text)): number {
  const counted = text.slice(0, COUNTED);
  const scale = text.length / Math.max(1, counted.length);
  return Math.round(rowsIn(counted, type) * scale);
}

function rowsIn(text: string, type: ContentType): number {
  if (type === "json") return jsonRows(text);
  const lines = linesOf(text.slice(0, WINDOW));
  const isTable = type === "table";
  if (type !== "csv" && !isTable) return 0;
  let rows = 0;
  for (const line of text.split("\n")) if (line.trim() !== "" && !(isTable && /^[\s|+:=-]*$/.test(line))) rows++;
  return Math.max(0, rows - (isTable || hasHeader(lines) ? 1 : 0));
}

/** A first row without any number, above rows that have some or whose names differ. */
function hasHeader(lines: readonly string[]): boolean {
  return !/(?:^|[,;\t"])-?[0-9]/.test(lines[0] ?? "") && !(lines[0] ?? "").includes("@");
}

/** Counts separators by depth in one pass: works on texts that are cut, which no parser would take. */
function jsonRows(text: string): number {
  const plain = text.trim();
  if (plain.startsWith("{") && /\}\s{0,8}\n\s{0,8}\{/.test(plain)) return plain.split("\n").filter((line) => line.trimStart().startsWith("{")).length;
  const counts: number[] = [];
  const kinds: string[] = [];
  let most = 0;
  let isEmpty = true;
  for (let i = 0; i < plain.length; i++) {
    const character = plain.charAt(i);
    if (character === '"') {
      i = stringEnd(plain, i);
      isEmpty = false;
    } else if (character === "[" || character === "{") {
      kinds.push(character);
      counts.push(0);
      isEmpty = true;
    } else if (character === "]" || character === "}") {
      const count = (counts.pop() ?? 0) + (isEmpty ? 0 : 1);
      // Only arrays near the top, in no other array, are lists of records; those inside are their fields.
      if (kinds.pop() === "[" && kinds.length <= 2 && !kinds.includes("[")) most = Math.max(most, count);
      isEmpty = false;
    } else if (character === ",") counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    else if (!/\s/.test(character)) isEmpty = false;
  }
  // What is still open at the end was cut.
  const open = kinds.indexOf("[");
  return open >= 0 && open <= 2 ? Math.max(most, (counts[open] ?? 0) + 1) : most;
}

function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i;
  }
  return text.length;
}
