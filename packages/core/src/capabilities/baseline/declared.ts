// What the agent's owner named was to be expected, also when it comes for the first time.
import { isAddressed } from "../addressed.ts";
import { reachOfCommand } from "../declaration/command-pattern.ts";
import { reachIn } from "../declaration/compile-destinations.ts";
import { commandOf, folderOf, placeOf, slotOf } from "./keys.ts";
import { slotOfKey } from "./closed-slots.ts";
import { takesInRecipient } from "../declaration/recipient-pattern.ts";
import type { BaselineDimension } from "../../words/baseline.ts";
import type { ActionFacts, RecipientFacts } from "../../words/facts.ts";
import type { CompiledDeclaration } from "../declaration/compile.ts";
import type { CompiledTool } from "../declaration/compile-tool.ts";

/** `named`: word for word. `taken-in`: by a pattern, so it was meant in general only. */
export type Declared = "named" | "taken-in" | "not";

/** How the declaration speaks of a key of an action. */
export function declaredAs(name: BaselineDimension, key: string, facts: ActionFacts, declaration: CompiledDeclaration | undefined): Declared {
  switch (name) {
    case "tool":
      return namesTool(facts, declaration) ? "named" : "not";
    case "destination":
      return hostAs(key, facts, declaration);
    case "tool-destination": {
      const host = hostAs(key.slice(key.lastIndexOf(" ") + 1), facts, declaration);
      return host === "named" && !namesTool(facts, declaration) ? "not" : host;
    }
    case "command":
      return isCommandNamed(key, facts, limitsOn(facts, declaration)) ? "named" : "not";
    case "option":
      return isOptionNamed(key, facts, limitsOn(facts, declaration)) ? "named" : "not";
    case "argument":
      return facts.arguments.some((argument) => slotOf(facts, argument) === key && limitsOn(facts, declaration).some((tool) => tool.arguments?.at(argument.at).isNamed === true)) ? "named" : "not";
    case "value":
      return isChoiceNamed(key, facts, limitsOn(facts, declaration)) ? "named" : "not";
    case "area":
      return isAreaMeant(key, facts, declaration) ? "taken-in" : "not";
    case "kind":
    case "shape":
      return "not";
    default:
      return name satisfies never;
  }
}

function limitsOn({ tool }: ActionFacts, declaration: CompiledDeclaration | undefined): readonly CompiledTool[] {
  return tool === undefined || declaration?.tools.kind !== "only" ? [] : declaration.tools.list.limitsOn(tool);
}

function namesTool({ tool }: ActionFacts, declaration: CompiledDeclaration | undefined): boolean {
  return tool !== undefined && declaration?.tools.kind === "only" && declaration.tools.list.exact.has(tool.exact);
}

function hostAs(host: string, facts: ActionFacts, declaration: CompiledDeclaration | undefined): Declared {
  if (isRecipientDeclared(host, facts, declaration)) return "named";
  if (declaration?.destinations.kind !== "only") return "not";
  const { list } = declaration.destinations;
  if (list.named.has(host)) return "named";
  return list.patterns.some(({ pattern }) => pattern.kind === "sub-domains" && host.endsWith(`.${pattern.host}`)) ? "taken-in" : "not";
}

/** The host is only the domain of somebody whom the tool may write to. */
function isRecipientDeclared(host: string, facts: ActionFacts, declaration: CompiledDeclaration | undefined): boolean {
  if (facts.destinations.some((each) => each.host === host && isAddressed(each) && each.place !== "recipient")) return false;
  const tools = limitsOn(facts, declaration);
  const receivers = facts.recipients.filter(({ domain }) => domain === host);
  const mayReceive = (recipient: RecipientFacts): boolean =>
    tools.some((tool) => takesInRecipient([...(tool.recipients ?? []), ...(tool.arguments?.at(recipient.at).limits.flatMap(({ recipients = [] }) => recipients) ?? [])], recipient));
  return receivers.length > 0 && receivers.every(mayReceive);
}

function isCommandNamed(key: string, facts: ActionFacts, tools: readonly CompiledTool[]): boolean {
  const same = facts.commands.filter((command) => commandOf(command) === key);
  return tools.some(({ commands }) => commands !== undefined && same.every((command) => reachOfCommand(commands, command) === "within"));
}

/** An open pattern lets any option pass, but names none. */
function isOptionNamed(key: string, facts: ActionFacts, tools: readonly CompiledTool[]): boolean {
  return facts.commands.some((command) => {
    const option = command.options.find((each) => `${commandOf(command)} ${each}` === key);
    return option !== undefined && tools.some(({ commands }) => commands?.some((pattern) => pattern.executable === command.executable && pattern.options.includes(option)) === true);
  });
}

function isChoiceNamed(key: string, facts: ActionFacts, tools: readonly CompiledTool[]): boolean {
  return facts.arguments.some((argument) => slotOf(facts, argument) === slotOfKey(key) && tools.some((tool) => tool.arguments?.at(argument.at).limits.some((limit) => limit.enum?.has(argument.text) === true) === true));
}

function isAreaMeant(key: string, facts: ActionFacts, declaration: CompiledDeclaration | undefined): boolean {
  const tools = limitsOn(facts, declaration);
  if (facts.paths.some(({ path, at }) => folderOf(path) === key && tools.some((tool) => tool.paths !== undefined || tool.arguments?.at(at).limits.some(({ paths }) => paths !== undefined) === true))) return true;
  if (declaration?.destinations.kind !== "only") return false;
  const { list } = declaration.destinations;
  return facts.destinations.some((destination) => isAddressed(destination) && placeOf(destination) === key && !list.hosts.has(destination.host) && reachIn(list, destination) === "within" && list.named.has(destination.host));
}
