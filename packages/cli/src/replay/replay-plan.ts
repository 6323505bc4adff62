// Turns the options that `replay` and `explain` share into what a replay needs.
import { Buffer } from "node:buffer";
import { CAPABILITIES, createNormaliser } from "@kaizen/core";
import type { CapabilityName, EngineInputs } from "@kaizen/core";
import type { Command } from "commander";
import { Option } from "commander";
import type { Io } from "../io.ts";
import { readDeclarations, readPolicy } from "../read-input-file.ts";
import type { Judging } from "./judge-session.ts";
import type { Learner } from "./learner.ts";
import { createLearner } from "./learner.ts";

export interface ReplayOptions {
  readonly learn?: readonly string[];
  readonly declaration?: readonly string[];
  readonly policy?: string;
  readonly ablate?: readonly CapabilityName[];
  readonly solo?: readonly CapabilityName[];
  readonly stepwise?: boolean;
}

export interface ReplayPlan {
  readonly judging: Judging;
  readonly learner: Learner;
  /** What is known of the agent at this moment. */
  inputsFor(agent: string): EngineInputs;
}

export function addReplayOptions(command: Command): Command {
  return command
    .option("--learn <file...>", "recorded sessions that teach first (clean ones only); then nothing more is learned")
    .option("--declaration <file...>", "declarations; each counts for the agent that it names")
    .option("--policy <file>", "policy that counts for all agents")
    .addOption(new Option("--ablate <capability...>", "switch capabilities off").choices(CAPABILITIES).conflicts("solo"))
    .addOption(new Option("--solo <capability...>", "switch all other capabilities off").choices(CAPABILITIES))
    .addOption(new Option("--stepwise").hideHelp());
}

export async function planReplay(io: Io, options: ReplayOptions): Promise<ReplayPlan> {
  const declarations = await readDeclarations(io, options.declaration ?? []);
  const policy = options.policy === undefined ? undefined : await readPolicy(io, options.policy);
  const learner = createLearner();
  const capabilities = chosenCapabilities(options);
  return {
    learner,
    judging: {
      // Fingerprints never leave this process, and replays must not differ from run to run: a fixed key does.
      normaliser: createNormaliser({ key: Buffer.alloc(32, "replay") }),
      settings: { onFailure: "open", enforcement: "observe", ...(capabilities === undefined ? {} : { capabilities }) },
      stepwise: options.stepwise === true,
    },
    inputsFor: (agent) => {
      const declaration = declarations.get(agent);
      const baseline = learner.baselineOf(agent);
      return {
        carried: learner.carried(),
        ...(policy === undefined ? {} : { policy }),
        ...(declaration === undefined ? {} : { declaration }),
        ...(baseline === undefined ? {} : { baseline }),
      };
    },
  };
}

function chosenCapabilities({ ablate, solo }: ReplayOptions): CapabilityName[] | undefined {
  if (solo !== undefined) return CAPABILITIES.filter((name) => solo.includes(name));
  return ablate === undefined ? undefined : CAPABILITIES.filter((name) => !ablate.includes(name));
}
