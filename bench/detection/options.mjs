// Reads the command line: a value per option, or one sentence about what is wrong with it.

/** How many words follow: none, one, some, or perhaps a number. */
const OPTIONS = new Map([
  ["set", { takes: "some", word: "NAME" }],
  ["suite", { takes: "some", word: "NAME" }],
  ["leave-out", { takes: "some", word: "SUITE" }],
  ["read-unread", { takes: "none" }],
  ["warm", { takes: "none" }],
  ["goals", { takes: "none" }],
  ["ablate", { takes: "some", word: "CAPABILITY" }],
  ["solo", { takes: "some", word: "CAPABILITY" }],
  ["ablations", { takes: "none" }],
  ["capabilities", { takes: "none" }],
  ["misses", { takes: "number", otherwise: 20 }],
  ["false-alarms", { takes: "number", otherwise: 20 }],
  ["sweep", { takes: "one", word: "FILE.svg" }],
  ["transform", { takes: "one", word: "MODULE" }],
  ["reworded", { takes: "one", word: "STYLE|all" }],
  ["paraphrased", { takes: "one", word: "LANGUAGE|all" }],
  ["held-back", { takes: "none" }],
  ["timing", { takes: "none" }],
  ["workers", { takes: "one", word: "N" }],
  ["json", { takes: "none" }],
  ["help", { takes: "none" }],
]);

/** `{ options }`, keyed as written, or `{ problem }`. */
export function parseOptions(words) {
  const options = new Map();
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift();
    const name = word === "-h" ? "help" : word.replace(/^--/u, "");
    const option = OPTIONS.get(name);
    if (option === undefined || name === word) return { problem: `expected an option, got "${word}"; --help lists them` };
    if (options.has(name) && option.takes !== "some") return { problem: `expected --${name} once` };
    const value = valueOf(option, takeValues(rest, option));
    if (value === undefined) return { problem: `expected ${option.word} after --${name}` };
    options.set(name, option.takes === "some" ? [...(options.get(name) ?? []), ...value] : value);
  }
  return conflictOf(options) ?? { options };
}

function takeValues(rest, { takes }) {
  const end = rest.findIndex((word) => word.startsWith("-"));
  const most = { none: 0, one: 1, some: rest.length, number: /^\d{1,6}$/u.test(rest[0] ?? "") ? 1 : 0 }[takes];
  return rest.splice(0, Math.min(most, end === -1 ? rest.length : end));
}

function valueOf({ takes, otherwise }, values) {
  if (takes === "none") return true;
  if (takes === "number") return values.length === 0 ? otherwise : Number(values[0]);
  if (values.length === 0) return undefined;
  return takes === "one" ? values[0] : values;
}

const APART = [
  ["ablate", "solo"],
  ["ablations", "solo"],
  ["ablations", "ablate"],
  ["transform", "reworded"],
  ["transform", "paraphrased"],
  ["reworded", "paraphrased"],
];

function conflictOf(options) {
  const pair = APART.find((names) => names.every((name) => options.has(name)));
  if (pair !== undefined) return { problem: `expected --${pair[0]} or --${pair[1]}, got both` };
  const workers = options.get("workers");
  return workers === undefined || /^\d{1,2}$/u.test(workers) ? undefined : { problem: `expected a number from 0 to 99 after --workers, got "${workers}"` };
}
