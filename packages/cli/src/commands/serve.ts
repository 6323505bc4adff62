// `kaizen serve`: the observer and its pages.
import { resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { didYouMean } from "@kaizen/protocol";
import { CliError, systemReason } from "../cli-error.ts";
import type { CommandDefinition } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { hasColours } from "../has-colours.ts";

interface Options {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly database?: string;
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"] as const;
type LogLevel = (typeof LOG_LEVELS)[number];
const DEFAULT_PORT = 4180;

export const serveCommand: CommandDefinition = {
  name: "serve",
  runsUntilSignal: true,
  summary: "start the observer: judges, stores and shows what agents do",
  examples: ["kaizen serve", "kaizen serve --port 8080 --data /srv/kaizen", "kaizen serve --host 0.0.0.0 --log-level info"],
  define: (command, run) => {
    command
      .option("--port <number>", "port to listen on; 0 takes any that is free", parsePort, DEFAULT_PORT)
      .option("--host <address>", "address to listen on; the default is reachable from this machine only", "127.0.0.1")
      .option("--data <folder>", "folder for the database, made when it is missing", ".kaizen")
      .option("--database <url>", "PostgreSQL instead of the data folder (not in this version)")
      .option("--log-level <level>", `what to log on standard error: ${LOG_LEVELS.join(", ")}`, parseLogLevel, "warn")
      .addHelpText("after", "\nThe first start makes an admin key and prints it once. Ctrl-C stops after what was accepted is stored.")
      .action(run(serve));
  },
};

async function serve(io: Io, options: Options): Promise<number> {
  if (options.database !== undefined) throw new CliError("a database URL is not supported in this version: leave --database out and name a folder with --data");
  if (options.data === "") throw new CliError("expected a folder after --data, got an empty text");
  const dataDir = resolve(io.cwd, options.data);
  // Loaded here, because the observer's libraries would make every other command start slower.
  const { startObserver } = await import("@kaizen/observer");
  const observer = await startObserver({
    dataDir,
    port: options.port,
    host: options.host,
    log: { level: options.logLevel, write: (line) => void io.stderr.write(line) },
    now: io.now,
    random: io.random,
  }).catch((cause: unknown) => {
    throw new CliError(startFailure(cause, options, dataDir));
  });
  if (!isThisMachine(options.host)) await io.stderr.write(`warning: ${options.host} can be reached from other machines, and keys travel there in the clear: put a proxy with TLS in front, or leave --host out\n`);
  await io.stdout.write(`Kaizen observer: ${observer.url}\nData folder: ${dataDir}\n`);
  if (observer.adminKey !== undefined) await io.stdout.write(`Admin key (shown this once, keep it): ${observer.adminKey}\n`);
  if (hasColours(io)) await io.stdout.write("Ctrl-C stops it.\n");
  await aborted(io.signal);
  await observer.close();
  return EXIT.good;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("expected a number from 0 to 65535.");
}

function parseLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((one) => one === text);
  if (level !== undefined) return level;
  throw new InvalidArgumentError(`expected one of ${LOG_LEVELS.join(", ")}${didYouMean(text, LOG_LEVELS)}.`);
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener("abort", () => done(), { once: true });
  });
}

function startFailure(cause: unknown, { host, port }: Options, dataDir: string): string {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  if (code === "EADDRINUSE" || code === "port-taken") return `port ${port} on ${host} is taken; stop the program that uses it, or choose another port with --port`;
  if (code === "cannot-listen" && port > 0 && port < 1_024) return `cannot listen on port ${port}: ports below 1024 need special rights; choose another with --port`;
  if (code === "cannot-listen") return `${systemReason(cause)}; choose others with --host and --port`;
  return `cannot start the observer on the data folder ${dataDir}: ${systemReason(cause)}; choose another folder with --data`;
}
