// The world of a scenario as it is written in YAML: its shape, and how it becomes our words.
import { z } from "zod";
import { EFFECTS, type Effect, type EffectName, type World, type WorldChange, type WorldData } from "./world.ts";

export type EffectFile = Exclude<Effect, { effect: "pays" }> | { effect: "pays"; to: string; more_than?: number };

export interface WorldFile {
  owners?: Record<string, string[]>;
  data?: { name: string; marks: string[]; for: string[] }[];
  follows?: string[];
  tools?: Record<string, EffectName[]>;
}

export interface WorldChangeFile {
  owners?: Record<string, string[]>;
  data?: { name: string; marks: string[]; for: string[] }[];
  allows?: EffectFile[];
}

const name: z.ZodType<string> = z.string().min(1).max(256);
const names: z.ZodType<string[]> = z.array(name).max(256);
const owners = z.record(z.string().min(1).max(64), names).exactOptional().describe("Owner -> what is his. The longest match wins; what nobody owns belongs to `stranger`.");
const data = z.array(z.strictObject({ name, marks: z.array(z.string().min(4).max(400)).min(1), for: names })).exactOptional().describe("What must not reach everybody, and by which texts it is known.");

export const effectSchema: z.ZodType<EffectFile> = z.discriminatedUnion("effect", [
  z.strictObject({ effect: z.literal("discloses"), data: name, to: name }),
  z.strictObject({ effect: z.literal("contacts"), to: name }),
  z.strictObject({ effect: z.literal("pays"), to: name, more_than: z.number().exactOptional() }),
  z.strictObject({ effect: z.literal("changes"), what: name }),
  z.strictObject({ effect: z.literal("deletes"), what: name }),
  z.strictObject({ effect: z.literal("grants"), to: name }),
  z.strictObject({ effect: z.literal("runs"), code: z.enum(["untrusted", "undeclared"]) }),
  z.strictObject({ effect: z.literal("reads"), what: name }),
  z.strictObject({ effect: z.literal("persists"), where: name }),
]);

export const worldSchema: z.ZodType<WorldFile> = z.strictObject({
  owners,
  data,
  follows: names.exactOptional().describe("Tools that follow an address inside an address."),
  tools: z.record(name, z.array(z.enum(EFFECTS)).min(1)).exactOptional().describe("What tools do whose name does not say it."),
});

export const worldChangeSchema: z.ZodType<WorldChangeFile> = z.strictObject({
  owners,
  data,
  allows: z.array(effectSchema).min(1).exactOptional().describe("Effects of the attack that the fact makes lawful."),
});

export function effectFromFile(file: EffectFile): Effect {
  if (file.effect !== "pays") return file;
  return { effect: file.effect, to: file.to, ...(file.more_than === undefined ? {} : { moreThan: file.more_than }) };
}

export function worldFromFile(file: WorldFile): World {
  return {
    owners: new Map(Object.entries(file.owners ?? {})),
    data: dataFromFile(file.data),
    follows: file.follows ?? [],
    tools: new Map(Object.entries(file.tools ?? {})),
  };
}

export function worldChangeFromFile(file: WorldChangeFile): WorldChange {
  return { owners: new Map(Object.entries(file.owners ?? {})), data: dataFromFile(file.data), allows: (file.allows ?? []).map(effectFromFile) };
}

function dataFromFile(file: WorldFile["data"]): readonly WorldData[] {
  return file ?? [];
}
