// Splits PowerShell and cmd.exe text into statements and words: their quotes and escapes, not their grammar.
import { UNKNOWN_PART } from "./command-reading.ts";
import { SHELL_LIMITS } from "./script.ts";

export interface WindowsStatement {
  readonly words: readonly string[];
  /** Texts in brackets and braces of the statement: statements of their own. */
  readonly inner: readonly string[];
  /** The statement before is piped into it. */
  readonly isPiped: boolean;
  readonly redirected: readonly { readonly operator: string; readonly target: string }[];
}

const ESCAPES: ReadonlyMap<string, string> = new Map([["n", "\n"], ["t", "\t"], ["r", "\r"], ["0", ""]]);

/** Whether a text is one of them rather than POSIX shell. */
export function looksLikeWindows(text: string): boolean {
  const head = text.slice(0, 2048);
  if (STARTS.test(head)) return true;
  if (!head.includes(":\\") && !head.includes("%")) return false;
  return /^\s{0,64}(?:cmd|powershell|pwsh)(?:\.exe)?\s[^'"]{0,512}[A-Za-z]:\\/i.test(head) || /^[^'"\n]{0,512}(?:\s|^)(?:[A-Za-z]:\\[\w.\\]|%[A-Za-z]{2,32}%)/.test(head);
}

const STARTS =
  /^\s{0,64}(?:@echo off|\$[A-Za-z]\w{0,64}\s{0,8}=|\$env:|(?:get|set|invoke|new|remove|start|stop|copy|move|test|add|out|write|select|expand|compress|convertto|import|export|clear)-[a-z]{3,32}(?=[\s;|]|$)|(?:iex|iwr|irm|gci|ni|ri|sls)\s|(?:copy|xcopy|robocopy|del|erase|attrib|reg|net|certutil|bitsadmin|wmic|schtasks|tasklist|rundll32|mshta|regsvr32)(?:\.exe)?\s(?!-))/i;

/** `variables`: values of PowerShell variables set so far, by lower-case name; statements that set one are followed. */
export function readWindowsText(text: string, variables: Map<string, string>): WindowsStatement[] {
  const reader = new WindowsReader(text.slice(0, SHELL_LIMITS.text), variables);
  return reader.read();
}

class WindowsReader {
  readonly #text: string;
  readonly #variables: Map<string, string>;
  readonly #statements: WindowsStatement[] = [];
  #at = 0;
  #words: string[] = [];
  #inner: string[] = [];
  #redirected: { operator: string; target: string }[] = [];
  #word: string | undefined;
  #isPiped = false;
  #operator: string | undefined;

  constructor(text: string, variables: Map<string, string>) {
    this.#text = text;
    this.#variables = variables;
  }

  read(): WindowsStatement[] {
    while (this.#at < this.#text.length) this.#step();
    this.#endStatement(false);
    return this.#statements;
  }

  #step(): void {
    const c = this.#text.charAt(this.#at++);
    const next = this.#text.charAt(this.#at);
    if (c === " " || c === "\t" || c === ",") this.#endWord();
    else if (c === "\n" || c === "\r" || c === ";") this.#endStatement(false);
    else if (c === "|" || c === "&") {
      if (c === next) this.#at++;
      this.#endStatement(c === "|" && next !== "|");
    } else if (c === "'" || c === '"') this.#quoted(c);
    else if ((c === "`" || c === "^") && next !== "") this.#add(next === "\n" ? "" : next, 1);
    else if (c === "(" || c === "{") this.#enclosed(c);
    else if (c === ")" || c === "}") this.#endWord();
    else if (c === ">" || c === "<") this.#redirection(c);
    else if (c === "$") this.#variable();
    else if (c === "%") this.#percent();
    else this.#add(c, 0);
  }

  #add(text: string, skip: number): void {
    this.#word = (this.#word ?? "") + text;
    this.#at += skip;
  }

  #quoted(quote: string): void {
    this.#add("", 0);
    while (this.#at < this.#text.length) {
      const c = this.#text.charAt(this.#at++);
      const next = this.#text.charAt(this.#at);
      if (c === quote && next === quote) this.#add(quote, 1);
      else if (c === quote) return;
      else if (c === "`" && quote === '"') this.#add(ESCAPES.get(next) ?? next, 1);
      else if (c === "$" && quote === '"') this.#variable();
      else this.#add(c, 0);
    }
  }

  /** To the bracket that closes it; what is joined of literals alone is a value. */
  #enclosed(open: string): void {
    const start = this.#at;
    let depth = 1;
    for (; this.#at < this.#text.length && depth > 0; this.#at++) {
      const c = this.#text.charAt(this.#at);
      if (c === "(" || c === "{") depth++;
      else if (c === ")" || c === "}") depth--;
    }
    const inner = this.#text.slice(start, depth === 0 ? this.#at - 1 : this.#at);
    const joined = open === "(" ? joinedLiterals(inner) : undefined;
    if (joined === undefined && inner.trim() !== "") this.#inner.push(inner);
    // Behind a name it is what a method is given.
    if (open === "(" && this.#word !== undefined) this.#endWord();
    if (inner.trim() !== "") this.#add(joined ?? UNKNOWN_PART, 0);
  }

  #variable(): void {
    const name = /^(?:\{[^}\n]{1,64}\}|(?:env:)?\w{1,64})/i.exec(this.#text.slice(this.#at, this.#at + 70))?.[0] ?? "";
    const plain = name.replace(/[{}]/g, "").toLowerCase();
    const home = plain === "env:userprofile" || plain === "home" ? "~" : undefined;
    this.#add(name === "" ? "$" : (this.#variables.get(plain) ?? home ?? (/^(?:true|false|null)$/.test(plain) ? `$${plain}` : UNKNOWN_PART)), name.length);
    // `$name = value` sets it: the name is kept as a word.
    const equals = name !== "" && this.#words.length === 0 ? /^\s{0,8}=(?!=)/.exec(this.#text.slice(this.#at, this.#at + 10)) : null;
    if (equals === null) return;
    this.#at += equals[0].length;
    this.#words.push(`$${plain}`, "=");
    this.#word = undefined;
  }

  #percent(): void {
    const name = /^([A-Za-z_][\w()]{0,62})%/.exec(this.#text.slice(this.#at, this.#at + 65));
    if (name === null) this.#add("%", 0);
    else this.#add(name[1]?.toLowerCase() === "userprofile" ? "~" : UNKNOWN_PART, name[0].length);
  }

  #redirection(c: string): void {
    if (/^[0-9]$/.test(this.#word ?? "")) this.#word = undefined;
    this.#endWord();
    const isTwice = this.#text.charAt(this.#at) === c;
    if (isTwice) this.#at++;
    if (this.#text.charAt(this.#at) === "&") this.#at += 2;
    else this.#operator = isTwice ? c + c : c;
  }

  #endWord(): void {
    if (this.#word === undefined) return;
    if (this.#operator === undefined) this.#words.push(this.#word);
    else this.#redirected.push({ operator: this.#operator, target: this.#word });
    this.#operator = undefined;
    this.#word = undefined;
  }

  #endStatement(isPiping: boolean): void {
    this.#endWord();
    const [first = "", second = "", ...rest] = this.#words;
    const isSetting = first.startsWith("$") && second === "=";
    if (isSetting && rest.length === 1 && this.#variables.size < 256) this.#variables.set(first.slice(1), rest[0] ?? "");
    else if (isSetting) this.#variables.delete(first.slice(1));
    const words = isSetting ? (/^[A-Za-z]/.test(rest[0] ?? "") && rest.length > 1 ? rest : []) : this.#words;
    if (words.length + this.#inner.length > 0) this.#statements.push({ words, inner: this.#inner, isPiped: this.#isPiped, redirected: this.#redirected });
    this.#words = [];
    this.#inner = [];
    this.#redirected = [];
    this.#isPiped = isPiping;
  }
}

/** `'a'+'b'` is `ab`. */
function joinedLiterals(text: string): string | undefined {
  if (text.length > 4096) return undefined;
  const pieces = text.split("+").map((piece) => /^\s{0,8}'([^']{0,1024})'\s{0,8}$/.exec(piece)?.[1] ?? /^\s{0,8}"([^"$`]{0,1024})"\s{0,8}$/.exec(piece)?.[1]);
  return pieces.includes(undefined) ? undefined : pieces.join("");
}
