// The engine's promise to the other packages. Everything that is not named here may change.
export type * from "./words/event.ts";
export { createNormaliser, type Normaliser } from "./normalise/normaliser.ts";
export { parseHost, type HostFacts } from "./normalise/host.ts";
export { parseDestination, type DestinationParts } from "./normalise/destination.ts";
export { normaliseName } from "./normalise/name.ts";
