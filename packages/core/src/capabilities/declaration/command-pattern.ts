// Which commands a tool may run: an executable, the words that choose what it does, its options.
import type { CommandFacts } from "../../words/facts.ts";

export interface CommandPattern {
  readonly executable: string;
  readonly words: readonly string[];
  readonly options: readonly string[];
  /** A final `*`: anything may follow. */
  readonly isOpen: boolean;
}

const MOST_WORDS = 3;

/** `git status`, `git log *`, `npm run build --silent`; `*` alone is any command. Undefined for anything else. */
export function parseCommandPattern(text: string): CommandPattern | undefined {
  const parts = text.trim().split(/\s+/);
  const isOpen = parts.at(-1) === "*";
  const [executable = "", ...rest] = isOpen ? parts.slice(0, -1) : parts;
  const words = rest.filter((word) => !word.startsWith("-"));
  if ((executable === "" && !isOpen) || words.length > MOST_WORDS || text.length > 256 || [executable, ...rest].some((word) => word.includes("*"))) return undefined;
  return { executable, words, options: rest.filter((word) => word.startsWith("-")), isOpen };
}

/** SECURITY: what is not known here may be another program, which "anything may follow" does not mean; arguments and files it does. */
function isCovered(command: CommandFacts): boolean {
  return command.unknown.every((thing) => (thing === "script" ? isInFile(command) : thing !== "environment" && thing !== "commands"));
}

/** The script is a file that the words name, as anything that follows `sh` may. */
function isInFile({ words, options, unknown }: CommandFacts): boolean {
  return /[./]/.test(words[0] ?? "") && !unknown.includes("arguments") && !unknown.includes("input") && !options.some((option) => INLINE.has(option));
}

const INLINE: ReadonlySet<string> = new Set(["-c", "-e", "-E", "-p", "-r", "-s", "--eval", "--print"]);

/** `undecided`: it may be inside, but part of it is only known when it runs. */
export function reachOfCommand(patterns: readonly CommandPattern[], command: CommandFacts): "within" | "undecided" | "beyond" {
  if (patterns.some((pattern) => pattern.isOpen && pattern.executable === "")) return "within";
  if (command.executable === "") return "undecided";
  let undecided = false;
  for (const pattern of patterns) {
    if (pattern.executable !== command.executable) continue;
    if (!pattern.words.every((word, at) => word === command.words[at])) {
      undecided ||= command.unknown.length > 0;
      continue;
    }
    if (pattern.isOpen && isCovered(command)) return "within";
    if (pattern.isOpen) {
      undecided = true;
      continue;
    }
    if (command.words.length > pattern.words.length || !command.options.every((option) => pattern.options.includes(option))) continue;
    if (command.unknown.length === 0) return "within";
    undecided = true;
  }
  return undecided ? "undecided" : "beyond";
}

export function commandCovers(outer: CommandPattern, inner: CommandPattern): boolean {
  if (outer.isOpen && outer.executable === "") return true;
  if (outer.executable !== inner.executable || !outer.words.every((word, at) => word === inner.words[at])) return false;
  return outer.isOpen || (!inner.isOpen && inner.words.length === outer.words.length && inner.options.every((option) => outer.options.includes(option)));
}
