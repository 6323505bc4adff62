// What one line of attaching adds to the start of an agent's process.
import { overBareNode } from "./measure.mjs";

export const name = "import";

export function measure() {
  const url = import.meta.resolve("@kaizen/sdk");
  return [{ what: "import of the SDK over bare node, median of 15 pairs", value: overBareNode(["--input-type=module", "-e", `await import(${JSON.stringify(url)})`]), unit: "ms", budget: 60 }];
}
