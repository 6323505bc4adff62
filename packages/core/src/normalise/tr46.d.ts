// The part of tr46 that the core uses; the package ships no types.
declare module "tr46" {
  interface Options {
    readonly checkHyphens?: boolean;
    readonly useSTD3ASCIIRules?: boolean;
    readonly ignoreInvalidPunycode?: boolean;
  }
  export function toASCII(domain: string, options?: Options): string | null;
  export function toUnicode(domain: string, options?: Options): { domain: string; error: boolean };
}
