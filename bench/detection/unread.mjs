// Suites that nobody looks at while the method may still change: figures on them are worth something only once.

/** Left out, and not even parsed, unless `--read-unread` is given. */
export const UNREAD_SUITES = ["banking", "workspace"];
