// Where lines wait when the disk takes none: bounded, the oldest are kept.
import type { Batch, BatchLimits, LineSource } from "./batch.ts";

export interface MemoryLimits {
  readonly records: number;
  readonly characters: number;
}

export class MemoryQueue implements LineSource {
  readonly #limits: MemoryLimits;
  #lines: string[] = [];
  #first = 0;
  #characters = 0;

  constructor(limits: MemoryLimits) {
    this.#limits = limits;
  }

  get pending(): number {
    return this.#lines.length - this.#first;
  }

  /** False when it is full: the line was not taken. */
  push(line: string): boolean {
    if (this.pending >= this.#limits.records || this.#characters + line.length > this.#limits.characters) return false;
    this.#lines.push(line);
    this.#characters += line.length;
    return true;
  }

  next(limits: BatchLimits): Batch | undefined {
    const lines: string[] = [];
    let bytes = 0;
    for (let index = this.#first; index < this.#lines.length && lines.length < limits.records; index++) {
      const line = this.#lines[index] ?? "";
      bytes += Buffer.byteLength(line) + 1;
      if (lines.length > 0 && bytes > limits.bytes) break;
      lines.push(line);
    }
    if (lines.length === 0) return undefined;
    let isOpen = true;
    return {
      lines,
      settle: () => {
        if (isOpen) this.#drop(lines.length);
        isOpen = false;
      },
    };
  }

  #drop(count: number): void {
    for (const line of this.#lines.slice(this.#first, this.#first + count)) this.#characters -= line.length;
    this.#first += count;
    if (this.#first < 1024 && this.pending > 0) return;
    this.#lines = this.#lines.slice(this.#first);
    this.#first = 0;
  }
}
