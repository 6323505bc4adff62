// A command of `kaizen`: its file and test, its line in the list of commands, and its row in the README.
import { camelCase } from "./camel-case.mjs";

const LIST = "packages/cli/src/commands.ts";

export const command = {
  name: "command",
  make(_root, name) {
    const value = `${camelCase(name)}Command`;
    return {
      files: {
        [`packages/cli/src/commands/${name}.ts`]: commandText(name, value),
        [`packages/cli/src/commands/${name}.test.ts`]: testText(name, value),
      },
      edits: [
        { file: LIST, change: (text) => addToList(text, name, value) },
        { file: "README.md", change: (text) => addRow(text, name) },
      ],
    };
  },
};

function addToList(text, name, value) {
  // BOUNDED: a file of this checkout.
  const listed = text.replace(/^(export const commands: readonly CommandDefinition\[\] = \[[^\]]*?),?(\s*)\];/mu, `$1, ${value}$2];`);
  const imports = listed.lastIndexOf("\nimport ");
  const end = listed.indexOf("\n", imports + 1);
  if (listed === text || imports === -1) throw new Error(`expected imports and a list "commands" in ${LIST}`);
  return `${listed.slice(0, end)}\nimport { ${value} } from "./commands/${name}.ts";${listed.slice(end)}`;
}

function addRow(text, name) {
  // BOUNDED: the README of this checkout.
  const rows = [...text.matchAll(/^\| `kaizen .*$/gmu)];
  const last = rows.at(-1);
  if (last === undefined) throw new Error("expected a table of commands in README.md");
  const end = last.index + last[0].length;
  return `${text.slice(0, end)}\n| \`kaizen ${name}\` | prints what it is given | 0 |${text.slice(end)}`;
}

function commandText(name, value) {
  return `// \`kaizen ${name}\`: prints what it is given.
import type { CommandDefinition } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { printable } from "../printable.ts";

export const ${value}: CommandDefinition = {
  name: "${name}",
  summary: "print what it is given",
  examples: ["kaizen ${name} hello"],
  define: (command, run) => {
    command.argument("<text>", "what to print").action(
      run(async (io, text: string) => {
        await io.stdout.write(\`\${printable(text)}\\n\`);
        return EXIT.good;
      }),
    );
  },
};
`;
}

function testText(name, value) {
  return `// \`kaizen ${name}\` is a whole command: it parses, runs and answers with an exit code.
import { expect, test } from "vitest";
import { Command } from "commander";
import { ${value} } from "./${name}.ts";

test("the command says what it is for and shows an example", () => {
  expect(${value}.summary).not.toBe("");
  expect(${value}.examples.every((example) => example.startsWith("kaizen ${name}"))).toBe(true);
});

test("the command takes one argument", () => {
  const command = new Command("${name}");
  ${value}.define(command, () => () => Promise.resolve());
  expect(command.registeredArguments).toHaveLength(1);
});
`;
}
