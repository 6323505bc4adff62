// Which variables decide what a program runs or where it goes: a command whose words say nothing of that is another command under them.
import { SHELL_LIMITS, type Word } from "./script.ts";

/** Letters in a template of a word: the search path itself, and any other part that is not written out. */
const OWN_PATH = "\u0001";
const OTHER = "\u0002";

/** Options of a run-time that neither load nor start anything. */
const MEMORY = /^-(?:-max-(?:old|semi)-space-size[= ]?[0-9]{0,9}|X(?:ms|mx|ss)[0-9]{1,9}[kmgKMG]?|XX:[+-][A-Za-z]{1,64})$/;
const NODE = /^(?:[0-9]{1,9}|--(?:(?:experimental-vm-modules|no-warnings|no-deprecation|trace-warnings|trace-deprecation|trace-uncaught|enable-source-maps|openssl-legacy-provider|expose-gc|preserve-symlinks)|(?:unhandled-rejections|dns-result-order|stack-trace-limit|disable-warning|stack-size)=[\w.-]{1,64}))$/;
const GO = /^-(?:(?:race|v|trimpath|count=[0-9]{1,4})|(?:mod|tags|buildvcs|p)=[\w,.-]{1,64})$/;
const MAKE = /^(?:-?-?j ?[0-9]{0,4}|-[ks]{1,2}|--no-print-directory)$/;
const ENCODING = /^-Dfile\.encoding=[\w-]{1,32}$/;
const PROGRAM = /^(?:|cat|less|more|true|false|none|:|vi|vim|nvim|nano|emacs|code|-[A-Za-z]{1,8}|--wait|ccache|sccache|cc|c\+\+|gcc(?:-[0-9]{1,2})?|g\+\+(?:-[0-9]{1,2})?|clang(?:-[0-9]{1,2})?|clang\+\+(?:-[0-9]{1,2})?)$/;
const SHELL = /^(?:\/usr)?\/bin\/(?:sh|bash|dash|zsh|fish)$/;
const SWITCH = /^(?:[0-9]{1,6}|true|false|yes|no|on|off)$/i;
const WORD = /^[\w-]{1,64}$/;
const NOTHING = /^\/dev\/null$/;

type Harmless = readonly RegExp[];

const BY_NAME: ReadonlyMap<string, Harmless> = new Map<string, Harmless>([
  ["NODE_OPTIONS", [MEMORY, NODE]],
  ["GOFLAGS", [GO]],
  ["ENV", [WORD]],
  ...listed("SHELL", SHELL),
  ...listed("MAKEFLAGS", MAKE),
  ...["JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTS", "MAVEN_OPTS", "GRADLE_OPTS", "SBT_OPTS"].map((name): [string, Harmless] => [name, [MEMORY, ENCODING]]),
  ...listed("PAGER EDITOR VISUAL BROWSER MANPAGER GIT_PAGER GIT_EDITOR GIT_SEQUENCE_EDITOR FCEDIT LESSOPEN LESSCLOSE CC CXX LD AR RUSTC RUSTC_WRAPPER RUSTDOC PYTHONBREAKPOINT", PROGRAM),
  ...listed("PYTHONPATH PYTHONSTARTUP PYTHONHOME PYTHONUSERBASE PYTHONINSPECT NODE_PATH PERL5OPT PERL5LIB PERL5DB PERLLIB RUBYOPT RUBYLIB GEM_HOME GEM_PATH BUNDLE_GEMFILE CLASSPATH", NOTHING),
  ...listed("BASH_ENV SHELLOPTS BASHOPTS PROMPT_COMMAND PS0 PS4 ZDOTDIR FPATH CDPATH GCONV_PATH MAKEFILES HOME XDG_CONFIG_HOME XDG_CONFIG_DIRS", NOTHING),
  ...listed("HTTP_PROXY HTTPS_PROXY ALL_PROXY PIP_CONFIG_FILE PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_TARGET UV_INDEX_URL UV_CONFIG_FILE CARGO_HOME RUSTUP_HOME GOPROXY GOROOT SSH_ASKPASS SUDO_ASKPASS RSYNC_RSH", NOTHING),
]);

function listed(names: string, harmless: RegExp): [string, Harmless][] {
  return names.split(" ").map((name) => [name, [harmless]]);
}

/** Of these families any name counts that is not known to mean nothing else than what it says. */
const FAMILIES = /^(?:LD_|DYLD_|GIT_|NPM_CONFIG_|YARN_|CARGO_BUILD_|CARGO_TARGET_)/;
const PLAIN_OF_FAMILY = /^(?:GIT_(?:(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|(?:SHA|BRANCH|COMMIT|TAG|VERSION|HASH|URL|REPO|TOKEN|USER|USERNAME|REF|REV|REVISION|MESSAGE|REMOTE|ROOT|REFLOG_ACTION|CEILING_DIRECTORIES))|NPM_CONFIG_(?:LOGLEVEL|CACHE)|CARGO_TARGET_DIR)$/;
const SWITCHES = /^(?:GIT_(?:TERMINAL_PROMPT|OPTIONAL_LOCKS|MERGE_AUTOEDIT|LFS_SKIP_SMUDGE|CONFIG_NOSYSTEM|NO_LAZY_FETCH|NO_REPLACE_OBJECTS|CURL_VERBOSE|ADVICE|TRACE[A-Z_]{0,32}|HTTP_LOW_SPEED_(?:LIMIT|TIME))|NPM_CONFIG_\w{1,64}|YARN_\w{1,64}|CARGO_BUILD_JOBS)$/;

/** Whether programs do something else than their words say when the variable has the value; undefined: it is not known. */
export function steers(name: string, value: string | undefined): boolean {
  if (name === "PATH") return !isUsualPath(value ?? OTHER);
  const upper = name.toUpperCase();
  const harmless = BY_NAME.get(upper) ?? (FAMILIES.test(upper) && !PLAIN_OF_FAMILY.test(upper) ? (SWITCHES.test(upper) ? [SWITCH] : [NOTHING]) : undefined);
  if (harmless === undefined || value === "") return false;
  if (value === undefined || value.length > 1_024) return true;
  return !value.split(" ").every((part) => harmless.some((pattern) => pattern.test(part)));
}

/** A path that begins where programs are installed, or with what it was before: no program is replaced. */
function isUsualPath(value: string): boolean {
  if (value.length > SHELL_LIMITS.value) return false;
  for (const folder of value.split(":")) {
    if (folder === OWN_PATH) return true;
    if (!/^\/(?:(?:usr\/)?(?:local\/)?s?bin|opt\/homebrew\/s?bin|snap\/bin|usr\/games)\/?$/.test(folder)) return false;
  }
  return true;
}

/** The text after `=` as far as it is written out; `isOwn`: `$PATH` is what it was before the text. */
export function pathTemplate(word: Word, isOwn: boolean): string {
  return word.map((part) => (part.kind === "text" ? part.text.replaceAll(OWN_PATH, OTHER) : isOwn && part.kind === "parameter" && part.name === "PATH" && part.operator === "" ? OWN_PATH : OTHER)).join("");
}
