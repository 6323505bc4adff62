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
