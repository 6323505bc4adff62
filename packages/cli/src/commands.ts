// Every command of `kaizen`, in the order of the help. A test holds this list against the folder.
import type { CommandDefinition } from "./command.ts";
import { agentsCommand } from "./commands/agents.ts";
import { corpusCommand } from "./commands/corpus.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { explainCommand } from "./commands/explain.ts";
import { keysCommand } from "./commands/keys.ts";
import { lintCommand } from "./commands/lint.ts";
import { replayCommand } from "./commands/replay.ts";
import { serveCommand } from "./commands/serve.ts";

export const commands: readonly CommandDefinition[] = [corpusCommand, serveCommand, replayCommand, explainCommand, lintCommand, keysCommand, agentsCommand, doctorCommand];
