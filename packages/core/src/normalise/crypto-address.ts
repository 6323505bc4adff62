// Addresses of crypto currencies, known by their checksums.
import { keccak_256 } from "@noble/hashes/sha3.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { encodeHex } from "./encodings.ts";
import { encodeUtf8 } from "./utf8.ts";

/** The address that a whole value names. `isSlot`: its argument is one for wallets, so forms without a checksum count too. */
export function cryptoAddress(text: string, isSlot: boolean): string | undefined {
  if (text.length > 160) return undefined;
  const plain = text.replace(/^(?:bitcoin|litecoin|ethereum|dogecoin|tron|solana|web\+\w{1,16}|pay):(?:pay-)?/i, "").replace(/[?@].{0,160}$/, "");
  if (/^0x[0-9a-fA-F]{40}$/.test(plain)) return isEthereum(plain) || isSlot ? plain.toLowerCase() : undefined;
  if (/^[a-z]{2,8}1[a-z0-9]{8,90}$/i.test(plain)) {
    if (isBech32(plain)) return plain.toLowerCase();
  }
  if (plain.length >= 25 && plain.length <= 36 && isBase58Check(plain)) return plain;
  if (!isSlot) return undefined;
  if (/^[a-z0-9-]{3,64}\.eth$/i.test(plain)) return plain.toLowerCase();
  return /^[1-9A-HJ-NP-Za-km-z]{26,106}$/.test(plain) && /[0-9]/.test(plain) && /[A-Za-z]/.test(plain) ? plain : undefined;
}

/** Letters in one case carry no checksum; in mixed case each says a bit of the hash. */
function isEthereum(address: string): boolean {
  const digits = address.slice(2);
  const lower = digits.toLowerCase();
  if (new Set(lower).size < 6) return false;
  if (digits === lower || digits === digits.toUpperCase()) return true;
  const hash = encodeHex(keccak_256(encodeUtf8(lower)));
  for (let i = 0; i < 40; i++) {
    const isUpper = digits.charAt(i) !== lower.charAt(i);
    if (/[a-f]/.test(lower.charAt(i)) && isUpper !== Number.parseInt(hash.charAt(i), 16) >= 8) return false;
  }
  return true;
}

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** Version bytes of addresses: Bitcoin and Litecoin (each pay-to-key and pay-to-script), test networks, Dogecoin, Dash, Zcash is longer, Tron. */
const VERSIONS: ReadonlySet<number> = new Set([0x00, 0x05, 0x30, 0x32, 0x6f, 0xc4, 0x1e, 0x16, 0x4c, 0x10, 0x41]);

function isBase58Check(text: string): boolean {
  const bytes = new Uint8Array(25);
  for (const character of text) {
    let carry = BASE58.indexOf(character);
    if (carry < 0) return false;
    for (let i = 24; i >= 0; i--) {
      carry += 58 * (bytes[i] ?? 0);
      bytes[i] = carry & 255;
      carry >>= 8;
    }
    if (carry !== 0) return false;
  }
  if (!VERSIONS.has(bytes[0] ?? 255)) return false;
  const check = sha256(sha256(bytes.subarray(0, 21)));
  return [0, 1, 2, 3].every((i) => check[i] === bytes[21 + i]);
}

const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
/** Networks whose addresses are bech32 or bech32m. */
const NETWORKS: ReadonlySet<string> = new Set(["bc", "tb", "bcrt", "ltc", "tltc", "addr", "stake", "cosmos", "osmo", "terra", "one", "inj", "celestia", "thor"]);

function isBech32(text: string): boolean {
  const lower = text.toLowerCase();
  if (lower !== text && text.toUpperCase() !== text) return false;
  const split = lower.lastIndexOf("1");
  const network = lower.slice(0, split);
  if (!NETWORKS.has(network) || lower.length - split < 8) return false;
  let check = 1;
  const step = (value: number): void => {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (let i = 0; i < 5; i++) if ((top >>> i) & 1) check ^= GENERATORS[i] ?? 0;
  };
  for (const letter of network) step(letter.charCodeAt(0) >> 5);
  step(0);
  for (const letter of network) step(letter.charCodeAt(0) & 31);
  for (const letter of lower.slice(split + 1)) {
    const value = BECH32.indexOf(letter);
    if (value < 0) return false;
    step(value);
  }
  return check === 1 || check === 0x2bc830a3;
}
