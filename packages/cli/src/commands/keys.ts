// `kaizen keys`: makes, lists and revokes keys on a running observer.
import { createKeyRequestSchema, createKeyResponseSchema, keysResponseSchema, ROLES } from "@kaizen/protocol";
import type { Role } from "@kaizen/protocol";
import { Option } from "commander";
import { CliError } from "../cli-error.ts";
import { columns } from "../columns.ts";
import type { CommandDefinition } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { jsonText } from "../json-text.ts";
import type { Io } from "../io.ts";
import { printable } from "../printable.ts";
import { anyAnswer, createApiClient, serverOption } from "../server/api-client.ts";
import type { ServerOptions } from "../server/api-client.ts";

interface CreateOptions extends ServerOptions {
  readonly role?: Role;
  readonly agent?: string;
  readonly name?: string;
  readonly json?: boolean;
}

export const keysCommand: CommandDefinition = {
  name: "keys",
  summary: "make, list and revoke keys of a running observer",
  examples: ["kaizen keys create --agent mail-desk", "kaizen keys create --role reader --name dashboard", "kaizen keys list --json", "kaizen keys revoke KEY-ID"],
  define: (command, run) => {
    command
      .command("create")
      .description("make a key; it is shown this once")
      .addOption(new Option("--role <role>", "what the key may do; with --agent: agent").choices(ROLES))
      .option("--agent <name>", "the one agent that the key reports as")
      .option("--name <text>", "what the key is for, shown in lists")
      .option("--json", "print JSON")
      .addOption(serverOption())
      .action(run(create));
    command.command("list").description("list the keys, without the keys themselves").option("--json", "print JSON").addOption(serverOption()).action(run(list));
    command.command("revoke").description("end a key at once").argument("<key-id>", "id from `kaizen keys list`").addOption(serverOption()).action(run(revoke));
  },
};

async function create(io: Io, options: CreateOptions): Promise<number> {
  const role = options.role ?? (options.agent === undefined ? undefined : "agent");
  if (role === undefined) throw new CliError(`expected --role (${ROLES.join(", ")}), or --agent for a key of one agent`);
  const body = createKeyRequestSchema.safeParse({ role, ...(options.agent === undefined ? {} : { agent: options.agent }), ...(options.name === undefined ? {} : { name: options.name }) });
  if (!body.success) throw new CliError(body.error.issues[0]?.message ?? "expected another role or agent");
  const key = await createApiClient(io, options).call("POST", "/v1/keys", createKeyResponseSchema, body.data);
  await io.stdout.write(options.json === true ? `${jsonText(key)}\n` : `${printable(key.key)}\n`);
  if (options.json !== true) await io.stderr.write(`key ${printable(key.id)} (${printable(key.role)}); it is shown this once: keep it\n`);
  return EXIT.good;
}

async function list(io: Io, options: ServerOptions & { readonly json?: boolean }): Promise<number> {
  const { keys } = await createApiClient(io, options).call("GET", "/v1/keys", keysResponseSchema);
  const rows = keys.map((key) => [key.id, key.role, key.agent ?? "", key.name ?? "", key.created_at, key.revoked_at === undefined ? "" : "revoked"]);
  await io.stdout.write(options.json === true ? `${jsonText({ keys })}\n` : columns([["ID", "ROLE", "AGENT", "NAME", "CREATED", ""], ...rows]));
  return EXIT.good;
}

async function revoke(io: Io, id: string, options: ServerOptions): Promise<number> {
  await createApiClient(io, options).call("DELETE", `/v1/keys/${encodeURIComponent(id)}`, anyAnswer);
  await io.stdout.write(`revoked ${printable(id)}\n`);
  return EXIT.good;
}
