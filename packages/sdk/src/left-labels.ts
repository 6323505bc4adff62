// What sessions left for later ones: a file each, so that processes that write at the same time never overwrite one another.
import { readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { CarriedLabels } from "@kaizen/core";
import { expireCarried, isNothingCarried, mergeCarried, NOTHING_CARRIED } from "@kaizen/core";
import { isCarried } from "./carried-shape.ts";
import type { Platform } from "./platform.ts";
import { ownerState, ownerText, parseOwner, thisProcess } from "./spool/owner.ts";
import { isPrivateFolder, readText, writeAtomically } from "./state-folder.ts";

const LARGEST_FILE = 16 * 2 ** 20;
const KEPT_MS = 30 * 86_400_000;
/** From so many files on they are put together into one. */
const MOST_FILES = 16;

export class LeftLabels {
  readonly #folder: string | undefined;
  readonly #platform: Pick<Platform, "now" | "random">;
  readonly #here = thisProcess();
  #known: CarriedLabels = NOTHING_CARRIED;
  #read = "";
  #joined: { readonly own: CarriedLabels; readonly others: CarriedLabels; readonly sum: CarriedLabels } | undefined;

  constructor(folder: string | undefined, platform: Pick<Platform, "now" | "random">) {
    this.#folder = folder;
    this.#platform = platform;
  }

  /** What ended sessions left, also of other processes; the same object while nothing changed. */
  known(): CarriedLabels {
    if (this.#folder === undefined) return this.#known;
    const names = this.#adopted();
    const read = names.join("\n");
    if (read !== this.#read) {
      this.#read = read;
      this.#known = this.#expired(names.map((name) => this.#labelsIn(name)).reduce(mergeCarried, NOTHING_CARRIED));
      if (names.length > MOST_FILES) this.#putTogether(names);
    }
    return this.#known;
  }

  /** With what the observer hands out; the same object while nothing changed. */
  knownWith(others: CarriedLabels | undefined): CarriedLabels {
    const own = this.known();
    if (others === undefined) return own;
    if (this.#joined?.own !== own || this.#joined.others !== others) this.#joined = { own, others, sum: mergeCarried(own, others) };
    return this.#joined.sum;
  }

  /** Keeps what a running session would leave, in case that its process dies. Answers the name to give when it is kept again or left. */
  keep(labels: CarriedLabels, name: string = this.#newName()): string {
    if (!isNothingCarried(labels)) this.#write(`open-${ownerText(this.#here)}-${name}.json`, labels);
    return name;
  }

  /** The session is over: later ones know what it leaves. */
  leave(labels: CarriedLabels, name: string = this.#newName()): void {
    if (this.#folder === undefined) this.#known = this.#expired(mergeCarried(this.#known, labels));
    else {
      if (!isNothingCarried(labels)) this.#write(`left-${name}.json`, labels);
      remove(join(this.#folder, `open-${ownerText(this.#here)}-${name}.json`));
    }
  }

  #newName(): string {
    return Buffer.from(this.#platform.random(8)).toString("hex");
  }

  #expired(labels: CarriedLabels): CarriedLabels {
    return expireCarried(labels, this.#platform.now() - KEPT_MS);
  }

  #write(name: string, labels: CarriedLabels): void {
    if (this.#folder !== undefined) writeAtomically(join(this.#folder, name), JSON.stringify(labels));
  }

  /** Names of all that was left, after that of processes that died was taken up. */
  #adopted(): readonly string[] {
    const folder = this.#folder;
    if (folder === undefined || !isPrivateFolder(folder)) return [];
    const names = namesIn(folder);
    for (const name of names) {
      const [, owner = "", id = ""] = /^open-([0-9a-f]+-\d+-\d+)-([0-9a-f]{16})\.json$/.exec(name) ?? [];
      const whose = parseOwner(owner);
      if (whose !== undefined && ownerState(whose, this.#here) === "dead") move(join(folder, name), join(folder, `left-${id}.json`));
    }
    return namesIn(folder).filter((name) => /^left-[0-9a-f]{16}\.json$/.test(name)).sort();
  }

  #labelsIn(name: string): CarriedLabels {
    const text = this.#folder === undefined ? undefined : readText(join(this.#folder, name), LARGEST_FILE);
    try {
      const value: unknown = text === undefined ? undefined : JSON.parse(text);
      return isCarried(value) ? value : NOTHING_CARRIED;
    } catch {
      return NOTHING_CARRIED;
    }
  }

  /** INVARIANT: the sum is written before its parts go, and merging twice changes nothing: a reader at any moment misses nothing for good. */
  #putTogether(names: readonly string[]): void {
    if (this.#folder === undefined) return;
    const sum = `left-${this.#newName()}.json`;
    if (!writeAtomically(join(this.#folder, sum), JSON.stringify(this.#known))) return;
    for (const name of names) remove(join(this.#folder, name));
    this.#read = sum;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Another process may have done it already. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    return;
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}
