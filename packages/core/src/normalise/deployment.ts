// What a deployment brings to the reading of every event: its key and its canaries.
import { createFingerprinter, type Fingerprinter } from "./fingerprint.ts";
import { createMeans, type Means } from "./passages/means.ts";
import { merge, recognise } from "./recognise.ts";
import type { RecognisedSpan } from "./recogniser.ts";
import { createWindowPrinter, type WindowPrinter } from "./window-printer.ts";
import { createCanaryRecogniser } from "./recognisers/canaries.ts";

export interface Deployment {
  readonly fingerprinter: Fingerprinter;
  /** What tools and arguments mean, in the terms of passages. */
  readonly means: Means;
  /** Of parts of texts. */
  readonly windows: WindowPrinter;
  /** Labelled spans of a text, the deployment's canaries among them. `traits`: those of the text, where they are known. */
  recognise(text: string, traits?: number): RecognisedSpan[];
  /** A canary may be any text; what else is recognised without a word for it has digits or upper case. */
  readonly hasCanaries: boolean;
}

export function createDeployment(key: Uint8Array, canaries: readonly string[]): Deployment {
  const fingerprinter = createFingerprinter(key);
  const means = createMeans(fingerprinter);
  const windows = createWindowPrinter(key);
  if (canaries.length === 0) return { fingerprinter, means, windows, recognise, hasCanaries: false };
  const { name, label, find } = createCanaryRecogniser(canaries);
  return {
    fingerprinter,
    means,
    windows,
    hasCanaries: true,
    recognise: (text, traits) => {
      const planted = find(text).map((span) => ({ ...span, label, recogniser: name }));
      return planted.length === 0 ? recognise(text, traits) : merge([...planted, ...recognise(text, traits)]);
    },
  };
}
