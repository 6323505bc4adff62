// An entry of a declaration's lists is a bare name or a name with limits: what both are called.
import type { DestinationDeclaration, ToolDeclaration } from "../../words/declaration.ts";

export type ToolEntry = string | ToolDeclaration;
export type DestinationEntry = string | DestinationDeclaration;

export function toolNameOf(entry: ToolEntry): string {
  return typeof entry === "string" ? entry : entry.name;
}

export function hostOf(entry: DestinationEntry): string {
  return typeof entry === "string" ? entry : entry.host;
}
