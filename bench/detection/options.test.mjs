// The command line: what is understood, and the sentence for what is not.
import { expect, test } from "vitest";
import { parseOptions } from "./options.mjs";

const understood = (...words) => Object.fromEntries(parseOptions(words).options);

test("options take none, one, several words or perhaps a number", () => {
  expect(understood("--set", "a", "b", "--warm", "--misses", "--false-alarms", "5", "--set", "c", "--sweep", "x.svg", "--solo", "reasoning")).toEqual({
    set: ["a", "b", "c"],
    warm: true,
    misses: 20,
    "false-alarms": 5,
    sweep: "x.svg",
    solo: ["reasoning"],
  });
});

test.each([
  [["--frobnicate"], 'expected an option, got "--frobnicate"; --help lists them'],
  [["slack"], 'expected an option, got "slack"; --help lists them'],
  [["--constructor"], 'expected an option, got "--constructor"; --help lists them'],
  [["--set", "--warm"], "expected NAME after --set"],
  [["--warm", "--warm"], "expected --warm once"],
  [["--ablate", "policy", "--solo", "egress"], "expected --ablate or --solo, got both"],
  [["--workers", "two"], 'expected a number from 0 to 99 after --workers, got "two"'],
])("%j is refused", (words, problem) => {
  expect(parseOptions(words)).toEqual({ problem });
});
