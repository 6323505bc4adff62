// The seam for reworded sessions: a module outside gives each session's variants, which are judged in its place.
import { pathToFileURL } from "node:url";

/** The style of the session as it was recorded, beside which its variants are read. */
export const AS_RECORDED = "as recorded";
/** Every variant of every style, told as one. */
export const ALL_VARIANTS = "all variants";

/**
 * `transform`: `{ module, part, style? }`. The module exports `variantsOf(session, label, { part })` -> `{ style, session }[]`;
 * events keep their `i`, `part` is the half of the wordings that is used. A session with a variant is judged as recorded too; one
 * without is left out. A style is meant by its beginning or by one of its parts (`open:de`).
 */
export async function loadVariants(transform) {
  if (transform === undefined) return (session) => [{ style: null, session }];
  const { variantsOf } = await import(pathToFileURL(transform.module).href);
  return (session, label) => {
    const variants = variantsOf(session, label, { part: transform.part }).filter(({ style }) => isMeant(style, transform.style));
    return variants.length === 0 ? [] : [{ style: AS_RECORDED, session }, ...variants];
  };
}

function isMeant(style, asked) {
  return asked === undefined || style.startsWith(asked) || style.split(":").includes(asked);
}

/** What keeps the module from being used, or undefined. */
export async function variantsProblem({ module }) {
  try {
    const { variantsOf } = await import(pathToFileURL(module).href);
    return typeof variantsOf === "function" ? undefined : `expected ${module} to export a function variantsOf`;
  } catch (cause) {
    return `expected a module with variantsOf in ${module}: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}
