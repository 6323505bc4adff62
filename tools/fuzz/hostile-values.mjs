// Values and texts that no honest agent sends: any shape, any character, some that throw when they are touched.

const PIECES = [
  "https://", "//", "@", ":", "/", "?", "#", "&", "=", "%2f", "%25", "..", "\\", "\u0000", "\u200b", "\u202e", "\ud800", "𝐱", "｡", "xn--", "[::ffff:", "]", "0x7f", "127.1", "2130706433", "eyJhbGciOi", "-----BEGIN PRIVATE KEY-----",
  "password=", "AKIA", "ghp_", "$(", "`", "${IFS}", "|", ";", "<<EOF\n", "'", '"', "{", "}", "[", ",", "\n", "\t", " ", "a", "A", "9", "é", "م", "漢", "😀", "data:;base64,", "aHR0cHM6Ly9hLmV4YW1wbGU=", "68747470", "../../etc/passwd", "C:\\", "*", "**", "(a+)+$", "constructor", "__proto__", "toString", "select ", "4111 1111 1111 1111", "DE89370400440532013000", "1.234,56 €", "a@b.example",
];

export function hostileText(random, most = 60) {
  const { below, pick, chance } = random;
  let text = "";
  const pieces = below(most);
  for (let at = 0; at < pieces; at++) text += chance(0.85) ? pick(PIECES) : String.fromCharCode(below(0x10000));
  return chance(0.02) ? text.repeat(1 + below(200)) : text;
}

const LEAVES = [
  (random) => hostileText(random),
  (random) => hostileText(random, 8),
  ({ below }) => below(2 ** 31) - 2 ** 30,
  ({ next }) => next() * 1e300,
  () => Number.NaN,
  () => -0,
  () => null,
  () => undefined,
  () => true,
  ({ below }) => BigInt(below(1e9)) ** 3n,
  () => Symbol("s"),
  () => () => 1,
  () => new Date(Number.NaN),
  ({ below }) => new Date(below(2 ** 31) * 1_000),
  ({ below }) => new Uint8Array(below(64)).map(() => below(256)),
  (random) => new URL(`https://${random.below(1_000)}.example/${random.below(9)}`),
  (random) => new Error(hostileText(random, 6)),
  () => new RegExp(["(a+)", "+$"].join("")),
  () => new Proxy({}, { ownKeys: () => { throw new Error("no"); } }),
  () => new Proxy([], { get: () => { throw new Error("no"); } }),
  () => new Proxy({}, { get: (_, key) => (key === "length" ? 2 ** 60 : undefined) }),
];

export function hostileValue(random, depth = 0) {
  const { below, chance, pick } = random;
  if (depth > 4 || chance(0.45)) return pick(LEAVES)(random);
  const children = below(6);
  switch (below(6)) {
    case 0:
      return Array.from({ length: children }, () => hostileValue(random, depth + 1));
    case 1:
      return new Map(Array.from({ length: children }, () => [hostileText(random, 4), hostileValue(random, depth + 1)]));
    case 2:
      return new Set(Array.from({ length: children }, () => hostileValue(random, depth + 1)));
    case 3: {
      const cycle = { name: hostileText(random, 4) };
      cycle.self = cycle;
      return cycle;
    }
    case 4:
      return { get [hostileText(random, 3)]() { throw new Error("no"); }, ok: hostileValue(random, depth + 1) };
    default:
      return Object.fromEntries(Array.from({ length: children }, () => [hostileText(random, 4), hostileValue(random, depth + 1)]));
  }
}

/** A value as it comes over a wire: plain JSON. */
export function hostileJson(random, depth = 0) {
  const { below, chance, pick } = random;
  if (depth > 4 || chance(0.4)) return pick([() => hostileText(random, 12), () => below(1e9), () => -1, () => 1e308, () => null, () => true, () => ""])();
  const children = below(5);
  if (chance(0.4)) return Array.from({ length: children }, () => hostileJson(random, depth + 1));
  return Object.fromEntries(Array.from({ length: children }, () => [hostileText(random, 3), hostileJson(random, depth + 1)]));
}
