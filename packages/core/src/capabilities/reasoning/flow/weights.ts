// The bounds and word lists of the flow rule. General English for sending, not the names of any tools.

export interface FlowWeights {
  /** Values remembered of each label. */
  readonly remembered: number;
  /** Values remembered of requests and instructions. */
  readonly trusted: number;
  /** Calls whose result is still to come. */
  readonly calls: number;
  /** Fingerprints of a call's own arguments that its result may echo. */
  readonly echoed: number;
  /** Different personal values in one action that make it bulk. */
  readonly bulk: number;
  /** Sources that a finding cites. */
  readonly cited: number;
  /** Steps of carrying, and pieces of one value, that a finding tells. */
  readonly carried: number;
  readonly pieces: number;
  /** Records that actions named. */
  readonly opened: number;
  /** Places of arguments through which something went out in another writing. */
  readonly channels: number;
  /** Sentences of the user that order something to be sent. */
  readonly orders: number;
  /** Windows of values that are followed in parts, and of what the user and the owner wrote. */
  readonly windows: number;
  readonly trustedWindows: number;
  /** Letters and digits of a window: as the normaliser makes them. */
  readonly window: number;
  /** Letters and digits of a secret that make a part of it, and the share of it that they must be. */
  readonly part: number;
  readonly share: number;
  /** Letters and digits of a text marked as confidential that make a copy. */
  readonly copied: number;
  /** From how many letters and digits on an encoded text is a document rather than a note. */
  readonly document: number;
  /** Files that are known to hold something. */
  readonly places: number;
  /** Most fields of an answer that may name a new entry. */
  readonly entryFields: number;
  /** Programs whose output is all of what they read, perhaps in another form. */
  readonly copyingPrograms: readonly string[];
  /** Words of a tool's name that say the same. */
  readonly copyingWords: readonly string[];
  /** Options behind which a file is used as a credential. */
  readonly credentialOptions: readonly string[];
  /** Recognisers that know a secret by its standing where a credential belongs. */
  readonly inPlace: readonly string[];
  /** Programs of the shell itself, and programs that do nothing but show, search or change text on this machine. */
  readonly shellPrograms: readonly string[];
  readonly textPrograms: readonly string[];
  /** Last segments of an argument's place that name an entry, without separators. */
  readonly entrySlots: readonly string[];
  /** Words of a tool's name that say that it makes a file or an entry anew. */
  readonly writingWords: readonly string[];
  /** Words of a tool's name that say that something leaves. */
  readonly outboundWords: readonly string[];
  /** First words of a tool's name that say that it takes in, whatever it takes in. */
  readonly inboundWords: readonly string[];
  /** Last segments of an argument's place where a credential belongs, without separators. */
  readonly credentialSlots: readonly string[];
}

export const FLOW_WEIGHTS: FlowWeights = {
  remembered: 4_096,
  trusted: 8_192,
  calls: 256,
  echoed: 256,
  bulk: 5,
  cited: 8,
  carried: 5,
  pieces: 4,
  opened: 128,
  channels: 64,
  orders: 64,
  windows: 8_192,
  trustedWindows: 8_192,
  window: 12,
  part: 12,
  share: 0.25,
  copied: 24,
  document: 256,
  places: 256,
  entryFields: 8,
  copyingPrograms: ["7z", "base32", "base64", "bzip2", "cat", "cp", "dd", "gzip", "hexdump", "install", "ln", "mv", "od", "rev", "rsync", "split", "tar", "uuencode", "xxd", "xz", "zip", "zstd"],
  copyingWords: ["archive", "backup", "compress", "convert", "copy", "duplicate", "encode", "move", "pack", "rename", "zip"],
  credentialOptions: ["--cert", "--env-file", "--identity-file", "--key", "--kubeconfig", "--netrc-file", "--password-file", "-i"],
  inPlace: ["authorization-header", "command-password", "connection-password", "password-assignment", "secret-assignment", "session-cookie"],
  shellPrograms: ["cd", "declare", "env", "export", "set", "source", "sudo", "test", "time", "unset"],
  textPrograms: ["awk", "cat", "cmp", "cut", "diff", "echo", "egrep", "fgrep", "file", "find", "grep", "head", "jq", "less", "ls", "printf", "rg", "sed", "sort", "tail", "tee", "tr", "uniq", "wc", "yq"],
  entrySlots: ["doc", "document", "documentid", "entry", "entryid", "file", "fileid", "filename", "id", "item", "itemid", "key", "name", "note", "noteid", "page", "pageid", "record", "slug", "subject", "title", "topic"],
  writingWords: ["append", "create", "log", "memorise", "memorize", "overwrite", "put", "record", "remember", "replace", "save", "store", "write"],
  outboundWords: [
    "broadcast", "comment", "deliver", "dispatch", "email", "export", "fax", "forward", "invite", "mail", "message", "notify", "ping", "post", "publish",
    "push", "relay", "reply", "report", "send", "share", "sms", "submit", "sync", "transfer", "transmit", "tweet", "upload", "webhook",
  ],
  inboundWords: ["check", "count", "describe", "download", "fetch", "find", "get", "inspect", "list", "load", "lookup", "query", "read", "receive", "search", "show", "view"],
  credentialSlots: [
    "accesskey", "accesstoken", "apikey", "apitoken", "auth", "authorization", "authtoken", "bearer", "bearertoken", "clientsecret", "cookie", "credential",
    "credentials", "passphrase", "passwd", "password", "privatekey", "proxyauthorization", "pwd", "refreshtoken", "secret", "secretkey", "sessiontoken", "token",
    "xapikey", "xauthtoken",
  ],
};
