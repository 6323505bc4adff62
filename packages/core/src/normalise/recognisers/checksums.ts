// Check digits that issuers put into their keys, so that a real key can be told from one that was made up.
import { decodeBase64 } from "../encodings.ts";
import { decodeUtf8, encodeUtf8 } from "../utf8.ts";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** CRC-32 as in ISO 3309. Keys are short, so there is no table. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of encodeUtf8(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** The last six of 36 characters are the CRC-32 of the others in base 62: code hosts and package registries write their tokens so. */
export function endsInCrc62(body: string): boolean {
  if (body.length !== 36) return false;
  let rest = crc32(body.slice(0, 30));
  for (let i = 35; i >= 30; i--) {
    if (body.charAt(i) !== BASE62.charAt(rest % 62)) return false;
    rest = Math.floor(rest / 62);
  }
  return rest === 0;
}

/** The last eight hexadecimal digits, behind an underscore, are the CRC-32 of all before it. */
export function endsInCrcHex(prefix: string, body: string): boolean {
  return /^[A-Za-z0-9]{32}_[0-9a-f]{8}$/.test(body) && crc32(prefix + body.slice(0, 32)).toString(16).padStart(8, "0") === body.slice(33);
}

/** The twelve-digit account in an access key id: 40 bits behind the first of its base32 digits. Undefined where it is none. */
export function accountOfAccessKey(id: string): string | undefined {
  if (!/^[A-Z2-7]{16}$/.test(id)) return undefined;
  let bits = 0n;
  for (const digit of id.slice(0, 10)) bits = bits * 32n + BigInt("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(digit));
  const account = (bits >> 2n) & 0x7fff_ffff_ff80n;
  const number = account >> 7n;
  return number < 1_000_000_000_000n ? number.toString().padStart(12, "0") : undefined;
}

/** Whether the first part of a chat bot's token is its id: decimal digits in base64. */
export function startsWithSnowflake(body: string): boolean {
  return /^[0-9]{15,21}$/.test(decodeUtf8(decodeBase64(body.slice(0, Math.max(0, body.indexOf("."))))) ?? "");
}
