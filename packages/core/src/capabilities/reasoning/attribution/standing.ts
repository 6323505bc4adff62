// What attribution knows of a value that another check asks about: whether only running text states it, and whether that text has the user's word.
import type { Fingerprint } from "../../../words/facts.ts";
import type { Thing } from "../../../words/passage.ts";
import type { AttributionMemory, HandedOver } from "./memory.ts";

export interface Authors {
  /**
   * How far the user gave the word to the texts that state the value; undefined when none does, a field of a record holds it, or a service
   * says it in its own short answer, which what stands in a file never is.
   */
  standingOf(value: Fingerprint, isInFile: boolean): HandedOver | undefined;
  /** Whether the user spoke of such things. */
  spokeOf(things: readonly Thing[]): boolean;
}

export function authorsIn({ byValue, passages, fields, requests }: AttributionMemory): Authors {
  return {
    standingOf(value, isInFile) {
      if (fields.has(value)) return undefined;
      const given = (byValue.get(value) ?? []).map((number) => passages.get(number)).filter((passage) => passage !== undefined);
      if (!isInFile && given.some(({ reply }) => reply !== "none")) return undefined;
      return ORDER.find((handed) => given.some((passage) => passage.handed === handed));
    },
    spokeOf: (things) => requests.some((request) => request.isUser && request.things.some((thing) => things.includes(thing))),
  };
}

/** The best standing counts. */
const ORDER: readonly HandedOver[] = ["all", "kind", "none"];
