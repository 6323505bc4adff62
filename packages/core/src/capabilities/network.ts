// Addresses and ranges in CIDR notation, IPv4 and IPv6.
import ipaddr from "ipaddr.js";

/** A range of addresses; a single address is a range of one. */
export interface Network {
  readonly address: Address;
  readonly bits: number;
}

type Address = ReturnType<typeof ipaddr.parse>;

/** Reads `10.0.0.0/8`, `2001:db8::/32` or a single address. Undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 64) return undefined;
  const slash = trimmed.indexOf("/");
  const address = parseAddress(slash < 0 ? trimmed : trimmed.slice(0, slash));
  if (address === undefined) return undefined;
  const width = address.kind() === "ipv4" ? 32 : 128;
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
  return isPlain ? ipaddr.process(text) : undefined;
}

export function isInside(address: Address, { address: start, bits }: Network): boolean {
  return address.kind() === start.kind() && address.match(start, bits);
}

/** Whether every address of `inner` is in `outer`. */
export function networkCovers(outer: Network, inner: Network): boolean {
  return outer.bits <= inner.bits && isInside(inner.address, outer);
}
