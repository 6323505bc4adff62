// Cuts a named region out of a source file: the lines between `// #region NAME` and `// #endregion NAME`; in YAML `# #region NAME`.

/** Lines of the region with their common indent removed, or undefined when the file has no such region. */
export function readRegion(text, name) {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => isMark(line, `#region ${name}`));
  const end = lines.findIndex((line) => isMark(line, `#endregion ${name}`));
  if (start === -1 || end < start) return undefined;
  const region = lines.slice(start + 1, end);
  const indents = region.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents, 80);
  return region.map((line) => line.slice(indent)).join("\n").trim();
}

function isMark(line, words) {
  return ["//", "#"].some((comment) => line.trim() === `${comment} ${words}`);
}
