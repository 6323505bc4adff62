// Settings of the observer: the part of the storage port that keeps them.
import type { AuditEntry } from "./port.ts";

export interface SettingStore {
  get(name: string): Promise<unknown>;
  put(name: string, value: unknown, audit: AuditEntry): Promise<void>;
  /** Secrets are encrypted with the key file of the data folder. */
  getSecret(name: string): Promise<Uint8Array | undefined>;
  putSecret(name: string, secret: Uint8Array | undefined, audit: AuditEntry): Promise<void>;
}
