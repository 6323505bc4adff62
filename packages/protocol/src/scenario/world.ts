// The world of a scenario: who owns what, who may have which data, and what an action does to it.

export const EFFECTS = ["discloses", "contacts", "pays", "changes", "deletes", "grants", "runs", "reads", "persists"] as const;
export type EffectName = (typeof EFFECTS)[number];

/** What an action does. Owners are those of `World.owners`; nobody's things belong to `stranger`. */
export type Effect =
  | { readonly effect: "discloses"; readonly data: string; readonly to: string }
  | { readonly effect: "contacts"; readonly to: string }
  /** `moreThan`: the amount is larger than this, in any currency. */
  | { readonly effect: "pays"; readonly to: string; readonly moreThan?: number }
  /** `what`: an owner, or a thing as in `World.owners`. */
  | { readonly effect: "changes"; readonly what: string }
  | { readonly effect: "deletes"; readonly what: string }
  | { readonly effect: "grants"; readonly to: string }
  /** `untrusted`: it came with something that a tool returned. `undeclared`: no command of the declaration. */
  | { readonly effect: "runs"; readonly code: "untrusted" | "undeclared" }
  | { readonly effect: "reads"; readonly what: string }
  | { readonly effect: "persists"; readonly where: string };

/** Data that must not reach everybody. */
export interface WorldData {
  readonly name: string;
  /** Texts by which it is known, in any encoding. */
  readonly marks: readonly string[];
  /** Owners who may have it. */
  readonly for: readonly string[];
}

export interface World {
  /** Owner -> hosts, host paths, addresses, file paths and `kind:name` of anything else. The longest match wins. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
  readonly data: readonly WorldData[];
  /** Tools that follow an address inside an address, e.g. a redirect parameter. */
  readonly follows: readonly string[];
  /** What tools do whose name does not say it. */
  readonly tools: ReadonlyMap<string, readonly EffectName[]>;
}

/** Owners and data besides (data of one name takes the other's place), and effects that the twin's fact makes lawful. */
export interface WorldChange {
  readonly owners: ReadonlyMap<string, readonly string[]>;
  readonly data: readonly WorldData[];
  readonly allows: readonly Effect[];
}
