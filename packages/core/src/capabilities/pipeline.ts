// The checks of the engine, in the order in which they run. Adding one: its folder and its line here.
import type { Capability } from "./capability.ts";

export const capabilities: readonly Capability<unknown>[] = [];
