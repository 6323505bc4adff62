// Nothing committed knows the machine it was written on: no private path, no registry host, no ticket.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./list-files.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "no path of a machine, no registry host, no ticket number; the lock file names no host";

/** What each pattern is, for the message. The patterns are written so that they do not match this file. */
const FORBIDDEN = [
  ["a path of one machine", /(?<![\w.-])\/[w]ork(?![\w-])/u],
  ["a path of one machine", /\/tmp\/[b]ash_jobs|\/root\/\.[p]yenv/u],
  ["the folder of recorded traces (use KAIZEN_TRACES)", /\bshared\/[t]races/u],
  ["a package registry's host", /registry\.(?:npmjs|yarnpkg)|npm\.pkg\.github|(?:deb|security)\.debian\.org|[j]frog\.io/iu],
];
const TICKET = ["a ticket number", /\b[i]ssue #?\d/iu];
/** Only what explains the product: a recorded or made-up session may well talk of tickets. */
const EXPLAINS = /\.(?:ts|mjs|md|yml)$|^\.ci\//u;
const BINARY = /\.(?:png|gz|ico|woff2|db)$/u;

export function check(root) {
  return listFiles(root)
    .filter((file) => !BINARY.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return file === "package-lock.json" ? lockProblems(file, text) : textProblems(file, text);
    });
}

function textProblems(file, text) {
  const patterns = EXPLAINS.test(file) ? [...FORBIDDEN, TICKET] : FORBIDDEN;
  return text.split("\n").flatMap((line, index) =>
    patterns.flatMap(([what, pattern]) => {
      const found = pattern.exec(line);
      return found === null ? [] : [{ file, line: index + 1, message: `${what}: "${found[0]}"` }];
    }),
  );
}

/** The lock file pins versions and hashes; where they are fetched from is the reader's own setting. */
function lockProblems(file, text) {
  return Object.entries(JSON.parse(text).packages ?? {}).flatMap(([name, entry]) =>
    typeof entry.resolved === "string" && entry.resolved.includes("://")
      ? [{ file, message: `${name} is pinned to a host: ${new URL(entry.resolved).host}` }]
      : [],
  );
}

await runCheck(import.meta.url, check);
