// Each real command of the fixtures is read as it is written down there: `fixtures/*.json`, one file a topic.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCommands } from "./read-commands.ts";
import type { ShellCommand } from "./command-reading.ts";

interface ExpectedCommand {
  readonly executable: string;
  readonly files?: readonly (readonly [access: string, path: string])[];
  readonly subcommand?: readonly string[];
  readonly options?: readonly string[];
  readonly destinations?: readonly string[];
  readonly inputs?: readonly number[];
  readonly through?: readonly string[];
  readonly unknown?: readonly string[];
  readonly text?: string;
}

interface Fixture {
  readonly run: string;
  readonly isWhole?: boolean;
  readonly gives: readonly ExpectedCommand[];
}

const FOLDER = new URL("fixtures/", import.meta.url);

/** Files, destinations, inputs, nesting and what is unknown count always; the rest where it is written. */
function expected(command: ExpectedCommand): unknown {
  return { ...command, files: sorted(command.files ?? []), destinations: command.destinations ?? [], inputs: command.inputs ?? [], through: command.through ?? [], unknown: (command.unknown ?? []).toSorted() };
}

function found(command: ShellCommand, like: ExpectedCommand | undefined): unknown {
  const { executable, destinations, inputs, through } = command;
  const always = { executable, files: sorted(command.files.map(({ access, path }) => [access, path] as const)), destinations, inputs, through, unknown: command.unknown.toSorted() };
  return {
    ...always,
    ...(like?.subcommand === undefined ? {} : { subcommand: command.subcommand }),
    ...(like?.options === undefined ? {} : { options: command.options }),
    ...(like?.text === undefined ? {} : { text: command.text }),
  };
}

function sorted(files: readonly (readonly [string, string])[]): string[] {
  return files.map(([access, path]) => `${access} ${path}`).toSorted();
}

for (const name of readdirSync(FOLDER)) {
  const fixtures = JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as readonly Fixture[];
  describe(`the commands of ${name}`, () => {
    test.each(fixtures.map((fixture) => [fixture.run, fixture] as const))("%s", (run, fixture) => {
      const reading = readCommands(run);
      expect(reading.commands.map((command, i) => found(command, fixture.gives[i]))).toEqual(fixture.gives.map(expected));
      expect(reading.isWhole).toBe(fixture.isWhole ?? true);
    });
  });
}

test("at least 300 commands are written down", () => {
  expect(readdirSync(FOLDER).flatMap((name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as unknown[]).length).toBeGreaterThanOrEqual(300);
});
