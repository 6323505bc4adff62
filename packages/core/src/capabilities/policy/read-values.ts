// The values of a policy rule in the form in which they are compared; undefined for one that says nothing readable.
import { normaliseName } from "../../normalise/name.ts";
import { parseHost } from "../../normalise/host.ts";
import { parseNetwork } from "../network.ts";
import type { NameFacts } from "../../words/facts.ts";
import type { HostFacts } from "../../normalise/host.ts";
import type { Network } from "../network.ts";

export function readName(text: string): NameFacts | undefined {
  const name = normaliseName(text);
  return name.exact === "" || text.length > 256 ? undefined : name;
}

export function readDomain(text: string): HostFacts | undefined {
  const host = parseHost(text.trim());
  return host?.kind === "domain" ? host : undefined;
}

/** An address in any notation, or a range in CIDR notation. */
export function readNetwork(text: string): Network | undefined {
  const host = text.includes("/") ? undefined : parseHost(text.trim());
  return parseNetwork(host?.kind === "ip" ? host.host : text);
}

/** Lower case; undefined when it cannot be a hash. */
export function readHash(text: string): string | undefined {
  const hash = text.trim().toLowerCase();
  return hash === "" || hash.length > 256 ? undefined : hash;
}
