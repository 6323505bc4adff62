// What the name of an argument says its value is: a host, a command, a path.

/** Slots for a machine: a single name (`db`, `localhost`) is a host there. */
const MACHINE = /^(?:host|hosts|server|servers|fqdn|nameserver|proxy|gateway)$|(?:hostname|host)$/;
/** Slots for a network place: dotted names and numbers are hosts there. Words that also name a town or an airport are not listed. */
const NETWORK = /^(?:domain|domains|endpoint|endpoints|ip|ips|ipaddress|ipaddresses|link|links|href|webhook|webhooks|callback|remote|peer|website|upstream)$|(?:url|urls|uri|uris|endpoint|webhook|ipaddress|domain)$/;
const COMMAND = /^(?:command|commands|cmd|script|shell|bash|exec|run|code|commandline|args|argv)$/;
const PATH = /^(?:path|paths|file|files|filename|filenames|filepath|filepaths|dir|directory|folder|cwd|source|src|dest|output|input|outputpath|inputpath|outputfile|inputfile|attachment|attachments)$|(?:path|file|filename)$/;

export type HostSlot = "none" | "dotted" | "any";

export interface Slot {
  /** `any`: a single name is a host. `dotted`: a name with a dot or an address in any notation is. */
  readonly host: HostSlot;
  readonly command: boolean;
  readonly path: boolean;
}

const NONE: Slot = { host: "none", command: false, path: false };
const known = new Map<string, Slot>();

/** Meaning of an argument's name, whatever its case and word separators. */
export function slotOf(key: string): Slot {
  if (key === "" || key.length > 32) return NONE;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const word = key.toLowerCase().replace(/[^a-z]/g, "");
  const slot: Slot = { host: MACHINE.test(word) ? "any" : NETWORK.test(word) ? "dotted" : "none", command: COMMAND.test(word), path: PATH.test(word) };
  if (known.size < 4096) known.set(key, slot);
  return slot;
}
