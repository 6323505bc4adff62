// Laws of the shell reader on any text, hostile ones too: total, bounded, linear in its own count of work, always the same.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entryNames, findEntry } from "./executable-entry.ts";
import { parseShell } from "./parse-shell.ts";
import { readCommands } from "./read-commands.ts";
import { SHELL_LIMITS } from "./script.ts";

const LENGTH = 100_000;
const PIECES = [
  "$(", "`", "`\\", "'", '"', '"$(', "{a,", "{a,b}", "{a,{b,", "cat <<a\n", "<<a ", "$((", "((", "(", "if ", "f(){ f; f; };f;", "a=$a$a;", "for i in 1 2 3 4 5 6 7 8;do ", "eval eval ", "${a:-", "case x in a) ", "a|", "a;", "alias a=a;a;", "xargs ", "sudo ", "bash -c ", "powershell -c ",
  "$a=(", "find -exec ", "python -c 'open(\"\\", "<(", "[[ ", "a=(", "\\", "\u0000", "&", "\n", "{1..9999}", "while ", "b=${a//a/aaaa};", "ssh h ", "$'\\x", "a&&", "!", "{ ", "function f ", "\ud800", "${!a", "a b ",
] as const;

const shellText = fc.array(fc.oneof(fc.constantFrom(...PIECES, "done", "fi", "esac", "}", ")", "curl", " x.test", "echo ", "|sh", "EOF", "then ", "do ", "; "), fc.string({ maxLength: 8 })), { maxLength: 60 }).map((parts) => parts.join(""));

describe("any text", () => {
  test("is read without throwing, the same each time, within all bounds", () => {
    fc.assert(
      fc.property(shellText, (text) => {
        const reading = readCommands(text);
        expect(readCommands(text)).toEqual(reading);
        expect(reading.commands.length).toBeLessThanOrEqual(SHELL_LIMITS.commands);
        expect(reading.isWhole).toBe(reading.unknown.length === 0);
        for (const [i, command] of reading.commands.entries()) for (const input of command.inputs) expect(input).toBeLessThan(i);
      }),
      { numRuns: 1_500 },
    );
  });

  test("costs steps in proportion to its length", () => {
    fc.assert(
      fc.property(shellText, (text) => {
        expect(parseShell(text).steps).toBeLessThanOrEqual(200 + 40 * text.length);
      }),
      { numRuns: 1_500 },
    );
  });
});

test.each(PIECES)("100 KB of %j are bounded in work and output, and said to be cut", (piece) => {
  const text = piece.repeat(Math.ceil(LENGTH / piece.length));
  expect(parseShell(text).steps).toBeLessThanOrEqual(SHELL_LIMITS.steps + SHELL_LIMITS.text);
  const reading = readCommands(text);
  expect(reading.isWhole).toBe(false);
  expect(reading.unknown.includes("length")).toBe(true);
  expect(JSON.stringify(reading).length).toBeLessThan(4_000_000);
});

test("twice the text is at most about twice the work", () => {
  const line = "cd a && grep -rn \"x y\" src | head -20 > out.txt; for f in a b; do echo $f; done\n";
  const once = parseShell(line.repeat(100)).steps;
  expect(parseShell(line.repeat(200)).steps).toBeLessThan(once * 2.1);
});

test("words that expand to many are cut to unknown, not guessed", () => {
  const [command] = readCommands(`echo ${"{a,b}".repeat(20)}`).commands;
  expect(command?.words).toEqual(["\u0000"]);
  expect(command?.unknown).toEqual(["arguments"]);
});

test("each row of the table can be read", () => {
  for (const name of entryNames()) expect(findEntry(name)).toBeDefined();
});
