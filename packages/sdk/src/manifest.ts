// A declaration in the form in which the observer takes proposals: an empty list means "not stated" there.
import type { Declaration, Stated } from "@kaizen/core";

export function manifestOf({ purpose, tools, destinations, data }: Declaration): Readonly<Record<string, unknown>> {
  return {
    ...(purpose === undefined ? {} : { purpose }),
    tools: listed(tools),
    destinations: listed(destinations),
    ...(data.kind === "not-stated" ? {} : { data: listed(data) }),
  };
}

function listed<T>(stated: Stated<T>): "none" | readonly T[] {
  return stated.kind === "none" ? "none" : stated.kind === "only" ? stated.items : [];
}
