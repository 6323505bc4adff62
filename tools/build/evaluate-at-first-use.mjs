// A build plugin: modules that make large tables or registries when they load do so at the first call into them instead.
import { basename } from "node:path";

/** By a module's file name or a library's name: the functions that are called. Only a function can wait for its first call. */
const FUNCTIONS = new Map([
  ["tldts", ["getDomain", "parse"]],
  ["tr46", ["toASCII", "toUnicode"]],
  ["unhomoglyph", ["default"]],
  ["./linear-pattern.ts", ["compileLinear", "quoteLinear"]],
  ["./parse-expression.ts", ["parseExpression"]],
]);

const PREFIX = "\0first-use:";

export function evaluateAtFirstUse() {
  const waiting = new Set(FUNCTIONS.keys());
  return {
    name: "evaluate-at-first-use",
    async resolveId(source, importer, options) {
      const key = source.startsWith(".") ? `./${basename(source)}` : source;
      const names = FUNCTIONS.get(key);
      if (names === undefined || importer?.startsWith(PREFIX) || importer?.endsWith(".d.ts")) return undefined;
      const resolved = await this.resolve(source, importer, { ...options, kind: "import-statement", skipSelf: true });
      if (resolved === null) throw new Error(`expected to find "${source}", which ${importer} imports`);
      waiting.delete(key);
      return { id: `${PREFIX}${names.join(",")}:${resolved.id}`, moduleSideEffects: false };
    },
    load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const [names, ...path] = id.slice(PREFIX.length).split(":");
      return { code: names.split(",").map((name) => forward(name, JSON.stringify(path.join(":")))).join("\n"), moduleType: "js" };
    },
    // A string that is parsed when it is needed loads faster than the same table as code.
    transform(code, id) {
      return id.endsWith(".json") ? { code: `module.exports = JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(code)))});`, moduleType: "js" } : undefined;
    },
    generateBundle(_options, bundle) {
      if (waiting.size > 0) throw new Error(`expected an import of each module that waits for its first call, found none of ${[...waiting].join(", ")}`);
      for (const part of Object.values(bundle)) if (part.type === "chunk" && part.fileName.endsWith(".js")) part.code = inAscii(part.code);
    },
  };
}

/** The bundler keeps a module that is required, rather than imported, unevaluated until the call. */
function forward(name, path) {
  return name === "default" ? `export default (...given) => require(${path})(...given);` : `export const ${name} = (...given) => require(${path}).${name}(...given);`;
}

/**
 * One letter beyond Latin-1 makes the engine read the whole file at two bytes a letter. An escape means the same in texts,
 * patterns and names; `\é` means `é` wherever it may be written. Only raw text would tell them apart.
 */
function inAscii(code) {
  for (const [raw] of code.matchAll(/String\.raw`[^`]*`/g)) if (/[^\0-\x7f]/.test(raw)) throw new Error(`expected raw text in ASCII, got ${raw}`);
  return code.replace(/\\[^]|[^\0-\x7f]/g, (found) => {
    const unit = found.charCodeAt(found.length - 1);
    return unit < 0x80 ? found : `\\u${unit.toString(16).padStart(4, "0")}`;
  });
}
