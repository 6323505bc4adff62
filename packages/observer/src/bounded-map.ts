// A map that keeps the entries used last and forgets the others.

export interface BoundedMap<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  values(): IterableIterator<V>;
}

/** `canForget` says which entries may go; when none may, the map grows beyond `most` until one may. */
export function boundedMap<K, V>(most: number, canForget: (value: V) => boolean = () => true): BoundedMap<K, V> {
  const entries = new Map<K, V>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size <= most) return;
      for (const [oldest, old] of entries) {
        if (oldest === key || !canForget(old)) continue;
        entries.delete(oldest);
        return;
      }
    },
    delete: (key) => void entries.delete(key),
    values: () => entries.values(),
  };
}
