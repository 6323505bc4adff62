// What the name of an argument says its value is: a host, a command, a path.

const HOST = /^(?:host|hostname|hosts|domain|domains|server|servers|endpoint|endpoints|address|ipaddress|ip|ips|url|urls|uri|uris|link|href|webhook|webhooks|webhookurl|callback|callbackurl|baseurl|remote|origin|proxy|gateway|peer|target|destination|site|website|redirect|redirecturi|redirecturl|fqdn|nameserver|smtphost|dbhost)$|(?:url|uri|host|hostname|endpoint|webhook)$/;
const COMMAND = /^(?:command|commands|cmd|script|shell|bash|exec|run|code|commandline|args|argv)$/;
const PATH = /^(?:path|paths|file|files|filename|filenames|filepath|filepaths|dir|directory|folder|cwd|source|src|dest|output|input|outputpath|inputpath|outputfile|inputfile|attachment|attachments)$|(?:path|file|filename)$/;

export interface Slot {
  readonly host: boolean;
  readonly command: boolean;
  readonly path: boolean;
}

const NONE: Slot = { host: false, command: false, path: false };
const known = new Map<string, Slot>();

/** Meaning of an argument's name, whatever its case and word separators. */
export function slotOf(key: string): Slot {
  if (key === "" || key.length > 32) return NONE;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const word = key.toLowerCase().replace(/[^a-z]/g, "");
  const slot = { host: HOST.test(word), command: COMMAND.test(word), path: PATH.test(word) };
  if (known.size < 4096) known.set(key, slot);
  return slot;
}
