// Learns an agent's normal behaviour on this machine, for as long as no observer does.
import { join } from "node:path";
import type { Baseline } from "@kaizen/core";
import { emptyBaseline, mergeBaseline } from "@kaizen/core";
import { isBaseline } from "./bundle.ts";
import { readText, writeAtomically } from "./state-folder.ts";

const LARGEST_FILE = 64 * 2 ** 20;

export class LocalLearner {
  readonly #agent: string;
  readonly #file: string | undefined;
  #baseline: Baseline | undefined;

  constructor(agent: string, folder: string | undefined) {
    this.#agent = agent;
    this.#file = folder === undefined ? undefined : join(folder, "baseline.json");
    this.#baseline = this.#read();
  }

  get baseline(): Baseline | undefined {
    return this.#baseline;
  }

  /** Adds what one clean session taught. What another process learned meanwhile is read first. */
  teach(lesson: Baseline): void {
    if (lesson.sessions === 0) return;
    this.#baseline = mergeBaseline(this.#read() ?? this.#baseline ?? emptyBaseline(this.#agent), lesson);
    if (this.#file !== undefined) writeAtomically(this.#file, JSON.stringify(this.#baseline));
  }

  #read(): Baseline | undefined {
    const text = this.#file === undefined ? undefined : readText(this.#file, LARGEST_FILE);
    try {
      const value: unknown = text === undefined ? undefined : JSON.parse(text);
      return isBaseline(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }
}
