// New session ids: time-ordered (RFC 9562, version 7).
import type { Platform } from "./platform.ts";

export function newSessionId(platform: Pick<Platform, "now" | "random">): string {
  const time = platform.now().toString(16).padStart(12, "0");
  const random = platform.random(10);
  random[0] = 0x70 | ((random[0] ?? 0) & 0x0f);
  random[2] = 0x80 | ((random[2] ?? 0) & 0x3f);
  const hex = time + Buffer.from(random).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
