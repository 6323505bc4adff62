// A part that outlives the text it was cut from.

/** The same characters on their own: engines let a cut part keep the whole text in memory, which may be megabytes of what nobody else may hold. */
export function ownText(part: string): string {
  return ` ${part}`.slice(1);
}
