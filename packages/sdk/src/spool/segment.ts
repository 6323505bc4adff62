// One spool file: lines are appended at its end and sent from its front; the sent offset lies in a file beside it.
import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync, renameSync, rmSync, utimesSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Batch, BatchLimits, LineSource } from "./batch.ts";

const NEWLINE = 0x0a;
/** Longer lines are not written, and what looks like one when read back is damage. */
export const LONGEST_LINE: number = 8 * 1024 * 1024;

/** `NAME.OWNER.jsonl`: the owner in the name makes a claim one atomic rename. */
export function segmentFile(name: string, owner: string): string {
  return `${name}.${owner}.jsonl`;
}

export class Segment implements LineSource {
  readonly name: string;
  readonly #folder: string;
  #path: string;
  #file: number;
  #offsetFile: number;
  #size: number;
  #sent: number;
  #pending: number;

  /** Opens or makes the file. Throws when that is impossible: the caller falls back to memory. */
  constructor(folder: string, name: string, owner: string) {
    this.name = name;
    this.#folder = folder;
    this.#path = join(folder, segmentFile(name, owner));
    this.#file = openSync(this.#path, "a+", 0o600);
    try {
      this.#offsetFile = openSync(this.#offsetPath, "a+", 0o600);
    } catch (error) {
      closeSync(this.#file);
      throw error;
    }
    this.#size = fstatSync(this.#file).size;
    this.#sent = this.#readOffset();
    this.#pending = 0;
    if (this.#size > 0) this.#measure();
  }

  get pending(): number {
    return this.#pending;
  }

  get size(): number {
    return this.#size;
  }

  /** One write. False when the disk did not take the whole line; the file is then as before. */
  append(line: string): boolean {
    const bytes = Buffer.from(`${line}\n`);
    if (bytes.length > LONGEST_LINE) return false;
    try {
      const written = writeSync(this.#file, bytes);
      if (written !== bytes.length) {
        ftruncateSync(this.#file, this.#size);
        return false;
      }
    } catch {
      return false;
    }
    this.#size += bytes.length;
    this.#pending += 1;
    return true;
  }

  next(limits: BatchLimits): Batch | undefined {
    let text = this.#read(limits.bytes);
    // A single line may be longer than a batch.
    if (text !== undefined && !text.includes(NEWLINE)) text = this.#read(LONGEST_LINE);
    if (text === undefined) return undefined;
    const lines: string[] = [];
    let end = 0;
    while (lines.length < limits.records) {
      const newline = text.indexOf(NEWLINE, end);
      if (newline < 0) break;
      lines.push(text.toString("utf8", end, newline));
      end = newline + 1;
    }
    if (lines.length === 0) return undefined;
    const from = this.#sent;
    return { lines, settle: () => this.#settle(from, from + end, lines.length) };
  }

  /** Says that the owner lives, for those who cannot see its process. False when the file is no longer ours. */
  beat(now: number): boolean {
    try {
      utimesSync(this.#path, now / 1000, now / 1000);
      return true;
    } catch {
      return existsSync(this.#path);
    }
  }

  /** Gives the file to whoever comes next. */
  release(): void {
    this.#close();
    try {
      renameSync(this.#path, join(this.#folder, segmentFile(this.name, "free")));
    } catch {
      // The file is gone or the folder cannot be written: the next process finds it by its dead owner.
    }
  }

  /** Deletes the file, unless it has grown meanwhile. */
  remove(): void {
    this.#close();
    rmSync(this.#path, { force: true });
    rmSync(this.#offsetPath, { force: true });
  }

  get #offsetPath(): string {
    return join(this.#folder, `${this.name}.sent`);
  }

  #close(): void {
    for (const file of [this.#file, this.#offsetFile]) if (file >= 0) closeSync(file);
    this.#file = this.#offsetFile = -1;
  }

  #read(bytes: number): Buffer | undefined {
    const length = Math.min(bytes, this.#size - this.#sent);
    if (length <= 0 || this.#file < 0) return undefined;
    const buffer = Buffer.allocUnsafe(length);
    return buffer.subarray(0, readSync(this.#file, buffer, 0, length, this.#sent));
  }

  #settle(from: number, to: number, lines: number): void {
    if (this.#sent !== from || this.#file < 0) return;
    this.#sent = to;
    this.#pending -= lines;
    try {
      // An offset that is not written costs a second sending, which is harmless.
      ftruncateSync(this.#offsetFile, 0);
      writeSync(this.#offsetFile, String(to));
    } catch {
      // As above.
    }
  }

  #readOffset(): number {
    const offset = Number(readFileSync(this.#offsetFile, "utf8") || "0");
    return Number.isSafeInteger(offset) && offset >= 0 && offset <= this.#size ? offset : 0;
  }

  /** Counts the lines that wait. A last line without an end was being written when its process died: nobody was told that it is accepted. */
  #measure(): void {
    const chunk = Buffer.allocUnsafe(1024 * 1024);
    let end = this.#sent;
    for (let at = this.#sent; at < this.#size; ) {
      const length = readSync(this.#file, chunk, 0, chunk.length, at);
      if (length <= 0) break;
      for (let i = chunk.indexOf(NEWLINE); i >= 0 && i < length; i = chunk.indexOf(NEWLINE, i + 1)) {
        this.#pending += 1;
        end = at + i + 1;
      }
      at += length;
    }
    this.#size = end;
  }
}
