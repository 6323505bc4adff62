// Encrypts stored secrets (AES-256-GCM) with a key that lives beside the database in a file only its owner can read.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { StoreError } from "./error.ts";

export interface SecretBox {
  seal(name: string, secret: Uint8Array): unknown;
  /** Throws `sealed` when the key or the value is not the one that was used. */
  open(name: string, sealed: unknown): Uint8Array;
  /** HMAC-SHA-256 under the same key, hexadecimal. */
  sign(text: string): string;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Reads the key file, or makes it with mode 0600. */
export function secretBox(keyFile: string): SecretBox {
  const key = existsSync(keyFile) ? readKey(keyFile) : makeKey(keyFile);
  return {
    seal(name, secret) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
      // SECURITY: bound to its name, so that one secret cannot be put in another's place.
      cipher.setAAD(Buffer.from(name));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return { v: 1, box: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64") };
    },
    open(name, sealed) {
      const box = Buffer.from(String((sealed as { box?: unknown } | null)?.box ?? ""), "base64");
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(name));
        decipher.setAuthTag(box.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      } catch (error) {
        throw new StoreError("sealed", `the key file "${keyFile}" does not open the stored secret "${name}"`, { cause: error });
      }
    },
    sign: (text) => createHmac("sha256", key).update("kaizen-seal\n").update(text).digest("hex"),
  };
}

function readKey(file: string): Buffer {
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES) throw new StoreError("sealed", `expected a key of ${KEY_BYTES} bytes in "${file}", got ${key.length}`);
  chmodSync(file, 0o600);
  return key;
}

function makeKey(file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  const handle = openSync(file, "wx", 0o600);
  try {
    writeSync(handle, key);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return key;
}
