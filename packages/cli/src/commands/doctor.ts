// `kaizen doctor`: what is attached, what works and what is blind.
import picocolors from "picocolors";
import type { CommandDefinition } from "../command.ts";
import { attachments } from "../doctor/attachments.ts";
import type { Attachment } from "../doctor/attachments.ts";
import type { Check } from "../doctor/check.ts";
import { checkNode, checkStateContents, checkStateFolder } from "../doctor/check-machine.ts";
import { checkServer } from "../doctor/check-server.ts";
import { EXIT } from "../exit-code.ts";
import { hasColours } from "../has-colours.ts";
import { jsonText } from "../json-text.ts";
import type { Io } from "../io.ts";
import { printable } from "../printable.ts";
import { serverOption } from "../server/api-client.ts";
import type { ServerOptions } from "../server/api-client.ts";

interface Options extends ServerOptions {
  readonly json?: boolean;
}

export const doctorCommand: CommandDefinition = {
  name: "doctor",
  summary: "say what is attached, what works and what is blind",
  examples: ["kaizen doctor", "KAIZEN_API_URL=http://127.0.0.1:4180 kaizen doctor --json"],
  define: (command, run) => {
    command.option("--json", "print JSON").addOption(serverOption()).addHelpText("after", "\nExit code 1 when something is bad.").action(run(doctor));
  },
};

async function doctor(io: Io, options: Options): Promise<number> {
  const checks: readonly Check[] = [checkNode(process.version), await checkStateFolder(io), ...(await checkStateContents(io)), ...(await checkServer(io, options))];
  const isBad = checks.some(({ state }) => state === "bad");
  await io.stdout.write(options.json === true ? `${jsonText({ ok: !isBad, checks, attachments })}\n` : report(io, checks, attachments));
  return isBad ? EXIT.bad : EXIT.good;
}

function report(io: Io, checks: readonly Check[], places: readonly Attachment[]): string {
  const colours = picocolors.createColors(hasColours(io));
  const paint = { good: colours.green, note: colours.yellow, bad: colours.red } as const;
  const found = checks.map(({ name, state, says }) => `${paint[state](state.padEnd(5))} ${name.padEnd(13)} ${printable(says, 600)}\n`);
  const seen = places.filter(({ present }) => present).map(({ feed, sees }) => `  ${feed.padEnd(8)} ${sees}\n`);
  const blind = places.filter(({ present }) => !present).map(({ feed, sees }) => `  ${feed.padEnd(8)} ${sees}\n`);
  return [...found, "\nattached in this version:\n", ...seen, "\nnot seen, because this version has no such attachment:\n", ...blind].join("");
}
