// Every command of `kaizen`, in the order of the help. A test holds this list against the folder.
import type { CommandDefinition } from "./command.ts";
import { replayCommand } from "./commands/replay.ts";

export const commands: readonly CommandDefinition[] = [replayCommand];
