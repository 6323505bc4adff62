// Parts a printed result into its texts: fields of records (JSON, printed objects, YAML, markup, tables) and running prose.

export interface Cell {
  /** What the field is called; `""` in prose. */
  readonly key: string;
  readonly text: string;
  /** Cells of one record share it. */
  readonly record: number;
  /** The record that holds this one, where there is one. */
  readonly outer?: number;
}

const MOST_CELLS = 4_096;

/** Printed objects inside printed values are opened this far. */
const DEPTH = 3;

export function cellsOf(given: string, depth = 0): Cell[] {
  return partsOf(given, depth).slice(0, MOST_CELLS);
}

function partsOf(given: string, depth: number): Cell[] {
  const text = given.includes("<") && /<[a-z!/][^<>]{0,400}>/i.test(given) && /<\/[a-z][a-z0-9]{0,10}\s?>/i.test(given) && /<(?:html|body|div|p|li|td|span|a|h[1-6]|br)\b/i.test(given) ? withoutMarkup(given) : given;
  if (isPrinted(text)) return quotedCells(text, depth);
  if (looksLikeYaml(text)) return yamlCells(text);
  return proseCells(text);
}

function isPrinted(text: string): boolean {
  return /^[^\w'"]{0,8}[[{(]|^.{0,80}[[{(]\s?(?:[{'"]|\w{1,40}[(=])/.test(text) && /['"]\s{0,4}[:,\]})]/.test(text);
}

function withoutMarkup(text: string): string {
  return text.replace(/<(?:script|style)\b[^<]{0,65536}/gi, "\n").replace(/<\/?(?:p|div|li|ul|ol|tr|table|h[1-6]|br|section|article|body|html|head|title)\b[^<>]{0,400}>/gi, "\n").replace(/<[^<>]{0,400}>/g, " ");
}

/** Printed objects of any language: quoted strings are keys where a colon follows, else values. */
function quotedCells(text: string, depth: number): Cell[] {
  const cells: Cell[] = [];
  const open: number[] = [0];
  const keys: string[] = [""];
  let records = 0;
  let key = "";
  for (let at = 0; at < text.length && cells.length < MOST_CELLS; ) {
    const character = text.charAt(at);
    if (character === "{" || character === "[" || character === "(") {
      // `Name(field=…)` is how some languages print a record.
      const isRecord = character === "{" || (character === "(" && /\w/.test(text.charAt(at - 1)));
      if (isRecord) records++;
      open.push(isRecord ? records : (open.at(-1) ?? 0));
      keys.push(key);
      at++;
    } else if (character === "}" || character === "]" || character === ")") {
      if (open.length > 1) open.pop();
      key = keys.length > 1 ? (keys.pop() ?? "") : key;
      at++;
    } else if (character === "'" || character === '"') {
      const end = quoteEnd(text, at);
      const value = unescaped(text.slice(at + 1, end));
      at = end + 1;
      if (/^\s{0,4}:/.test(text.slice(at, at + 5))) key = value.slice(0, 128);
      else if (depth < DEPTH && isPrinted(value)) {
        const inner = cellsOf(value, depth + 1);
        for (const cell of inner) cells.push({ key: cell.key === "" ? key : cell.key, text: cell.text, record: records + 1 + cell.record, ...(cell.outer === undefined ? {} : { outer: records + 1 + cell.outer }) });
        records += 1 + inner.reduce((most, { record }) => Math.max(most, record), 0);
      } else if (value !== "") cells.push({ key, text: value, ...standing(open) });
    } else {
      const end = bareEnd(text, at);
      const value = text.slice(at, end).trim();
      const named = /(?:^|[\s,])([A-Za-z_]\w{0,60})=$/.exec(value.slice(-64));
      if (named !== null) key = named[1] ?? "";
      else if (value !== "" && value !== ":") cells.push({ key, text: value.replace(/^:\s*/, ""), ...standing(open) });
      at = Math.max(end, at + 1);
    }
  }
  return cells;
}

function standing(open: readonly number[]): Pick<Cell, "record" | "outer"> {
  const record = open.at(-1) ?? 0;
  const outer = open.findLast((each) => each !== record);
  return outer === undefined ? { record } : { record, outer };
}

/** The closing quote is one that a mark of structure follows: an apostrophe inside is none. */
function quoteEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = text.indexOf(quote, start + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (text.charAt(at - 1) === "\\" && text.charAt(at - 2) !== "\\") continue;
    if (at + 1 >= text.length || /^\s{0,8}(?:[:,\]})]|$)/.test(text.slice(at + 1, at + 10))) return at;
  }
  return text.length;
}

/** `[](){},'"`. */
const STRUCTURE: ReadonlySet<number> = new Set([..."[](){},'\""].map((character) => character.charCodeAt(0)));

function bareEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !STRUCTURE.has(text.charCodeAt(at))) at++;
  return at;
}

function unescaped(text: string): string {
  return text.includes("\\") ? text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replace(/\\{1,8}[nrt](?![a-z]{2})|\\{2,8}[nrt]/g, "\n").replace(/\\(.)/g, "$1") : text;
}

const YAML_LINE = /^( *)(- )?([A-Za-z_][\w .-]{0,60}):(?: (.*))?$/;

function looksLikeYaml(text: string): boolean {
  const lines = text.slice(0, 16_384).split("\n");
  const keyed = lines.filter((line) => /^ *(?:- )?[A-Za-z_][\w-]{0,40}:(?: |$)/.test(line)).length;
  return keyed >= 3 && /^ *(?:- )?[A-Za-z_][\w .-]{0,60}:/.test(lines.find((line) => line.trim() !== "") ?? "");
}

function yamlCells(text: string): Cell[] {
  const cells: Cell[] = [];
  let record = 0;
  let current: { key: string; indent: number; lines: string[] } | undefined;
  const close = (): void => {
    if (current === undefined) return;
    const value = unquoted(current.lines.join("\n"));
    if (value.trim() !== "") cells.push({ key: current.key, text: value, record });
    current = undefined;
  };
  for (const line of text.split("\n")) {
    if (cells.length >= MOST_CELLS) break;
    const found = YAML_LINE.exec(line.slice(0, 8_192));
    const indent = line.length - line.trimStart().length;
    const isInside = current !== undefined && (line.trim() === "" || indent > current.indent) && (isOpenQuote(current.lines) || found === null);
    if (isInside) current?.lines.push(line.trim());
    else if (found !== null) {
      close();
      if (found[2] !== undefined) record++;
      current = { key: found[3] ?? "", indent: indent + (found[2]?.length ?? 0), lines: found[4] === undefined ? [] : [found[4]] };
    } else {
      const item = line.trim().replace(/^- /, "");
      const key: string = current?.key ?? "";
      close();
      if (item !== "") cells.push({ key, text: unquoted(item), record });
    }
  }
  close();
  return cells;
}

function isOpenQuote(lines: readonly string[]): boolean {
  const first = lines[0] ?? "";
  const quote = first.charAt(0);
  if (quote !== "'" && quote !== '"') return false;
  const last = lines.length === 1 ? first.slice(1) : (lines.at(-1) ?? "");
  return !last.endsWith(quote) || (quote === "'" && last.endsWith("''") && last !== "''") || (quote === '"' && last.endsWith('\\"'));
}

/** A folded scalar: single line ends are spaces, blank lines are line ends. */
function unquoted(text: string): string {
  const quote = text.charAt(0);
  const inner = (quote === "'" || quote === '"') && text.trimEnd().endsWith(quote) ? text.trimEnd().slice(1, -1) : text.replace(/^[|>][-+]?\s*\n/, "");
  const joined = inner.replace(/\\\n\s*(?:\\(?= ))?/g, "").replace(/\n{2,}/g, "\u0000").replace(/\n/g, quote === "'" || quote === '"' ? " " : "\n").replaceAll("\u0000", "\n");
  return quote === "'" ? joined.replaceAll("''", "'") : quote === '"' ? unescaped(joined) : joined;
}

/** Paragraphs of prose; lines `name: value` that stand together are the fields of a record. */
function proseCells(text: string): Cell[] {
  const cells: Cell[] = [];
  for (const [record, part] of text.split(/\n\s*\n/, MOST_CELLS).entries()) {
    const lines = part.split("\n");
    const named = lines.map((line) => (!line.includes(":") ? null : /^\s*(?:[-*•]\s)?([\p{L}][\p{L}\p{N} _.#()-]{0,40}):\s(\S.{0,160})$/u.exec(line)));
    if (named.filter((each) => each !== null).length < 2) {
      if (part.trim() !== "") cells.push({ key: "", text: part, record });
      continue;
    }
    for (const [at, line] of lines.entries()) {
      const found = named[at];
      if (line.trim() !== "") cells.push({ key: found?.[1] ?? "", text: found?.[2] ?? line, record });
    }
  }
  return cells;
}
