// Replaces the derived parts of a page: blocks between two marks, and code blocks that are regions of a file.
import { readRegion } from "./read-region.mjs";

/** Puts `content` between `<!-- begin NAME -->` and `<!-- end NAME -->`; throws when the page lacks them. */
export function replaceBlock(page, name, content) {
  const begin = `<!-- begin ${name} -->\n`;
  const end = `<!-- end ${name} -->`;
  const start = page.indexOf(begin);
  const stop = page.indexOf(end);
  if (start === -1 || stop < start) throw new Error(`expected the marks "${begin.trim()}" and "${end}" on the page`);
  return `${page.slice(0, start + begin.length)}${content}\n${page.slice(stop)}`;
}

/** Fills each code block after `<!-- from FILE#REGION -->`; `readSource(file)` gives the text of a file. */
export function replaceRegions(page, readSource) {
  const lines = page.split("\n");
  const written = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    written.push(line);
    const mark = /^<!-- from ([^#\s]+)#([a-z0-9-]+) -->$/u.exec(line);
    const end = lines.indexOf("```", index + 2);
    if (mark === null || end === -1 || !lines[index + 1]?.startsWith("```")) continue;
    const [, file, name] = mark;
    const region = readRegion(readSource(file), name);
    if (region === undefined) throw new Error(`expected a region "${name}" in ${file}`);
    written.push(lines[index + 1], ...region.split("\n"), "```");
    index = end;
  }
  return written.join("\n");
}
