// Everything that a command reads from and writes to: handed in, so that tests run commands in this process.

export interface Output {
  /** Colours and progress only where this is true. */
  readonly isTerminal: boolean;
  /** True once the reader has gone (a closed pipe): writing is then silently skipped. */
  readonly isClosed: boolean;
  /** Resolves when more can be written. Never rejects. */
  write(text: string): Promise<void>;
}

export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; relative file names are meant from here. */
  readonly cwd: string;
  /** Aborts on Ctrl-C and SIGTERM: finish what is in hand, lose nothing, return. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  now(): number;
  random(length: number): Uint8Array;
}
