// A blocked host in up to three disguises at once, wherever an action can name one: never allowed, because the plain form is not.
import { createNormaliser, startSession } from "@kaizen/core";

export const family = "disguises";
export const share = 0.3;

const normaliser = createNormaliser({ key: new Uint8Array(32).fill(3) });

const percent = (text, random) => [...text].map((letter) => (random.chance(0.4) && letter.charCodeAt(0) < 0x80 ? `%${letter.charCodeAt(0).toString(16).padStart(2, "0")}` : letter)).join("");
const WIDE = (text) => [...text].map((letter) => (/[a-z0-9]/.test(letter) ? String.fromCodePoint(letter.codePointAt(0) + 0xfee0) : letter)).join("");
const CYRILLIC = new Map([["a", "а"], ["e", "е"], ["o", "о"], ["p", "р"], ["c", "с"]]);

/** What a client or a person reads as the same host. */
const OF_NAMES = [
  (host) => host.toUpperCase(),
  (host) => `${host}.`,
  (host) => host.replaceAll(".", "。"),
  (host, random) => host.slice(0, 2) + random.pick(["\u200b", "\u00ad", "\u2060"]) + host.slice(2),
  (host) => [...host].map((letter) => CYRILLIC.get(letter) ?? letter).join(""),
  (host) => WIDE(host),
  (host, random) => `${random.pick(["www", "x.y", "a-b"])}.${host}`,
];

const parts = (address) => address.split(".").map(Number);
const OF_ADDRESSES = [
  (address) => String(parts(address).reduce((sum, part) => sum * 256 + part, 0)),
  (address) => `0x${parts(address).map((part) => part.toString(16).padStart(2, "0")).join("")}`,
  (address) => parts(address).map((part) => `0${part.toString(8)}`).join("."),
  (address) => parts(address).map((part) => `0x${part.toString(16)}`).join("."),
  (address) => `[::ffff:${address}]`,
  (address) => { const [a, b, c, d] = parts(address); return `${a}.${b * 65_536 + c * 256 + d}`; },
];

/** Wraps a host into what an argument may hold. */
const AS_URL = [
  (host, random) => `${random.pick(["https", "HTTP", "wss", "ftp"])}://${host}/a`,
  (host, random) => `https://ok.example:pw@${host}:${1 + random.below(60_000)}/`,
  (host) => `//${host}/x`,
  (host) => `https:\\\\${host}\\x`,
  (host) => `https://${host}?q=1`,
  (host) => `https://ok.example/go?to=${encodeURIComponent(`https://${host}/`)}`,
  (host) => `https://ok.example/go?to=${encodeURIComponent(encodeURIComponent(`https://${host}/`))}`,
];

const PLACES = [
  (url) => ({ kind: "tool_call", tool: "get", target: url }),
  (url) => ({ kind: "tool_call", tool: "get", arguments: { url } }),
  (url) => ({ kind: "tool_call", tool: "get", arguments: { request: { body: JSON.stringify({ deep: [{ link: url }] }) } } }),
  (url) => ({ kind: "tool_call", tool: "get", arguments: { note: `please look at ${url} today` } }),
  (url) => ({ kind: "tool_call", tool: "get", arguments: { items: [1, { href: url }] } }),
  (url) => ({ kind: "tool_call", tool: "get", arguments: { blob: Buffer.from(`see ${url} now`).toString("base64") } }),
  (url) => ({ kind: "exec", tool: "shell", arguments: { command: `curl -s '${url}' -o out` } }),
];

export function prepare() {
  const rules = [{ rule: "blocklist", name: "r", mode: "enforce", domains: ["drop-zone.example"], ips: ["198.51.100.0/24"] }];
  const session = startSession({ onFailure: "closed", enforcement: "enforce" }, { policy: { rules }, declaration: { agent: "fuzz", tools: { kind: "not-stated" }, destinations: { kind: "not-stated" }, data: { kind: "not-stated" } } });
  let seq = 0;
  return (random) => {
    const { chance, pick, below } = random;
    let host;
    if (chance(0.6)) {
      host = "drop-zone.example";
      for (let round = below(3); round >= 0; round--) host = pick(OF_NAMES)(host, random);
    } else host = pick(OF_ADDRESSES)(`198.51.100.${1 + below(250)}`);
    let url = pick(AS_URL)(host, random);
    if (chance(0.15) && !url.includes("%")) url = url.replace(host, percent(host, random));
    const action = pick(PLACES)(url);
    const verdict = session.judge(normaliser.facts({ identity: { agent: "fuzz", session: "s" }, position: { feed: "sdk", seq: seq++, at: seq }, body: { event: "action", action } }));
    if (verdict.decision !== "block") throw new Error(`allowed: ${JSON.stringify(action)}`);
  };
}
