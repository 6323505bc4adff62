// Bounds of what attribution remembers of a session.

export const ATTRIBUTION_LIMITS = {
  /** Sentences of the user and the instructions. */
  trusted: 256,
  trustedValues: 8_192,
  /** Sentences of what tools returned. */
  passages: 1_024,
  values: 8_192,
  fields: 16_384,
  calls: 256,
  /** Sentences that one value is looked up in. */
  authors: 8,
  /** Sentences that ask, looked at for one act. */
  asking: 64,
} as const;
