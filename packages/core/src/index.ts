// The engine's promise to the other packages. Everything that is not named here may change.
export type * from "./words/event.ts";
