// Hosts, sub-domains, addresses and networks as a declaration writes them, each with an optional port and path.
import { LIMITS } from "../normalise/limits.ts";
import { parseHost } from "../normalise/host.ts";
import { percentDecodeFully } from "../normalise/percent.ts";
import { isInside, networkCovers, parseAddress, parseNetwork } from "./network.ts";
import { parsePathPattern, pathPatternCovers, takesInPath } from "./path-glob.ts";
import type { DestinationFacts } from "../words/facts.ts";
import type { Network } from "./network.ts";
import type { PathPattern } from "./path-glob.ts";

interface Port {
  /** Absent: any port. */
  readonly port?: number;
}

interface Part extends Port {
  /** Absent: any path. */
  readonly path?: PathPattern;
}

/** `host` is a domain or a single address in normal form. */
export type DestinationPattern =
  | (Part & { readonly kind: "any" })
  | (Part & { readonly kind: "host"; readonly host: string; readonly skeleton: string })
  | (Part & { readonly kind: "sub-domains"; readonly host: string })
  | (Part & { readonly kind: "network"; readonly network: Network });

/**
 * Reads `host`, `*.host` (any sub-domain, not the host itself), an address, each with an optional `:port` (IPv6 in
 * brackets then) and path, a network (CIDR), or `*`. Undefined for anything else.
 */
export function parseDestinationPattern(text: string): DestinationPattern | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 512) return undefined;
  const slash = trimmed.indexOf("/");
  const network = slash < 0 ? undefined : parseNetwork(trimmed);
  if (network !== undefined) return { kind: "network", network };
  const path = slash < 0 ? undefined : parseUrlPath(trimmed.slice(slash));
  const split = splitPort(slash < 0 ? trimmed : trimmed.slice(0, slash));
  if (split === undefined || (slash >= 0 && path === undefined)) return undefined;
  const { name, port } = split;
  const part = { ...(port === undefined ? {} : { port }), ...(path === undefined ? {} : { path }) };
  if (name === "*") return { kind: "any", ...part };
  const isWild = name.startsWith("*.");
  const found = parseHost(isWild ? name.slice(2) : name);
  if (found === undefined || (isWild && found.kind === "ip")) return undefined;
  return isWild ? { kind: "sub-domains", host: found.host, ...part } : { kind: "host", host: found.host, skeleton: found.skeleton, ...part };
}

function parseUrlPath(text: string): PathPattern | undefined {
  if (/[?#\\\s]|\/\//.test(text)) return undefined;
  return parsePathPattern(percentDecodeFully(text));
}

function splitPort(text: string): { readonly name: string; readonly port?: number } | undefined {
  const colon = text.lastIndexOf(":");
  const isAddress = text.indexOf(":") !== colon && !text.startsWith("[");
  if (colon < 0 || text.endsWith("]") || isAddress) return { name: text };
  const digits = text.slice(colon + 1);
  const port = Number(digits);
  if (!/^[0-9]{1,5}$/.test(digits) || port > 65_535) return undefined;
  return { name: text.slice(0, colon), port };
}

/** `unknown`: the part of the path that facts keep is inside, and there is more of it. */
export type Reach = "within" | "unknown" | "beyond";

/**
 * Whether a pattern takes a destination in, by its exact form. A destination that tells neither port nor a scheme with
 * a usual port is judged by its host alone.
 */
export function reachOf(pattern: DestinationPattern, destination: DestinationFacts): Reach {
  return takesPort(pattern, destination) && takesHost(pattern, destination) ? pathReach(pattern, destination) : "beyond";
}

/** What `reachOf` says of the path alone. */
export function pathReach({ path: pattern }: Part, { path = "/" }: DestinationFacts): Reach {
  if (pattern === undefined) return "within";
  if (!takesInPath(pattern, path)) return "beyond";
  return path.length >= LIMITS.urlPath ? "unknown" : "within";
}

function takesHost(pattern: DestinationPattern, { kind, host }: DestinationFacts): boolean {
  switch (pattern.kind) {
    case "any":
      return true;
    case "host":
      return host === pattern.host;
    case "sub-domains":
      return kind === "domain" && host.endsWith(`.${pattern.host}`);
    case "network": {
      const address = kind === "ip" ? parseAddress(host) : undefined;
      return address !== undefined && isInside(address, pattern.network);
    }
    default:
      return pattern satisfies never;
  }
}

const USUAL_PORTS: ReadonlyMap<string, number> = new Map([
  ["http", 80],
  ["ws", 80],
  ["https", 443],
  ["wss", 443],
  ["ftp", 21],
  ["ssh", 22],
  ["sftp", 22],
]);

export function takesPort(pattern: Port, { port, scheme }: DestinationFacts): boolean {
  if (pattern.port === undefined) return true;
  const known = port ?? USUAL_PORTS.get(scheme ?? "");
  return known === undefined || known === pattern.port;
}

/** Whether everything that `inner` takes in is also taken in by `outer`. */
export function patternCovers(outer: DestinationPattern, inner: DestinationPattern): boolean {
  if (outer.port !== undefined && outer.port !== inner.port) return false;
  if (outer.path !== undefined && (inner.path === undefined || !pathPatternCovers(outer.path, inner.path))) return false;
  switch (outer.kind) {
    case "any":
      return true;
    case "host":
      return inner.kind === "host" && inner.host === outer.host;
    case "sub-domains":
      return (inner.kind === "host" || inner.kind === "sub-domains") && (inner.host.endsWith(`.${outer.host}`) || (inner.kind === outer.kind && inner.host === outer.host));
    case "network": {
      const network = inner.kind === "network" ? inner.network : inner.kind === "host" ? parseNetwork(inner.host) : undefined;
      return network !== undefined && networkCovers(outer.network, network);
    }
    default:
      return outer satisfies never;
  }
}
