// IP addresses in every notation that resolvers accept, brought to the one canonical form.
import ipaddr from "ipaddr.js";

export interface AddressFacts {
  /** Canonical text; IPv4 inside IPv6 (mapped, compatible, NAT64) as IPv4. */
  readonly host: string;
  readonly disguises: readonly string[];
}

/** Reads IPv4 as the WHATWG URL rules do: one to four parts, each decimal, octal (`0…`) or hexadecimal (`0x…`). */
export function parseIpv4(text: string): AddressFacts | undefined {
  const parts = text.split(".", 6);
  if (parts.length > 4) return undefined;
  const disguises: string[] = [];
  const numbers: number[] = [];
  for (const part of parts) {
    const number = parsePart(part, disguises);
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  const last = numbers.pop() ?? 0;
  if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length)) return undefined;
  if (parts.length === 1) disguises.push("integer-address");
  else if (parts.length < 4) disguises.push("short-address");
  let value = last;
  for (const [index, number] of numbers.entries()) value += number * 256 ** (3 - index);
  return { host: [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join("."), disguises };
}

/** Any number of leading zeros: the value is bounded, not its digits. */
function parsePart(part: string, disguises: string[]): number | undefined {
  if (/^0x[0-9a-f]*$/.test(part)) {
    disguises.push("hex-address");
    return numberOf(part.slice(2), 16);
  }
  if (!/^[0-9]+$/.test(part)) return undefined;
  if (part.length === 1 || !part.startsWith("0")) return numberOf(part, 10);
  if (/[89]/.test(part)) return undefined;
  disguises.push("octal-address");
  return numberOf(part, 8);
}

function numberOf(digits: string, base: number): number | undefined {
  let from = 0;
  while (digits[from] === "0") from++;
  const significant = digits.slice(from);
  if (significant.length > 12) return undefined;
  return significant === "" ? 0 : Number.parseInt(significant, base);
}

/** Reads IPv6 without brackets; a zone id is dropped and named as a disguise. */
export function parseIpv6(text: string): AddressFacts | undefined {
  if (text.length > 128 || !text.includes(":")) return undefined;
  const zone = text.indexOf("%");
  const address = zone < 0 ? text : text.slice(0, zone);
  if (!/^[0-9a-f:.]{2,45}$/.test(address) || !ipaddr.IPv6.isValid(address)) return undefined;
  const parts = ipaddr.IPv6.parse(address).parts;
  const disguises = zone < 0 ? [] : ["zone-id"];
  // The library reads `::1.2.3.4` as mapped; the address is the same, the notation another.
  const inside = /^::[0-9]+\./.test(address) ? "compatible-address" : embeddedKind(parts);
  if (inside !== undefined) {
    const [high = 0, low = 0] = parts.slice(6);
    return { host: `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`, disguises: [...disguises, inside] };
  }
  const host = new ipaddr.IPv6(parts).toRFC5952String();
  return { host, disguises: host === address || zone >= 0 ? disguises : ["long-address"] };
}

/** The IPv4 address that packets to a 6to4, local NAT64 or ISATAP address are carried to. `host` is canonical. */
export function carriedIpv4(host: string): string | undefined {
  const is6to4 = host.startsWith("2002:");
  if (!is6to4 && !host.startsWith("64:ff9b:1:") && !host.includes(":5efe:")) return undefined;
  const parts = ipaddr.IPv6.parse(host).parts;
  const [high = 0, low = 0] = is6to4 ? parts.slice(1, 3) : parts.slice(6);
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

function embeddedKind(parts: readonly number[]): string | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = parts;
  if (a === 0x64 && b === 0xff9b && c === 0 && d === 0 && e === 0 && f === 0) return "nat64-address";
  if (a !== 0 || b !== 0 || c !== 0 || d !== 0) return undefined;
  if ((e === 0 && f === 0xffff) || (e === 0xffff && f === 0)) return "mapped-address";
  // `::1` and `::` are addresses of their own, not IPv4 in disguise.
  return e === 0 && f === 0 && g !== 0 ? "compatible-address" : undefined;
}
