// Why a corpus run could not be finished: the one error that the runner throws.

export type CorpusErrorCode = "unreachable" | "refused" | "bad-answer" | "no-verdict" | "client-failed" | "aborted" | "nothing-chosen";

export class CorpusError extends Error {
  override readonly name = "CorpusError";
  readonly code: CorpusErrorCode;

  constructor(code: CorpusErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
