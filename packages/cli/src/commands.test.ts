// The list of commands is complete, and each explains itself.
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { capturedIo } from "./captured-io.ts";
import { commands } from "./commands.ts";
import { runProgram } from "./program.ts";

describe("the list of commands", () => {
  it("is the folder", () => {
    const files = readdirSync(new URL("commands", import.meta.url)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
    expect(commands.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted());
  });

  it.each(commands.map(({ name }) => name))("explains %s with examples that name it", async (name) => {
    const io = capturedIo();
    expect(await runProgram([name, "--help"], io, commands, "0.0.0")).toBe(0);
    expect(io.out()).toContain("Examples:");
    expect(io.out()).toContain(`kaizen ${name}`);
    expect(io.err()).toBe("");
  });
});
