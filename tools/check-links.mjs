// Relative links in Markdown lead to a file or folder, and to a heading where they name one.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { listFiles } from "./list-files.mjs";
import { runCheck } from "./run-check.mjs";

export const rule = "relative links and anchors in Markdown exist";

const LINK = /\]\(([^()\s]+)\)/gu;

export function check(root) {
  return listFiles(root)
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) => {
      const lines = withoutCode(readFileSync(join(root, file), "utf8"));
      return lines.flatMap((text, index) =>
        [...text.matchAll(LINK)].flatMap(([, target = ""]) => {
          const message = linkProblem(root, file, target);
          return message === undefined ? [] : [{ file, line: index + 1, message }];
        }),
      );
    });
}

/** Lines of a page; those inside of fences are emptied, so that line numbers stay. */
function withoutCode(text) {
  let fenced = false;
  return text.split("\n").map((line) => {
    if (!line.trimStart().startsWith("```")) return fenced ? "" : line;
    fenced = !fenced;
    return "";
  });
}

function linkProblem(root, file, target) {
  if (/^[a-z][a-z0-9+.-]*:/iu.test(target)) return undefined;
  const [path = "", anchor] = target.split("#", 2);
  const page = path === "" ? file : normalize(join(dirname(file), path));
  if (page.startsWith("..")) return `link leads out of the checkout: ${target}`;
  if (!existsSync(join(root, page))) return `link leads nowhere: ${target}`;
  if (anchor === undefined || !page.endsWith(".md") || !statSync(join(root, page)).isFile()) return undefined;
  return headings(readFileSync(join(root, page), "utf8")).has(anchor) ? undefined : `no heading for #${anchor} in ${page}`;
}

/** Anchors as hosting sites make them: lower case, punctuation dropped, spaces to hyphens. */
function headings(text) {
  return new Set(
    withoutCode(text)
      .filter((line) => /^#{1,6} /u.test(line))
      .map((line) => line.replace(/^#+ /u, "").toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, "").trim().replaceAll(" ", "-")),
  );
}

await runCheck(import.meta.url, check);
