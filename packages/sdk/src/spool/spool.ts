// Where accepted records wait for the observer: this process's own files, those it adopted, and memory when the disk takes nothing.
import { appendFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Degradation } from "@kaizen/core";
import type { Platform } from "../platform.ts";
import { newSessionId } from "../session-id.ts";
import { isPrivateFolder } from "../state-folder.ts";
import { adoptSegments, deleteRemains } from "./adopt.ts";
import type { Batch, BatchLimits } from "./batch.ts";
import { MemoryQueue } from "./memory-queue.ts";
import { ownerText, thisProcess } from "./owner.ts";
import { Segment } from "./segment.ts";

export interface SpoolLimits {
  /** All files of this process together. */
  readonly bytes: number;
  readonly segmentBytes: number;
  readonly memoryRecords: number;
  readonly memoryCharacters: number;
  /** Records that the observer refused. */
  readonly asideBytes: number;
}
export const SPOOL_LIMITS: SpoolLimits = { bytes: 256 * 2 ** 20, segmentBytes: 16 * 2 ** 20, memoryRecords: 10_000, memoryCharacters: 64 * 2 ** 20, asideBytes: 64 * 2 ** 20 };

/** After so long without a sign of life others may have taken our files. */
const BEAT_GAP_MS = 5 * 60_000;
const MOST_ADOPTED_AT_ONCE = 64;

/** Records are kept oldest first: what comes when everything is full is dropped and counted. No method throws. */
export class Spool {
  readonly #folder: string | undefined;
  readonly #platform: Platform;
  readonly #limits: SpoolLimits;
  readonly #owner = thisProcess();
  /** Adopted files and our own full ones, oldest first. */
  #waiting: Segment[] = [];
  #current: Segment | undefined;
  readonly #memory: MemoryQueue;
  #lastBeat: number;
  #dropped = 0;
  #setAside = 0;
  #diskFailed: boolean;
  #isFull = false;

  /** `folder` undefined: there is no disk to write to. */
  constructor(folder: string | undefined, platform: Platform, limits: SpoolLimits = SPOOL_LIMITS) {
    this.#folder = folder;
    this.#platform = platform;
    this.#limits = limits;
    this.#memory = new MemoryQueue({ records: limits.memoryRecords, characters: limits.memoryCharacters });
    this.#diskFailed = folder === undefined;
    this.#lastBeat = platform.now();
  }

  get pending(): number {
    return this.#waiting.reduce((sum, { pending }) => sum + pending, 0) + (this.#current?.pending ?? 0) + this.#memory.pending;
  }

  /** Records that nothing took, and records that the observer refused. */
  get losses(): { readonly dropped: number; readonly setAside: number } {
    return { dropped: this.#dropped, setAside: this.#setAside };
  }

  get degraded(): readonly Degradation[] {
    return [...(this.#diskFailed ? (["memory-spool"] as const) : []), ...(this.#isFull ? (["spool-full"] as const) : []), ...(this.#setAside > 0 ? (["records-refused"] as const) : [])];
  }

  append(line: string, now: number): void {
    if (now - this.#lastBeat > BEAT_GAP_MS) this.beat(now);
    if (!this.#diskFailed) {
      const written = this.#appendToDisk(line);
      if (written === "full") {
        this.#isFull = true;
        this.#dropped += 1;
        return;
      }
      if (written === "written") {
        this.#isFull = false;
        return;
      }
      this.#diskFailed = true;
    }
    const isTaken = this.#memory.push(line);
    this.#isFull = !isTaken;
    if (!isTaken) this.#dropped += 1;
  }

  /** The oldest records first. */
  next(limits: BatchLimits): Batch | undefined {
    for (;;) {
      const segment = this.#waiting[0];
      if (segment === undefined) return this.#read(this.#current, limits) ?? this.#memory.next(limits);
      const batch = this.#read(segment, limits);
      if (batch !== undefined) return batch;
      segment.remove();
      this.#waiting.shift();
    }
  }

  /** Puts a record that the observer will never take into a side file. */
  setAside(line: string): void {
    this.#setAside += 1;
    if (this.#folder === undefined || !isPrivateFolder(this.#folder)) return;
    const path = join(this.#folder, `${ownerText(this.#owner)}.refused`);
    try {
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) + line.length < this.#limits.asideBytes) appendFileSync(path, `${line}\n`, { mode: 0o600 });
    } catch {
      // It stays counted.
    }
  }

  adopt(): void {
    if (this.#folder === undefined || !isPrivateFolder(this.#folder)) return;
    const now = this.#platform.now();
    deleteRemains(this.#folder, now);
    this.#waiting.unshift(...adoptSegments(this.#folder, this.#owner, now, MOST_ADOPTED_AT_ONCE));
  }

  /** Every 30 seconds: says that this process lives, lets go of files that others took, and tries a failed disk again. */
  beat(now: number): void {
    this.#lastBeat = now;
    this.#waiting = this.#waiting.filter((segment) => segment.beat(now));
    if (this.#current?.beat(now) === false) this.#current = undefined;
    if (this.#diskFailed && this.#folder !== undefined) this.#returnToDisk();
  }

  /** Everything unsent becomes free for the next process; what was sent is deleted. */
  release(): void {
    for (const segment of [...this.#waiting, ...(this.#current === undefined ? [] : [this.#current])]) {
      if (segment.pending === 0) segment.remove();
      else segment.release();
    }
    this.#waiting = [];
    this.#current = undefined;
  }

  #appendToDisk(line: string): "written" | "full" | "failed" {
    const segment = this.#writable();
    if (segment === "full" || segment === "failed") return segment;
    return segment.append(line) ? "written" : "failed";
  }

  #writable(): Segment | "full" | "failed" {
    if (this.#current !== undefined && this.#current.size < this.#limits.segmentBytes) return this.#current;
    if (this.#folder === undefined) return "failed";
    if (this.#current !== undefined) this.#waiting.push(this.#current);
    this.#current = undefined;
    if (this.#waiting.reduce((sum, { size }) => sum + size, 0) >= this.#limits.bytes) return "full";
    // SECURITY: the folder may have been put in another's place since it was opened.
    if (!isPrivateFolder(this.#folder)) return "failed";
    try {
      this.#current = new Segment(this.#folder, newSessionId(this.#platform), ownerText(this.#owner));
      return this.#current;
    } catch {
      return "failed";
    }
  }

  /** What waits in memory moves to disk first, so that the order stays. */
  #returnToDisk(): void {
    for (;;) {
      const batch = this.#memory.next({ records: 1, bytes: 0 });
      if (batch === undefined) break;
      if (this.#appendToDisk(batch.lines[0] ?? "") !== "written") return;
      batch.settle();
    }
    this.#diskFailed = this.#writable() === "failed";
  }

  #read(segment: Segment | undefined, limits: BatchLimits): Batch | undefined {
    try {
      return segment?.next(limits);
    } catch {
      return undefined;
    }
  }
}
