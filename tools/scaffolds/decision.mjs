// A decision record: the next number, and the four headings that each record has.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const FOLDER = "docs/decisions";

export const decision = {
  name: "decision",
  make(root, name) {
    const records = existsSync(join(root, FOLDER)) ? readdirSync(join(root, FOLDER)).filter((file) => /^\d{4}-/u.test(file)) : [];
    const same = records.find((file) => file.slice(5) === `${name}.md`);
    if (same !== undefined) throw new Error(`decision "${name}" exists already: ${FOLDER}/${same}`);
    const number = String(Math.max(0, ...records.map((file) => Number(file.slice(0, 4)))) + 1).padStart(4, "0");
    const title = name.replaceAll("-", " ");
    const text = `# ${number}: ${title}

## Context
What forces a decision, and what was tried or measured.

## Decision
One paragraph.

## Cost
What gets harder, slower or larger by it.

## What would change our mind
A fact that can be observed.
`;
    return { files: { [`${FOLDER}/${number}-${name}.md`]: text }, edits: [] };
  },
};
