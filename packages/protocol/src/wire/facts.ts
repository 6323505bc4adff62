// Checks facts that come over the wire: the agent process that sends them is untrusted, so everything is bounded.
import { z } from "zod";
import type { ActionFacts, AmountFacts, ArgumentFacts, CommandFacts, ContentFacts, DestinationFacts, Facts, LabelledValue, NameFacts, ObservationFacts, PathFacts, PieceFacts, RecipientFacts, TargetFacts, ToolFacts } from "@kaizen/core";
import { meansSchema, passageSchema, wordPrint } from "./passages.ts";
import { eventIdSchema, identitySchema, positionSchema } from "./words.ts";

const pointer: z.ZodType<string> = z.string().max(256);
const label = z.enum(["secret", "personal", "internal", "untrusted"]);
const fingerprintSchema: z.ZodType<string> = z.string().regex(/^[A-Za-z0-9_-]{11}$/, "expected a fingerprint of 11 base64url characters");

const name: z.ZodType<NameFacts> = z.strictObject({ shown: z.string().max(512), exact: z.string().max(4_096), skeleton: z.string().max(4_096) });

const destination: z.ZodType<DestinationFacts> = z.strictObject({
  kind: z.enum(["domain", "ip"]),
  host: z.string().max(512),
  skeleton: z.string().max(1_024),
  site: z.string().max(512).exactOptional(),
  port: z.int().min(0).max(65_535).exactOptional(),
  scheme: z.string().max(64).exactOptional(),
  path: z.string().max(512).exactOptional(),
  account: fingerprintSchema.exactOptional(),
  place: z.enum(["target", "argument", "recipient", "header", "resolved", "mention", "nested"]),
  at: pointer,
  disguises: z.array(z.string().max(64)).max(32),
});

const path: z.ZodType<PathFacts> = z.strictObject({
  path: z.string().max(8_192),
  sensitive: z.literal(true).exactOptional(),
  access: z.enum(["read", "write", "execute", "delete"]).exactOptional(),
  place: z.enum(["target", "argument", "mention"]),
  at: pointer,
});

const kinds = z.array(wordPrint).max(24).exactOptional();
const target: z.ZodType<TargetFacts> = z.strictObject({ values: z.array(fingerprintSchema).max(16).exactOptional(), words: z.array(wordPrint).max(8).exactOptional(), kinds });
const argument: z.ZodType<ArgumentFacts> = z.strictObject({ at: pointer, type: z.string().max(64), text: z.string().max(1_024), whole: z.boolean(), bytes: z.int().min(0), values: z.array(fingerprintSchema).max(16).exactOptional(), words: z.array(wordPrint).max(8).exactOptional(), kinds });
const word = z.string().max(256);
const command: z.ZodType<CommandFacts> = z.strictObject({
  executable: word,
  subcommand: z.array(word).max(3),
  words: z.array(word).max(4),
  options: z.array(word).max(32),
  unknown: z.array(z.string().max(32)).max(8),
  at: pointer,
});
const recipient: z.ZodType<RecipientFacts> = z.strictObject({
  kind: z.enum(["mail", "phone", "bank-account", "crypto-address", "handle", "user", "channel", "account-id"]),
  form: z.string().max(512),
  domain: z.string().max(512).exactOptional(),
  at: pointer,
});
const amount: z.ZodType<AmountFacts> = z.strictObject({ value: z.number(), currency: z.string().max(8).exactOptional(), at: pointer });
const tool: z.ZodType<ToolFacts> = z.strictObject({
  name,
  fingerprint: fingerprintSchema,
  server: name.exactOptional(),
  readOnly: z.boolean().exactOptional(),
  destructive: z.boolean().exactOptional(),
  openWorld: z.boolean().exactOptional(),
});

const labelled: z.ZodType<LabelledValue> = z.strictObject({ label, recogniser: z.string().max(64), fingerprint: fingerprintSchema, at: pointer, record: z.string().max(16).exactOptional() });

const piece: z.ZodType<PieceFacts> = z.strictObject({
  label: label.exactOptional(),
  of: fingerprintSchema.exactOptional(),
  isHidden: z.literal(true).exactOptional(),
  oneIn: z.int().min(2).max(65_536).exactOptional(),
  at: pointer,
  windows: z.string().max(7 * 1_024).regex(/^[A-Za-z0-9_-]+$/).refine((text) => text.length % 7 === 0, "expected windows of seven characters"),
});

const content: z.ZodType<ContentFacts> = z.strictObject({
  bytes: z.int().min(0),
  type: z.string().max(32).exactOptional(),
  rows: z.int().min(0).exactOptional(),
  labelled: z.array(labelled).max(256),
  fingerprints: z.array(fingerprintSchema).max(2_048),
  pieces: z.array(piece).max(256).exactOptional(),
  excerpt: z.string().max(512),
  passages: z.array(passageSchema).max(256).exactOptional(),
  fields: z.array(fingerprintSchema).max(512).exactOptional(),
  fieldKinds: kinds,
});

const base = {
  v: z.literal(3),
  id: eventIdSchema,
  identity: identitySchema,
  position: positionSchema,
  keyId: z.string().max(64),
  callId: z.string().max(512).exactOptional(),
  unread: z.array(z.enum(["too-large", "too-deep", "too-many", "cycle", "threw", "opaque", "accessor"])).max(7),
};

const action: z.ZodType<ActionFacts> = z.strictObject({
  ...base,
  event: z.literal("action"),
  kind: z.enum(["tool_call", "connect", "file", "exec", "skill_load", "message"]),
  tool: name.exactOptional(),
  publisher: name.exactOptional(),
  hash: z.string().max(512).exactOptional(),
  destinations: z.array(destination).max(256),
  paths: z.array(path).max(256),
  arguments: z.array(argument).max(256),
  commands: z.array(command).max(256),
  recipients: z.array(recipient).max(256),
  amounts: z.array(amount).max(64),
  method: z.string().max(16).exactOptional(),
  means: meansSchema.exactOptional(),
  target: target.exactOptional(),
  shape: z.string().max(1_024),
  content,
});

const observation: z.ZodType<ObservationFacts> = z.strictObject({
  ...base,
  event: z.literal("observation"),
  kind: z.enum(["result", "request", "instructions", "reply", "catalogue"]),
  tool: name.exactOptional(),
  failed: z.literal(true).exactOptional(),
  catalogue: z.array(tool).max(1_024).exactOptional(),
  content,
});

/** Unknown keys are refused: facts that were read only in part would be judged differently here than where they were made. */
export const factsSchema: z.ZodType<Facts> = z
  .union([action, observation])
  // SECURITY: verdicts cite events by id; an id that belongs to another session would put the blame elsewhere.
  .refine((facts) => facts.id === `${facts.identity.session}/${facts.position.feed}/${facts.position.seq}`, "expected the id to be session/feed/seq");
