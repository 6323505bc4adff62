// The observer. Everything that is not named here may change.
export { ObserverError } from "./observer-error.ts";
export type { ObserverErrorCode } from "./observer-error.ts";
export { startObserver } from "./start-observer.ts";
export type { Observer, ObserverLog, ObserverSettings } from "./start-observer.ts";
