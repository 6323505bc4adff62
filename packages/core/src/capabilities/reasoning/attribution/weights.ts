// Bounds of what attribution remembers of a session.

export const ATTRIBUTION_LIMITS = {
  /** Sentences of the user and the instructions. */
  trusted: 256,
  trustedValues: 4_096,
  /** Sentences of what tools returned. */
  passages: 768,
  values: 4_096,
  fields: 4_096,
  calls: 256,
  /** Things that the agent wrote out of what others wrote. */
  notes: 64,
  /** Sentences that one value is looked up in. */
  authors: 8,
  /** Sentences that ask, looked at for one act. */
  asking: 64,
} as const;
