// What the name of an argument says its value is: a host, a command, a path.

/** Slots for a machine: a single name (`db`, `localhost`) is a host there. */
const MACHINE = /^(?:host|hosts|server|servers|fqdn|nameserver|proxy|gateway)$|(?:hostname|host)$/;
/** Slots for a network place: dotted names and numbers are hosts there. Words that also name a town or an airport are not listed. */
const NETWORK = /^(?:domain|domains|endpoint|endpoints|ip|ips|ipaddress|ipaddresses|link|links|href|webhook|webhooks|callback|remote|peer|website|upstream)$|(?:url|urls|uri|uris|endpoint|webhook|ipaddress|domain|server)$/;
/** Slots that may hold a network place among other things: only dotted names under a real suffix are hosts there. */
const PERHAPS = /^(?:address|addresses|addr|destination|destinations|origin|site|sites|target|targets|location|dns|dnsname|authority|referer|referrer)$/;
const VERSION = /version$|^(?:versions|ver|release|revision|build|tag)$/;
/** Slots for a program's text, of a shell or of any other language. */
const CODE = /^(?:code|script|exec|run|args|argv|source_?code|snippet)$/;
const COMMAND = /^(?:command|commands|cmd|cmds|shell|bash|commandline)$|^(?:bash|shell|sh|cmd|command|powershell|terminal)(?:command|commands|cmd|cmds|script|string|line|text|input|code)$|(?:command|commandline|cmdline|cmd|shellscript)$/;
const PATH = /^(?:path|paths|file|files|filename|filenames|filepath|filepaths|dir|directory|folder|cwd|source|src|dest|output|input|outputpath|inputpath|outputfile|inputfile|attachment|attachments)$|(?:path|file|filename)$/;

/**
 * `any`: a single name is a host. `dotted`: a name with a dot or an address in any notation is. `name`: a name under a real
 * suffix is. `never`: nothing is without a scheme (paths, versions).
 */
export type HostSlot = "never" | "none" | "name" | "dotted" | "any";

export interface Slot {
  readonly host: HostSlot;
  /** `perhaps`: a program's text, which may be one for a shell. */
  readonly command: "yes" | "perhaps" | "no";
  readonly path: boolean;
  /** Lines of it are `Name: value`. */
  readonly header: boolean;
}

const NONE: Slot = { host: "none", command: "no", path: false, header: false };
const known = new Map<string, Slot>();

/** Meaning of an argument's name, whatever its case and word separators. */
export function slotOf(key: string): Slot {
  if (key === "" || key.length > 64) return NONE;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const word = key.toLowerCase().replace(/[^a-z]/g, "");
  const slot: Slot = { host: hostSlotOf(word), command: COMMAND.test(word) ? "yes" : CODE.test(word) ? "perhaps" : "no", path: PATH.test(word), header: /headers?$/.test(word) };
  if (known.size < 4096) known.set(key, slot);
  return slot;
}

function hostSlotOf(word: string): HostSlot {
  if (MACHINE.test(word)) return "any";
  if (NETWORK.test(word)) return "dotted";
  if (VERSION.test(word) || PATH.test(word)) return "never";
  return PERHAPS.test(word) ? "name" : "none";
}
