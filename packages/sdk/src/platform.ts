// What the client takes from the machine besides files and sockets: clock, randomness, warnings, environment.
import { randomFillSync } from "node:crypto";

export interface Platform {
  /** Integer milliseconds since 1970. */
  now(): number;
  random(length: number): Uint8Array;
  /** Shown once a code; never holds a secret. */
  warn(message: string, code: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export const nodePlatform: Platform = {
  now: () => Date.now(),
  random: (length) => randomFillSync(new Uint8Array(length)),
  warn: (message, code) => process.emitWarning(message, { type: "KaizenWarning", code }),
  environment: process.env,
};
