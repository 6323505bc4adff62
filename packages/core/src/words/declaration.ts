// What an agent is meant to do, as its owner states it.
import type { Label } from "./facts.ts";

/**
 * `not-stated`: nobody said, so nothing is judged. `none`: said to be none, so everything is beyond it.
 * `only`: these and nothing else (never empty).
 */
export type Stated<T> =
  | { readonly kind: "not-stated" }
  | { readonly kind: "none" }
  | { readonly kind: "only"; readonly items: readonly T[] };

export interface DataFlow {
  readonly label: Label;
  /** Host patterns where values with this label may go. */
  readonly destinations: readonly string[];
}

export interface Declaration {
  readonly agent: string;
  readonly purpose?: string;
  /** Tool names; `*` matches any run of characters. */
  readonly tools: Stated<string>;
  /** Hosts, addresses or networks (CIDR); `*.example.com` means any sub-domain but not the domain itself. A pattern may carry `:port`. */
  readonly destinations: Stated<string>;
  /** Where labelled data may lawfully flow. */
  readonly data: Stated<DataFlow>;
}
