// UTF-8 and UTF-16 without the platform: the core has no TextEncoder. Lone surrogates become U+FFFD.

/** Writes `text` as UTF-8 and returns how many bytes it took; `into` must have three bytes for every code unit. */
export function writeUtf8(text: string, into: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      into[length++] = code;
      continue;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = code < 0xdc00 ? text.charCodeAt(i + 1) : 0;
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i++;
      } else code = 0xfffd;
    }
    if (code < 0x800) into[length++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) into[length++] = 0xe0 | (code >> 12);
      else {
        into[length++] = 0xf0 | (code >> 18);
        into[length++] = 0x80 | ((code >> 12) & 0x3f);
      }
      into[length++] = 0x80 | ((code >> 6) & 0x3f);
    }
    into[length++] = 0x80 | (code & 0x3f);
  }
  return length;
}

export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  return bytes.slice(0, writeUtf8(text, bytes));
}

/** Bytes that `text` takes as UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    // A surrogate pair is two units and four bytes: one more for each half.
    length += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return length;
}

/** The text of well-formed UTF-8, else undefined. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  let units: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : -1;
    if (more < 0 || i + more >= bytes.length) return undefined;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k] ?? 0;
      if ((next & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (next & 0x3f);
    }
    if ((more === 2 && code < 0x800) || (more === 3 && (code < 0x10000 || code > 0x10ffff))) return undefined;
    if (code >= 0xd800 && code <= 0xdfff) return undefined;
    if (code < 0x10000) units.push(code);
    else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    if (units.length > 4096) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
    i += more + 1;
  }
  parts.push(String.fromCharCode(...units));
  return parts.join("");
}

/** The text of UTF-16 bytes in either order, where it is made of plain letters for the most part; else undefined. */
export function decodeUtf16(bytes: Uint8Array): string | undefined {
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const isLittle = isMarked ? bytes[0] === 0xff : bytes[1] === 0;
  const parts: string[] = [];
  let plain = 0;
  for (let i = isMarked ? 2 : 0; i + 1 < bytes.length; i += 2) {
    const code = isLittle ? (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) : ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
    if (code < 0x20 && code !== 9 && code !== 10 && code !== 13) return undefined;
    if (code < 0x7f) plain++;
    parts.push(String.fromCharCode(code));
  }
  return parts.length >= 4 && plain * 4 >= parts.length * 3 ? parts.join("") : undefined;
}
