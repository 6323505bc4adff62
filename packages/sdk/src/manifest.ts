// A declaration in the form in which the observer takes proposals.
import { writtenDeclaration } from "@kaizen/core";
import type { Declaration } from "@kaizen/core";

/** As in a file, without the agent, which the address names. */
export function manifestOf(declaration: Declaration): Readonly<Record<string, unknown>> {
  const { agent: _agent, ...written } = writtenDeclaration(declaration);
  return written;
}
