// The oldest key of a collection whose oldest ones go to keep a bound.

type Collection = ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>;

/**
 * A new iterator passes the places of all that went before, each time again; so one is kept for each collection.
 * INVARIANT: every key that it gave was deleted at once, so the next one that it gives is the oldest.
 */
const places = new WeakMap<Collection, Iterator<unknown>>();

/** Deletes the oldest key and gives it. */
export function takeOldest<K>(collection: Map<K, unknown> | Set<K>): K | undefined {
  const kept = places.get(collection)?.next();
  if (kept !== undefined && kept.done !== true) return goneFrom(collection, kept.value as K);
  const place = collection.keys();
  places.set(collection, place);
  const first = place.next();
  return first.done === true ? undefined : goneFrom(collection, first.value);
}

function goneFrom<K>(collection: Map<K, unknown> | Set<K>, key: K): K {
  collection.delete(key);
  return key;
}
