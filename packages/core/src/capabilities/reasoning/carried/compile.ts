// What earlier sessions left, made ready for look-ups. Shared by all sessions, so nothing in it may change.
import { windowsOf } from "../flow/followed.ts";
import type { CarriedLabels, CarriedNote, CarriedPlace, CarriedValue } from "../../../words/carried.ts";
import type { Fingerprint } from "../../../words/facts.ts";

export interface CompiledCarried {
  readonly places: ReadonlyMap<string, CarriedPlace>;
  /** By the fingerprint of the value, a secret before others. */
  readonly values: ReadonlyMap<Fingerprint, CarriedValue>;
  /** By window; `null` where several values have it: that tells nothing of any of them. */
  readonly windows: ReadonlyMap<string, CarriedValue | null>;
  /** By mark and by name. */
  readonly notes: ReadonlyMap<string, readonly CarriedNote[]>;
}

export function compileCarried(carried: CarriedLabels): CompiledCarried {
  const values = new Map<Fingerprint, CarriedValue>();
  const windows = new Map<string, CarriedValue | null>();
  for (const value of carried.values) {
    if (value.of !== "" && !values.has(value.of)) values.set(value.of, value);
    for (const { key } of windowsOf(value)) {
      const other = windows.get(key);
      windows.set(key, other === undefined || other === value ? value : null);
    }
  }
  const notes = new Map<string, CarriedNote[]>();
  for (const note of carried.notes) {
    for (const name of [...note.marks, ...note.names]) {
      const known = notes.get(name);
      if (known === undefined) notes.set(name, [note]);
      else if (known.length < NOTES_OF_A_PLACE) known.push(note);
    }
  }
  return { places: new Map(carried.places.map((place) => [place.mark, place])), values, windows, notes };
}

const NOTES_OF_A_PLACE = 8;
