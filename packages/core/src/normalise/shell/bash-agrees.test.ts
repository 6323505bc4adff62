// The words that a real bash makes of a text are the words that are read. Only a function that prints its words is ever run.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { readCommands } from "./read-commands.ts";

const BASH = ["/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash"].find((path) => existsSync(path));
const folder = mkdtempSync(join(tmpdir(), "kaizen-words-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Words of the fixtures' plain commands: no character of them does anything but make words. */
function fixtureWords(): string[] {
  const fixtures = new URL("fixtures/", import.meta.url);
  return readdirSync(fixtures)
    .filter((name) => name !== "windows.json")
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, fixtures), "utf8")) as { run: string; isWhole?: boolean }[])
    .filter(({ isWhole }) => isWhole !== false)
    .map(({ run }) => /^[a-z][\w-]* ([^|;&<>()$`\n#!]+)$/.exec(run)?.[1])
    .filter((words) => words !== undefined);
}

/** `p` is the function. Everything else is a builtin that only makes words. */
const TEXTS: readonly string[] = [
  `p a "b c" 'd e' f\\ g`, `p "" '' a`, `p a""b c''d`, `p "a\\"b" "a\\$b" "a\\nb" "\\\\"`, `p 'a\\nb'`, `p $'a\\tb' $'\\x41\\102\\u0043' $'it\\'s'`, `p $'\\cA' $'\\e[0m'`, `p a\\\nb`, `p "a\\\nb"`,
  `p {a,b} {a,b}{c,d} x{1..3}y`, `p {3..1} {a..e..2} {01..03} {1..10..4}`, `p {a} {} {,} {a,} {,b}`, `p {a,{b,c}} a{b,c{d,e}f}g`, `p {a,b`, `p a,b} {a,b}}`, `p "{a,b}" {"a,b",c} {a\\,b,c}`, `p {-2..2} {a..c}{1..2}`, `p {1..a} {1.2} {a..}`, `p {{a,b},c} {a,b}{}`, `x=1; xa=2; p $x\\\na "$x\\\na" $x\\\n-`, `x=1; xa=2; xb=3; p $x{a,b} \${x}{a,b} "$x"{a,b} $x{,-}`,
  `a=1; p $a \${a} "$a" '$a' \\$a`, `a="x  y"; p $a "$a"`, `a=" x "; p $a b$a"c"`, `a=; p $a "$a" x`, `a='*'; p "$a"`, `a=b; b=c; p \${!a}`, `a=hello; p \${#a} \${a:1} \${a:1:2} \${a: -2} \${a:0:-1}`, `a=hello; p \${a^} \${a^^}`, `a=HeLLo; p \${a,} \${a,,}`, `a=x.tar.gz; p \${a%.gz} \${a%%.*} \${a#x.} \${a##*.} \${a#*.} \${a%.*}`,
  `a=banana; p \${a/na/X} \${a//na/X} \${a/zz/X} \${a//a}`, `unset a; p \${a:-d} \${a-d} \${a:+s} \${a+s} x`, `a=; p \${a:-d} "\${a-d}" x`, `a=1; p \${a:+s} \${a:-d}`, `unset a; p \${a:=v} $a`, `unset a; p \${a:-b c} "\${a:-b c}" "\${a:-"b c"}"`, `unset a; p \${a:-'b c'}`, `a=x; p "\${a}"y"$a" $a$a`,
  `a=(x "y z" w); p "\${a[@]}" "\${a[*]}" \${a[1]} $a \${#a[@]}`, `a=(x y); a+=(z); p "\${a[@]}"`, `a=x; a+=y; p $a`, `a=(); p "\${a[@]}" x`, `a=("p q" r); p \${a[@]}`, `a=(1 2); p x"\${a[@]}"y`,
  `set -- a "b c"; p "$@" "$*" $# $1 "$2"`, `set -- a b c; shift; p "$@"`, `set -- x; p $0z 2>&1 | true; p "$1"`, `set --; p "$@" x`, `f() { p "$1" $2; }; f "a b" c`, `f() { p "$@"; }; f {1..3}`, `set -- a b; p x"$@"y`,
  `p $(echo a b) "$(echo a b)"`, `p "$(printf 'a\\n\\n')"x`, `p $(printf '%s-%s' a b)`, `p $(printf '\\x41\\101')`, `p \`echo a\` "\`echo \\"b c\\"\`"`, `p "$(echo "$(echo "a  b")")"`, `p $(echo 'a;b' '$x')`, `p $(echo -n a)$(echo -e 'b\\tc')`, `p $(echo "\\$x") "$(echo '\\')"`, `p $(printf '%b' 'a\\nb')`, `p $(printf '%s\\n' a b c)`,
  `IFS=,; a=x,y,,z; p $a "$a"`, `IFS=:; a=:x:y:; p $a`, `IFS=; a="x y"; p $a`, `IFS=-; p a-b`, `IFS=", "; a="x , y,z"; p $a`, `a='x\ty'; p $a`, `a=$'x\\ny'; p $a "$a"`, `p x$IFS"y"`,
  `a=b p $a x`, `a=b; a=c p "$a"`, `a=1; (a=2); p $a`, `a=1; { a=2; }; p $a`, `a=1 && p $a`, `export a=b; p $a`, `declare a="x y"; p "$a"`, `readonly a=q; p $a`, `a=x b=$a; p $b`, `b="y z"; export a=$b; p "$a"`,
  `p a # b`, `p a#b "#c" \\#d`, `p a;# c`, `p a\\;b "a;b" 'a|b'`, `p = a= =b a=b`, `p -- -a --b=c`, `p ! { } [ ]`, `p if then fi`, `p a\\ \\ b`, `p [a] a[1]`, `p ~ ~/x "~" a~ '~'/y`, `p a:~ --x=y`, `p $ "$" $'$' a$ "a$b"x`, `p "'" '"' "a'b"`, `p \\\\ \\' \\"`, `p "a
b"`, `p a"$(echo b)"c'd'e`, `p % ^ @ + , . /`, `p \\a\\b`, `p "\\a\\!"`, `p 'a'"b"c$'d'`, `p $"hi"`,
  `if p a; then p b; fi`, `for i in x "y z"; do p "$i"; done`, `for i in {1..3}; do p $i; done`, `case a in a) p one;; esac`, `p a && p b`, `p a; p b`, `{ p a; p b; }`, `(p a)`, `! p a`, `p a
p b`, `eval "p a 'b c'"`, `eval p '"a b"'`, `x="p q"; $x r`, `x=p; $x a`, `"p" a`, `\\p a`, `p''  a`, `eval 'a=5; p $a'`, `printf -v a '%s' 'x y'; p "$a"`, `a=x; eval "b=\\$a"; p $b`, `unset IFS; a="x y"; p $a`, `a=abc; p \${a:1:1}\${a:0:1}`,
];

function bashWords(script: string): string[][] {
  const setup = "LC_ALL=C.UTF-8; p() { printf '%s\\037' \"$@\"; printf '\\036'; }\n";
  const { stdout } = spawnSync(BASH ?? "", ["--norc", "--noprofile", "-c", setup + script], { cwd: folder, env: { HOME: "~", PATH: "" }, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return stdout
    .split("\u001e")
    .slice(0, -1)
    .map((call) => call.split("\u001f").slice(0, -1));
}

/** `printf` with no word prints one empty word. */
function readWords(script: string): readonly (readonly string[])[] {
  return readCommands(script)
    .commands.filter((command) => command.executable === "p")
    .map((command) => (command.words.length === 0 ? [""] : command.words));
}

const scripts = [...new Set([...TEXTS, ...fixtureWords().map((words) => `p ${words}`)])];

test("at least 150 texts are compared", () => {
  expect(scripts.length).toBeGreaterThanOrEqual(150);
});

test.for(scripts)("bash makes the same words of: %s (needs bash)", (script, context) => {
  if (BASH === undefined) context.skip("bash is not installed");
  const read = readWords(script);
  // What is not known may be anything, and is said to be unknown.
  if (read.some((words) => words.some((word) => word.includes("\u0000")))) expect(readCommands(script).commands.some((command) => command.unknown.length > 0)).toBe(true);
  else expect(read).toEqual(bashWords(script));
});

const PIECES = [
  "a", "b", "'", '"', "\\", "$x", "${x}", "$y", "{", "}", ",", " ", "  ", "..", "1", "3", "${x:-q r}", "${y:+z}", "$'\\x41'", "$(echo a b)", "`echo c`", '"$x"', "'a b'", "{a,b}", "{1..3}", "$'", "~", "=", "#", "${x%b*}", "${x#a}", "${x/a/c}", "${#x}", "$@", '"$@"', "\n", "\\\n", "${x:1}", '"${y}"',
  "%", "[a]", "$(printf '%s\\n' \"$x\")", 'x="q  w";', "p ", ";p ", "set -- 1 '2 3';", "IFS=,;", "# c",
];

test("texts at random are the words of bash, unknown, or not whole (needs bash)", (context) => {
  if (BASH === undefined) context.skip("bash is not installed");
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 9 }), (pieces) => {
      const script = `x='a b'; y=; p ${pieces.join("")}`;
      const reading = readCommands(script);
      if (!reading.isWhole || reading.commands.some((command) => command.unknown.length > 0)) return;
      expect(readWords(script)).toEqual(bashWords(script));
    }),
    // The same texts in every build; `KAIZEN_SEED=7 npx vitest run …` looks at others.
    { numRuns: 300, seed: Number(process.env["KAIZEN_SEED"] ?? 20_311) },
  );
});
