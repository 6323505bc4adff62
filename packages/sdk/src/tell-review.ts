// Hands the review of a session to who listens for it.
import type { Verdict } from "@kaizen/core";
import type { Platform } from "./platform.ts";

/** A listener that fails changes nothing. */
export function tellReview(review: Verdict, listener: ((review: Verdict) => void) | undefined, platform: Pick<Platform, "warn">): void {
  try {
    listener?.(review);
  } catch (cause) {
    platform.warn(`onReview failed: ${String(cause)}`, "KAIZEN_ON_REVIEW");
  }
}
