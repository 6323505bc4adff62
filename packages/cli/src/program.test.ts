// Wrong use, errors, signals and colours: the same for every command.
import { describe, expect, it } from "vitest";
import { capturedIo } from "./captured-io.ts";
import { CliError } from "./cli-error.ts";
import type { CommandDefinition } from "./command.ts";
import type { Io } from "./io.ts";
import { runProgram } from "./program.ts";

const greet = (work: (io: Io) => Promise<number>): CommandDefinition => ({
  name: "greet",
  summary: "say hello",
  examples: ["kaizen greet"],
  define: (command, run) => void command.option("--loud", "loudly").action(run((io) => work(io))),
});
const run = (argv: string[], io: Io, work: (io: Io) => Promise<number> = () => Promise.resolve(0)): Promise<number> => runProgram(argv, io, [greet(work)], "1.2.3");

describe("the program", () => {
  it.each([
    [["gret"], "error: unknown command 'gret' (Did you mean greet?); see `kaizen --help`\n"],
    [["greet", "--luod"], "error: unknown option '--luod' (Did you mean --loud?); see `kaizen greet --help`\n"],
    [["greet", "extra"], "error: too many arguments for 'greet'. Expected 0 arguments but got 1.; see `kaizen greet --help`\n"],
    [[], "error: expected a command; `kaizen --help` lists them\n"],
  ])("answers %j with one sentence and 2", async (argv, sentence) => {
    const io = capturedIo();
    expect(await run(argv, io)).toBe(2);
    expect(io.err()).toBe(sentence);
    expect(io.out()).toBe("");
  });

  it("prints its version", async () => {
    const io = capturedIo();
    expect(await run(["--version"], io)).toBe(0);
    expect(io.out()).toBe("1.2.3\n");
  });

  it("answers with the code of the command", async () => {
    expect(await run(["greet"], capturedIo(), () => Promise.resolve(1))).toBe(1);
  });

  it("says what a command throws, without control characters and without a stack", async () => {
    const io = capturedIo();
    expect(await run(["greet"], io, () => Promise.reject(new CliError("no such file \u001b[2Jx\u009b1m\u202e", 2)))).toBe(2);
    expect(io.err()).toBe("error: no such file \ufffd[2Jx\ufffd1m\ufffd\n");
    const broken = capturedIo();
    expect(await run(["greet"], broken, () => Promise.reject(new TypeError("x is not a function")))).toBe(2);
    expect(broken.err()).toBe("error: x is not a function (unexpected; set KAIZEN_DEBUG=1 to see where)\n");
  });

  it.each([["SIGINT", 130], ["SIGTERM", 143]] as const)("answers %s with %d after the command has finished what was in hand", async (signal, code) => {
    const io = capturedIo();
    expect(
      await run(["greet"], io, async (given) => {
        io.interrupt(signal);
        await given.stdout.write("finished\n");
        return 0;
      }),
    ).toBe(code);
    expect(io.out()).toBe("finished\n");
  });

  it("answers a signal with the code of a command that runs until one comes", async () => {
    const io = capturedIo();
    const until: CommandDefinition = { ...greet(async (given) => (io.interrupt("SIGTERM"), given.signal.aborted ? 0 : 1)), runsUntilSignal: true };
    expect(await runProgram(["greet"], io, [until], "1.2.3")).toBe(0);
    const broken: CommandDefinition = { ...greet(() => (io.interrupt("SIGTERM"), Promise.reject(new Error("no")))), runsUntilSignal: true };
    expect(await runProgram(["greet"], io, [broken], "1.2.3")).toBe(143);
  });

  it("colours on a terminal only, and not with NO_COLOR", async () => {
    const fail = (): Promise<number> => Promise.reject(new CliError("no"));
    const terminal = capturedIo({ isTerminal: true });
    await run(["greet"], terminal, fail);
    expect(terminal.err()).toBe("\u001b[31merror:\u001b[39m no\n");
    const plain = capturedIo({ isTerminal: true, env: { NO_COLOR: "1" } });
    await run(["greet"], plain, fail);
    expect(plain.err()).toBe("error: no\n");
  });
});
