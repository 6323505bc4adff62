// Base64, base64url, base32, ascii85 and hexadecimal, without the platform.

const STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Value of each ASCII character as a base64 digit of either alphabet; 255 for others. */
const DIGITS: Uint8Array = (() => {
  const digits = new Uint8Array(128).fill(255);
  for (let i = 0; i < 64; i++) digits[STANDARD.charCodeAt(i)] = i;
  digits["-".charCodeAt(0)] = 62;
  digits["_".charCodeAt(0)] = 63;
  return digits;
})();

/** Decodes what of `text` is base64 of either alphabet; padding is skipped. A group that is not whole is dropped. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4) + 3);
  return bytes.subarray(0, decodeBase64Into(bytes, text, text.length));
}

/** The same of the first `count` characters; gives how many bytes it wrote. */
export function decodeBase64Into(bytes: Uint8Array, text: string, count: number): number {
  let length = 0;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < count; i++) {
    const digit = DIGITS[text.charCodeAt(i)] ?? 255;
    if (digit === 255) continue;
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 255;
    }
  }
  return length;
}

export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = Math.min(bytes.length - i, 3) + 1;
    for (let k = 0; k < digits; k++) text += STANDARD.charAt((group >> (18 - 6 * k)) & 63);
  }
  return text;
}

/** Decodes pairs of hexadecimal digits; an odd last digit is dropped. */
export function decodeHex(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor(text.length / 2));
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

export function encodeHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Decodes base32 in either case; other characters are skipped, a group that is not whole is dropped. */
export function decodeBase32(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8) + 1);
  let length = 0;
  let held = 0;
  let bits = 0;
  for (const character of text.toUpperCase()) {
    const digit = BASE32.indexOf(character);
    if (digit < 0) continue;
    held = ((held << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 255;
    }
  }
  return bytes.subarray(0, length);
}

/** Decodes ascii85 without its delimiters. */
export function decodeAscii85(text: string): Uint8Array {
  const bytes: number[] = [];
  let group: number[] = [];
  const flush = (): void => {
    const missing = 5 - group.length;
    if (missing > 3) return;
    let value = 0;
    for (let i = 0; i < 5; i++) value = value * 85 + (group[i] ?? 84);
    for (let i = 0; i < 4 - missing; i++) bytes.push(Math.floor(value / 256 ** (3 - i)) % 256);
    group = [];
  };
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 33;
    if (text[i] === "z" && group.length === 0) bytes.push(0, 0, 0, 0);
    else if (digit >= 0 && digit < 85) group.push(digit);
    if (group.length === 5) flush();
  }
  if (group.length > 0) flush();
  return Uint8Array.from(bytes);
}
