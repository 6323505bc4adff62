// The comparison: what one coarse list of hosts for the whole organisation says about an action.
import type { Organisation } from "@kaizen/protocol";

/** Permitted when every contacted host is on the list; an action that contacts none is not seen by such a list. */
export function allowlistPermits(hosts: readonly string[], organisation: Organisation): boolean {
  return hosts.every((host) => organisation.hosts.some((entry) => (entry.startsWith("*.") ? host.endsWith(entry.slice(1)) : host === entry)));
}
