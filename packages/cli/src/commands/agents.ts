// `kaizen agents`: lists agents, declares them, approves what they propose, and lets them learn anew.
import { writtenDeclaration } from "@kaizen/core";
import { agentProfilesResponseSchema, declaredResponseSchema, didYouMean, proposalsResponseSchema } from "@kaizen/protocol";
import type { Declaration, Stated } from "@kaizen/core";
import { columns } from "../columns.ts";
import type { CommandDefinition } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { jsonText } from "../json-text.ts";
import type { Io } from "../io.ts";
import { printable } from "../printable.ts";
import { readDeclarations } from "../read-input-file.ts";
import { anyAnswer, createApiClient, serverOption } from "../server/api-client.ts";
import type { ApiClient, ServerOptions } from "../server/api-client.ts";
import { CliError } from "../cli-error.ts";

interface ListOptions extends ServerOptions {
  readonly json?: boolean;
}

export const agentsCommand: CommandDefinition = {
  name: "agents",
  summary: "list and declare the agents of a running observer",
  examples: ["kaizen agents list", "kaizen agents declare kaizen.yaml", "kaizen agents proposals mail-desk", "kaizen agents approve mail-desk PROPOSAL-ID", "kaizen agents reset mail-desk"],
  define: (command, run) => {
    command.command("list").description("all agents and what they did").option("--json", "print JSON").addOption(serverOption()).action(run(list));
    command.command("declare").description("put the declarations of a file in force").argument("<file...>", "declaration files (docs/files.md describes them)").addOption(serverOption()).action(run(declare));
    command.command("reset").description("forget what was learned of an agent").argument("<agent>", "name of the agent").addOption(serverOption()).action(run(reset));
    command.command("proposals").description("declarations that wait for approval").argument("<agent>", "name of the agent").option("--json", "print JSON").addOption(serverOption()).action(run(proposals));
    command.command("approve").description("put a proposed declaration in force").argument("<agent>", "name of the agent").argument("<proposal-id>", "id from `kaizen agents proposals`").addOption(serverOption()).action(run(approve));
  },
};

async function list(io: Io, options: ListOptions): Promise<number> {
  const { profiles } = await createApiClient(io, options).call("GET", "/v1/agents/profiles", agentProfilesResponseSchema);
  const rows = profiles.map(({ agent, actions, flagged, sessions, last_seen }) => [agent, String(actions ?? ""), String(flagged ?? ""), String(sessions ?? ""), last_seen ?? ""]);
  await io.stdout.write(options.json === true ? `${jsonText({ profiles })}\n` : columns([["AGENT", "ACTIONS", "FLAGGED", "LEARNED FROM", "LAST SEEN"], ...rows]));
  return EXIT.good;
}

async function declare(io: Io, files: readonly string[], options: ServerOptions): Promise<number> {
  const declarations = await readDeclarations(io, files);
  const client = createApiClient(io, options);
  for (const declaration of declarations.values()) {
    const { status, proposal = "" } = await client.call("POST", `/v1/agents/${encodeURIComponent(declaration.agent)}/manifest`, declaredResponseSchema, writtenDeclaration(declaration));
    const done = status === "applied" ? "in force" : `wider than what is in force: waits for \`kaizen agents approve ${declaration.agent} ${proposal}\``;
    await io.stdout.write(`${printable(declaration.agent)}: ${printable(done)}\n`);
  }
  return EXIT.good;
}

/** The observer would make an agent of any name known. */
async function mustBeKnown(client: ApiClient, agent: string): Promise<void> {
  const { profiles } = await client.call("GET", "/v1/agents/profiles", agentProfilesResponseSchema);
  const names = profiles.map((profile) => profile.agent);
  if (!names.includes(agent)) throw new CliError(`there is no agent ${JSON.stringify(agent)}${didYouMean(agent, names)}; \`kaizen agents list\` shows them`);
}

async function reset(io: Io, agent: string, options: ServerOptions): Promise<number> {
  const client = createApiClient(io, options);
  await mustBeKnown(client, agent);
  await client.call("POST", `/v1/agents/${encodeURIComponent(agent)}/reset`, anyAnswer, {});
  await io.stdout.write(`what was learned of ${printable(agent)} is forgotten; it learns anew from clean sessions\n`);
  return EXIT.good;
}

async function proposals(io: Io, agent: string, options: ListOptions): Promise<number> {
  const client = createApiClient(io, options);
  await mustBeKnown(client, agent);
  const answer = await client.call("GET", `/v1/agents/${encodeURIComponent(agent)}/proposals`, proposalsResponseSchema);
  const rows = answer.proposals.map(({ id, at, by, status, declaration }) => [id, status, at, by, described(declaration)]);
  await io.stdout.write(options.json === true ? `${jsonText(answer)}\n` : columns([["ID", "STATUS", "AT", "BY", "DECLARATION"], ...rows]));
  return EXIT.good;
}

function described(declaration: Declaration): string {
  const part = (name: string, value: Stated<unknown>): string[] => (value.kind === "not-stated" ? [] : [`${name}: ${value.kind === "none" ? "none" : value.items.length}`]);
  const limited = [...itemsOf(declaration.tools), ...itemsOf(declaration.destinations)].filter((item) => typeof item === "object").length;
  const further = (["volumes", "schedule", "subAgents"] as const).filter((key) => declaration[key] !== undefined);
  return [...part("tools", declaration.tools), ...part("destinations", declaration.destinations), ...part("data", declaration.data), ...(limited === 0 ? [] : [`with limits: ${limited}`]), ...further].join(", ");
}

function itemsOf(value: Stated<unknown>): readonly unknown[] {
  return value.kind === "only" ? value.items : [];
}

async function approve(io: Io, agent: string, id: string, options: ServerOptions): Promise<number> {
  await createApiClient(io, options).call("POST", `/v1/agents/${encodeURIComponent(agent)}/proposals/${encodeURIComponent(id)}/approve`, anyAnswer, {});
  await io.stdout.write(`approved ${printable(id)}: it is in force for ${printable(agent)}\n`);
  return EXIT.good;
}
