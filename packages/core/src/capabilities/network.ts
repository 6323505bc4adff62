// Addresses and ranges in CIDR notation, IPv4 and IPv6, and an index of many of them.
import ipaddr from "ipaddr.js";

/** A range of addresses; a single address is a range of one. */
export interface Network {
  readonly address: Address;
  readonly bits: number;
}

/** Most significant byte first: four of IPv4 or sixteen of IPv6. The engine's published types name no library. */
export interface Address {
  readonly bytes: readonly number[];
}

/** Reads `10.0.0.0/8`, `2001:db8::/32` or a single address. Undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 64) return undefined;
  const slash = trimmed.indexOf("/");
  const address = parseAddress(slash < 0 ? trimmed : trimmed.slice(0, slash));
  if (address === undefined) return undefined;
  const width = widthOf(address);
  if (slash < 0) return { address, bits: width };
  const suffix = trimmed.slice(slash + 1);
  if (!/^[0-9]{1,3}$/.test(suffix)) return undefined;
  // `::ffff:10.0.0.0/104` is `10.0.0.0/8` once the address is read as the IPv4 one that it maps.
  const bits = Number(suffix) - (width === 32 && trimmed.includes(":") ? 96 : 0);
  return bits >= 0 && bits <= width ? { address, bits } : undefined;
}

/** Reads one address; IPv4-mapped IPv6 becomes IPv4. */
export function parseAddress(text: string): Address | undefined {
  const isPlain = text.includes(":") ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text);
  return isPlain ? { bytes: ipaddr.process(text).toByteArray() } : undefined;
}

export function isInside(address: Address, { address: start, bits }: Network): boolean {
  return address.bytes.length === start.bytes.length && start.bytes.every((byte, index) => ((byte ^ (address.bytes[index] ?? 0)) & maskAt(index, bits)) === 0);
}

/** Whether every address of `inner` is in `outer`. */
export function networkCovers(outer: Network, inner: Network): boolean {
  return outer.bits <= inner.bits && isInside(inner.address, outer);
}

/** Values kept under networks. A look-up costs one step for each length of prefix that is present, not for each network. */
export class NetworkIndex<T> {
  readonly #byPrefix = new Map<string, { readonly width: number; readonly bits: number; readonly values: Map<string, T[]> }>();

  add({ address, bits }: Network, value: T): void {
    const width = widthOf(address);
    const prefix = this.#byPrefix.get(`${width}/${bits}`) ?? { width, bits, values: new Map<string, T[]>() };
    this.#byPrefix.set(`${width}/${bits}`, prefix);
    const key = maskedKey(address.bytes, bits);
    prefix.values.set(key, [...(prefix.values.get(key) ?? []), value]);
  }

  /** The values of every network that holds all of `inner`, shortest prefix not necessarily first. */
  covering(inner: Network): readonly T[] {
    if (this.#byPrefix.size === 0) return [];
    const bytes = inner.address.bytes;
    const found: T[] = [];
    for (const { width, bits, values } of this.#byPrefix.values()) {
      if (width === bytes.length * 8 && bits <= inner.bits) found.push(...(values.get(maskedKey(bytes, bits)) ?? []));
    }
    return found;
  }
}

function widthOf(address: Address): number {
  return address.bytes.length * 8;
}

function maskedKey(bytes: readonly number[], bits: number): string {
  const masked = bytes.map((byte, index) => byte & maskAt(index, bits));
  return String.fromCharCode(...masked);
}

/** The bits of the byte at `index` that a prefix of `bits` fixes. */
function maskAt(index: number, bits: number): number {
  return (0xff00 >> Math.max(0, Math.min(8, bits - index * 8))) & 0xff;
}
