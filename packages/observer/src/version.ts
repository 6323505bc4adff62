// The version that the observer says it is.
import package_ from "../package.json" with { type: "json" };

export const OBSERVER_VERSION: string = package_.version;
