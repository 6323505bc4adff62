// Which record a value stands in: the id that its line names before it, or that a field beside it holds.

/** `C-10442`, `EMP00417`, `INV/30412`: capitals, then digits. Numbers alone may be anything. */
const ID = /^[A-Z]{1,5}[-_#/]?[0-9]{3,10}$/;
const IDS = /(?<![\w-])[A-Z]{1,5}[-_#/]?[0-9]{3,10}(?![\w-])/g;
/** How far in front of a value its record may be named. */
const REACH = 160;

export function isRecordId(text: string): boolean {
  return text.length <= 16 && ID.test(text);
}

/** The last id on the line before the value. */
export function recordBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  return before.slice(before.lastIndexOf("\n") + 1).match(IDS)?.at(-1);
}

/** Two ids of one kind: the same letters and as many digits. */
export function areAlike(one: string, other: string): boolean {
  return one.length === other.length && one.replace(/[0-9]/g, "") === other.replace(/[0-9]/g, "");
}
