// Who is asking: the key of a request, and what keys look like.
import { createHash } from "node:crypto";
import type { KeyRole, Store, StoredKey } from "@kaizen/store";

export interface Caller {
  readonly keyId: string;
  readonly role: KeyRole;
  /** Set for keys of role `agent`: the only agent that it may speak for. */
  readonly agent?: string;
}

/** The keys in force, in memory. INVARIANT: only this process writes keys, its lock on the data folder keeps others out. */
export interface Keyring {
  find(key: string): Caller | undefined;
  add(key: StoredKey): void;
  revoke(id: string): void;
  /** Whether a key is in force. */
  has(id: string): boolean;
}

const KEY_PREFIX = "kz_live_";
const KEY_BYTES = 24;

export async function loadKeyring(store: Store): Promise<Keyring> {
  // SECURITY: looked up by hash: how long it takes says nothing about how much of a key was right.
  const byHash = new Map<string, StoredKey>();
  for (const key of await store.keys.list()) if (key.revokedAt === undefined) byHash.set(key.hash, key);
  return {
    find(key) {
      const found = byHash.get(hashKey(key));
      if (found === undefined) return undefined;
      return { keyId: found.id, role: found.role, ...(found.agent === undefined ? {} : { agent: found.agent }) };
    },
    add(key) {
      byHash.set(key.hash, key);
    },
    has: (id) => [...byHash.values()].some((key) => key.id === id),
    revoke(id) {
      for (const [hash, key] of byHash) if (key.id === id) byHash.delete(hash);
    },
  };
}

/** `kz_live_` and 32 url-safe characters. */
export function newKey(random: (length: number) => Uint8Array): string {
  return KEY_PREFIX + Buffer.from(random(KEY_BYTES)).toString("base64url");
}

export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
