// What the agent's owner named word for word was to be expected, also when it comes for the first time.
import type { BaselineDimension } from "../../words/baseline.ts";
import type { ActionFacts } from "../../words/facts.ts";
import type { CompiledDeclaration } from "../declaration/compile.ts";

/** Whether the declaration names the key by its exact name; a glob or `*.host` names nothing exactly. */
export function isNamedExactly(name: BaselineDimension, key: string, facts: ActionFacts, declared: CompiledDeclaration | undefined): boolean {
  switch (name) {
    case "tool":
      return namesTool(facts, declared);
    case "destination":
      return namesHost(key, declared);
    case "tool-destination":
      return namesTool(facts, declared) && namesHost(key.slice(key.lastIndexOf(" ") + 1), declared);
    case "kind":
    case "shape":
    case "command":
    case "option":
    case "argument":
    case "value":
    case "area":
      return false;
    default:
      return name satisfies never;
  }
}

function namesTool({ tool }: ActionFacts, declared: CompiledDeclaration | undefined): boolean {
  return tool !== undefined && declared?.tools.kind === "only" && declared.tools.list.exact.has(tool.exact);
}

function namesHost(host: string, declared: CompiledDeclaration | undefined): boolean {
  return declared?.destinations.kind === "only" && declared.destinations.list.hosts.has(host);
}

/** Whether the declaration takes the key's host in by `*.host`: its owner meant it, but did not name it. */
export function namesDomainAbove(name: BaselineDimension, key: string, declared: CompiledDeclaration | undefined): boolean {
  if ((name !== "destination" && name !== "tool-destination") || declared?.destinations.kind !== "only") return false;
  const host = key.slice(key.lastIndexOf(" ") + 1);
  return declared.destinations.list.patterns.some((pattern) => pattern.kind === "sub-domains" && host.endsWith(`.${pattern.host}`));
}
