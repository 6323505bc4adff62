// Addresses that mean the same everywhere, by standard or by the documentation of the cloud that uses them.

export interface EgressWeights {
  /** AWS and most others, AWS containers, AWS over IPv6, Alibaba, Azure's wire server. */
  readonly metadataAddresses: readonly string[];
  readonly metadataNames: readonly string[];
  /** Loopback, unspecified and link-local (RFC 1122, RFC 3927, RFC 4291). */
  readonly ownMachine: readonly string[];
  /** RFC 1918, RFC 6598, RFC 4193. */
  readonly privateNetworks: readonly string[];
  /** Names that nobody outside can register (RFC 6762 appendix G, RFC 6761, and the reserved `internal`). */
  readonly innerSuffixes: readonly string[];
}

export const EGRESS_WEIGHTS: EgressWeights = {
  metadataAddresses: ["169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "fd00:ec2::23", "100.100.100.200", "168.63.129.16"],
  metadataNames: ["metadata.google.internal", "metadata.goog", "instance-data.ec2.internal"],
  ownMachine: ["127.0.0.0/8", "0.0.0.0/8", "::1", "::", "169.254.0.0/16", "fe80::/10"],
  privateNetworks: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"],
  innerSuffixes: [".localhost", ".local", ".internal", ".intranet", ".lan", ".corp", ".home", ".private", ".home.arpa"],
};
