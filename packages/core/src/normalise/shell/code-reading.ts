// What code in another language, given on a command line, opens, reaches and starts: by its literals, nothing is run.
import { UNKNOWN_PART } from "./command-reading.ts";

export interface CodeReading {
  readonly destinations: readonly string[];
  readonly files: readonly { readonly path: string; readonly access: "read" | "write" | "delete" | "unknown" }[];
  /** Texts that it gives to a shell. */
  readonly scripts: readonly string[];
  /** Programs it starts with their words, without a shell. */
  readonly programs: readonly (readonly string[])[];
  /** It starts or evaluates something that is not a literal. */
  readonly isUnknown: boolean;
}

/** BOUNDED: it is only tried on the 1,024 characters behind the name of a call. A string literal of the common languages, its quotes with it. */
const LITERAL = `(?:[rbuf]{0,2})("(?:[^"\\\\\\n]|\\\\.){0,1024}"|'(?:[^'\\\\\\n]|\\\\.){0,1024}'|\`[^\`$]{0,1024}\`)`;
const SHELL_CALL = /\b(?:os\.system|os\.popen|getoutput|getstatusoutput|check_output|check_call|subprocess\.(?:run|call|Popen)|Popen|execSync|exec|system|spawnSync|spawn|execFileSync|execFile|shell_exec|passthru|popen|proc_open|IO\.popen|Open3\.\w{4,16}|do shell script|os\.execute|io\.popen|qx)\b/g;
const OPEN_CALL = /\b(?:open|fopen|file_get_contents|readFileSync|readFile|createReadStream|writeFileSync|writeFile|appendFileSync|appendFile|createWriteStream|Path|File\.(?:read|open|write|readlines|delete)|IO\.read|unlink|unlinkSync|os\.remove|rmSync|shutil\.rmtree|copyFileSync|file_put_contents|load|require)\b/g;
const HOST_CALL = /\b(?:connect|create_connection|createConnection|TCPSocket\.(?:new|open)|HTTPS?Connection|IO::Socket::INET|Socket\.tcp|fsockopen|getaddrinfo|gethostbyname|gethostbyname_ex|lookup|resolve|resolve4|net\.connect|Net::HTTP\.(?:get|start|new)|SMTP|FTP)\b/g;
const URL_TEXT = /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>`{}|^\\)]{1,2048}/gi;
const EVALUATES = /\b(?:eval|exec|compile|__import__|Function|atob|b64decode|fromhex|unhexlify|fromCharCode|pack|unpack|instance_eval|getattr)\b ?\(|\bdecode ?\(/;

export function readCode(code: string, language: string): CodeReading {
  const text = code.slice(0, 16_384);
  const destinations = new Set([...text.matchAll(URL_TEXT)].slice(0, 64).map((match) => match[0]));
  const scripts: string[] = [];
  const programs: string[][] = [];
  let isUnknown = EVALUATES.test(text) || code.length > text.length || text.includes(UNKNOWN_PART);
  for (const match of [...text.matchAll(SHELL_CALL)].slice(0, 64)) {
    const call = callText(text, match.index + match[0].length);
    if (call === undefined) continue;
    const list = literalList(call);
    const first = literalAtStart(call);
    if (list !== undefined) programs.push(list);
    else if (first === undefined) isUnknown = true;
    else if (isProgramCall(match[0], call)) programs.push([first, ...allLiterals(call).slice(1)]);
    else scripts.push(first);
  }
  if (language === "perl" || language === "ruby" || language === "php") for (const match of text.matchAll(/`([^`\n]{1,4096})`|\bqx[{(]([^})\n]{1,4096})[})]/g)) scripts.push(match[1] ?? match[2] ?? "");
  for (const match of [...text.matchAll(HOST_CALL)].slice(0, 64)) addHost(callText(text, match.index + match[0].length) ?? "", destinations);
  if (language === "awk") addAwk(text, destinations, scripts);
  return { destinations: [...destinations], files: readFiles(text), scripts, programs, isUnknown };
}

/** What follows a name as its arguments: `(…`, ` …`; undefined when it is no call. */
function callText(text: string, from: number): string | undefined {
  const after = text.slice(from, from + 1024);
  const open = /^\s{0,4}(?:\(|(?=["'`[]))\s{0,8}/.exec(after);
  return open === null ? undefined : after.slice(open[0].length);
}

function literalAtStart(call: string): string | undefined {
  const found = new RegExp(`^\\(?${LITERAL}(?=\\s{0,8}(?:[,);\\]]|$|\\.(?!format)))`).exec(call);
  return found?.[1] === undefined ? undefined : plainLiteral(found[1]);
}

function allLiterals(text: string): string[] {
  const end = text.indexOf(")");
  return [...(end < 0 ? text : text.slice(0, end)).matchAll(new RegExp(LITERAL, "g"))].slice(0, 64).map((match) => plainLiteral(match[1] ?? ""));
}

/** `["curl", "x"]` at the start: words without a shell. A part that is no literal is unknown. */
function literalList(call: string): string[] | undefined {
  if (!/^\(?\[/.test(call)) return undefined;
  const inner = call.slice(call.indexOf("[") + 1);
  const end = inner.indexOf("]");
  const found = [...inner.slice(0, end < 0 ? inner.length : end).matchAll(new RegExp(`${LITERAL}|([^\\s,"'][^,]{0,256})`, "g"))];
  return found.length === 0 ? undefined : found.slice(0, 64).map((match) => (match[1] === undefined ? UNKNOWN_PART : plainLiteral(match[1])));
}

/** `spawn("curl", ["x"])`, `system("ls", "-l")`: the words are given one by one. */
function isProgramCall(name: string, call: string): boolean {
  return /^(?:spawn|execFile)/.test(name) || (name === "system" && /^[^)]{1,1024}?,\s{0,8}["']/.test(call));
}

function plainLiteral(literal: string): string {
  return literal.slice(1, -1).replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(n)|(t)|(.))/gs, (_all, hex?: string, unicode?: string, line?: string, tab?: string, other?: string) =>
    hex !== undefined || unicode !== undefined ? String.fromCharCode(Number.parseInt(hex ?? unicode ?? "", 16)) : line !== undefined ? "\n" : tab !== undefined ? "\t" : (other ?? ""),
  );
}

function addHost(call: string, destinations: Set<string>): void {
  const [host, second] = allLiterals(call);
  if (host === undefined || host.includes("://") || host.includes("/") || !/^[\w.:[\]-]{2,253}$/.test(host)) {
    const named = /PeerAddr\s{0,4}=>\s{0,4}["']([^"'\s]{2,253})["']/.exec(call);
    if (named?.[1] !== undefined) destinations.add(named[1]);
    return;
  }
  const port = /^[^,]{0,256},\s{0,8}['"]?([0-9]{1,5})\b/.exec(call)?.[1] ?? (second !== undefined && /^[0-9]{1,5}$/.test(second) ? second : undefined);
  destinations.add(port === undefined || host.includes(":") ? host : `${host}:${port}`);
}

/** `system("…")` is found like others; `"…" | getline`, `print | "…"` and `/inet/tcp/0/host/port` are awk's own. */
function addAwk(text: string, destinations: Set<string>, scripts: string[]): void {
  for (const match of text.matchAll(/"([^"\n]{1,1024})"\s{0,4}\|&?\s{0,4}getline/g)) scripts.push(match[1] ?? "");
  for (const match of text.matchAll(/\|&?\s{0,4}"([^"\n]{1,1024})"/g)) scripts.push(match[1] ?? "");
  for (const match of text.matchAll(/\/inet[46]?\/(?:tcp|udp)\/[0-9]{1,5}\/([\w.-]{1,253})\/([0-9]{1,5})/g)) destinations.add(`${match[1] ?? ""}:${match[2] ?? ""}`);
}

function readFiles(text: string): CodeReading["files"] {
  const files: { path: string; access: "read" | "write" | "delete" | "unknown" }[] = [];
  for (const match of [...text.matchAll(OPEN_CALL)].slice(0, 64)) {
    const call = callText(text, match.index + match[0].length);
    const path = call === undefined ? undefined : literalAtStart(call);
    if (call === undefined || path === undefined || path === "" || path.includes("://")) continue;
    if (/require|load/.test(match[0]) && !path.includes("/")) continue;
    const mode = /^[^,)]{1,1024},\s{0,8}(?:mode\s?=\s?)?["']([rwabx+]{1,3})["']/.exec(call)?.[1] ?? "";
    const isWrite = /write|append|put_contents|createWrite/i.test(match[0]) || /[wax+]/.test(mode) || /^[^)]{0,1024}\)\.write/.test(call);
    const isDelete = /unlink|remove|rmSync|rmtree|delete/.test(match[0]);
    files.push({ path, access: isDelete ? "delete" : isWrite ? "write" : match[0] === "Path" ? "unknown" : "read" });
  }
  return files;
}
