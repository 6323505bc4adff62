// What stands around a command's name: what wraps it, and the file that it is.
import type { ActionFacts, CommandFacts } from "../../words/facts.ts";

/** They only say how, when and where another command runs, and do nothing on their own. */
const WRAPPERS: ReadonlySet<string> = new Set(["cd", "command", "env", "exec", "ionice", "nice", "nohup", "setsid", "stdbuf", "time", "timeout"]);

/** SECURITY: `env` without a command shows the whole environment, so it counts as a wrapper only where it can be seen to wrap one. */
export function isWrapper(facts: ActionFacts, { executable, at, unknown }: CommandFacts): boolean {
  if (!WRAPPERS.has(executable) || unknown.length > 0) return false;
  if (executable === "cd") return true;
  const others = facts.commands.filter((command) => command.at === at && !WRAPPERS.has(command.executable));
  if (others.length === 0) return false;
  const text = textAt(facts, at);
  return executable !== "env" || (text !== undefined && !/(?:^|[\s;|&(])env\s{0,64}(?:$|[;|&)<>\n])/.test(text));
}

function textAt(facts: ActionFacts, at: string): string | undefined {
  const argument = facts.arguments.find((one) => one.at === at);
  return argument?.whole === true ? argument.text : undefined;
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf("/") + 1);
}

const PROGRAMS = /^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$|^\/opt\/homebrew\/bin\/[^/]+$/;

/** The file that is run under the command's name, where it does not stand among the installed programs. */
export function ownFileOf({ paths }: ActionFacts, { executable, at }: CommandFacts): string | undefined {
  return paths.find((found) => found.access === "execute" && found.at === at && baseName(found.path) === executable && !PROGRAMS.test(found.path))?.path;
}
