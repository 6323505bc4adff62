// The shape of the red-team corpus files as written in YAML: scenarios, the organisation's host list, known misses.
import { ATTACK_CLASSES, CAPABILITIES, type ToolDescription } from "@kaizen/core";
import { z } from "zod";
import { declarationPartJsonSchema, declarationPartSchema } from "./declaration-part.ts";
import { policyPartJsonSchema, policyPartSchema } from "./policy-part.ts";
import type { AgentFile, AttackFile, CallFile, ChangeFile, EventFile, MarkFile, MissesFile, OrdinaryFile, OrganisationFile, ScenarioFile, SessionFile, TwinFile } from "./scenario-file.ts";
import { effectSchema, worldChangeSchema, worldSchema } from "./world-file.ts";

const id: z.ZodType<string> = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected lower-case words joined by `-`").max(64);
const scenarioId: z.ZodType<string> = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$/, "expected the attack class, or the attack class, a dot and the name of the file").max(96);
const line: z.ZodType<string> = z.string().min(1).max(400);
const text: z.ZodType<string> = z.string().min(1).max(20_000);

const markShape: z.ZodType<MarkFile> = z.strictObject({
  expects: z.enum(CAPABILITIES).describe("The one capability that must catch it."),
  owasp: z.array(z.enum(["ASI01", "ASI02", "ASI03", "ASI04", "ASI05", "ASI06", "ASI07", "ASI08", "ASI09", "ASI10"])).min(1)
    .describe("OWASP Top 10 for agentic applications."),
  atlas: z.array(z.string().regex(/^AML\.T\d{4}(\.\d{3})?$/, "expected a MITRE ATLAS technique such as `AML.T0086`")).min(1),
  harm: line.describe("One sentence: what is lost when the action runs."),
  does: z.array(effectSchema).min(1).max(8).exactOptional().describe("What the simulated world must find that the action does; hard attacks must say it."),
});

const callShape: z.ZodType<CallFile> = z.strictObject({
  tool: z.string().min(1).max(256).exactOptional(),
  kind: z.enum(["tool_call", "connect", "file", "exec", "skill_load", "message"]).exactOptional().describe("`tool_call` when left out."),
  target: z.string().min(1).max(2_000).exactOptional(),
  arguments: z.record(z.string(), z.unknown()).exactOptional(),
  publisher: z.string().min(1).max(256).exactOptional(),
  hash: z.string().min(1).max(256).exactOptional(),
  metadata: z.record(z.string(), z.unknown()).exactOptional(),
});

const toolShape: z.ZodType<ToolDescription> = z.strictObject({
  name: z.string().min(1).max(256),
  description: text.exactOptional(),
  schema: z.unknown().exactOptional().describe("JSON Schema of the arguments."),
  server: z.string().min(1).max(256).exactOptional().describe("Who offers it."),
  annotations: z.record(z.string(), z.unknown()).exactOptional().describe("As in the Model Context Protocol: readOnlyHint, destructiveHint, …"),
});

const eventShape: z.ZodType<EventFile> = z.strictObject({
  name: id.exactOptional().describe("So that a twin can say which event it changes."),
  after: z.string().regex(/^[1-9]\d{0,3}[smh]$/, "expected a time such as 30s, 5m or 3h").exactOptional()
    .describe("How long after the event before it; 4 s when left out. A session begins on a Wednesday at noon UTC."),
  request: text.exactOptional().describe("What the user asks."),
  instructions: text.exactOptional().describe("What the agent's owner told it."),
  reply: text.exactOptional().describe("What the agent says to its user."),
  catalogue: z.array(toolShape).min(1).max(200).exactOptional()
    .describe("The tools that the agent has from now on."),
  call: callShape.exactOptional().describe("What the agent is about to do."),
  returns: z.unknown().exactOptional().describe("What the call brings back: text or data."),
  fails: line.exactOptional().describe("The error that the call ends with."),
  attack: markShape.exactOptional(),
});

const EVENT_KINDS = ["request", "instructions", "reply", "catalogue", "call"] as const;
const eventSchema: z.ZodType<EventFile> = eventShape.superRefine((event, context) => {
  const kinds = EVENT_KINDS.filter((kind) => event[kind] !== undefined);
  if (kinds.length !== 1) {
    context.addIssue({ code: "custom", message: `expected exactly one of ${EVENT_KINDS.join(", ")}, got ${kinds.length === 0 ? "none" : kinds.join(" and ")}` });
  }
  if (event.call !== undefined && event.call.tool === undefined && event.call.target === undefined) {
    context.addIssue({ code: "custom", path: ["call"], message: "expected a tool or a target" });
  }
  for (const key of ["returns", "fails", "attack"] as const) {
    if (event.call === undefined && event[key] !== undefined) {
      context.addIssue({ code: "custom", path: [key], message: `expected \`${key}\` only beside a call` });
    }
  }
  if (event.returns !== undefined && event.fails !== undefined) {
    context.addIssue({ code: "custom", path: ["fails"], message: "expected either `returns` or `fails`, got both" });
  }
});
const events: z.ZodType<EventFile[]> = z.array(eventSchema).min(1).max(400);

const sessionShape: z.ZodType<SessionFile> = z.strictObject({
  repeat: z.number().int().min(1).max(200).exactOptional().describe("How many sessions are made of this template: 1 when left out."),
  values: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/, "expected a lower-case name"), z.array(z.union([z.string(), z.number(), z.boolean()])).min(1).max(200)).exactOptional()
    .describe("Value lists: the i-th session takes the i-th member, counted around, for each `{{name}}`."),
  by: z.array(z.string().min(1).max(64)).min(1).exactOptional().describe("The agents that run it: the scenario's own when left out, else some of it and its peers."),
  events,
});

const changeShape: z.ZodType<ChangeFile> = z.strictObject({
  replace: id.exactOptional(),
  before: id.exactOptional(),
  after: id.exactOptional(),
  with: z.array(eventSchema).max(50).describe("The new events; none takes the named event away."),
}).superRefine((change, context) => {
  const given = (["replace", "before", "after"] as const).filter((key) => change[key] !== undefined);
  if (given.length !== 1) {
    context.addIssue({ code: "custom", message: `expected exactly one of replace, before, after, got ${given.length === 0 ? "none" : given.join(" and ")}` });
  }
});

const FACTS = ["declaration", "policy", "baseline", "request", "data"] as const satisfies readonly (keyof TwinFile)[];
const twinShape: z.ZodType<TwinFile> = z.strictObject({
  id,
  of: id.describe("The attack that it is the twin of."),
  lawful_because: line.describe("One sentence that names the one fact."),
  world: worldChangeSchema.exactOptional().describe("What is different in the world because of the fact."),
  declaration: declarationPartSchema.exactOptional().describe("The fact: entries that are declared besides, or in the place of those with their name."),
  policy: policyPartSchema.exactOptional().describe("The fact: the policy that is in force instead."),
  baseline: z.array(sessionShape).min(1).exactOptional().describe("The fact: sessions that were learned besides."),
  request: z.array(changeShape).min(1).exactOptional().describe("The fact: the user asked for something else."),
  data: z.array(changeShape).min(1).exactOptional().describe("The fact: what is read or sent, or where it goes, is something else."),
}).superRefine((twin, context) => {
  const facts = FACTS.filter((fact) => twin[fact] !== undefined);
  if (facts.length !== 1) {
    context.addIssue({ code: "custom", message: `expected exactly one fact of ${FACTS.join(", ")}, got ${facts.length === 0 ? "none" : facts.join(" and ")}` });
  }
});

const attackShape: z.ZodType<AttackFile> = z.strictObject({ id, strength: z.enum(["plain", "hard"]), events });

const agentShape: z.ZodType<AgentFile> = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(40),
  role: z.string().min(1).max(64),
  peers: z.array(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(40)).min(1).max(20).exactOptional(),
});
const sessions: z.ZodType<SessionFile[]> = z.array(sessionShape).min(1).max(100);
const fixed = z.array(z.string().min(1).max(256)).min(1).exactOptional().describe("Texts that must stay when names are changed, e.g. ~/.ssh/id_rsa.");

export const scenarioSchema: z.ZodType<ScenarioFile> = z.strictObject({
  id: scenarioId.describe("The name of its folder; in further files of the folder with a dot and the name of the file behind it."),
  class: z.enum(ATTACK_CLASSES),
  title: line,
  story: text.describe("One paragraph: who the agent is, what goes wrong, why it is hard to see."),
  agent: agentShape,
  declaration: declarationPartSchema,
  policy: policyPartSchema.exactOptional(),
  baseline: sessions,
  world: worldSchema.exactOptional().describe("Who owns what; decides whether harm happened."),
  attacks: z.array(attackShape).min(1),
  twins: z.array(twinShape).min(1),
  fixed,
});

export const ordinarySchema: z.ZodType<OrdinaryFile> = z.strictObject({
  agent: agentShape,
  story: text.describe("One paragraph: who it is and what its days look like."),
  declaration: declarationPartSchema,
  policy: policyPartSchema.exactOptional(),
  baseline: sessions,
  sessions: sessions.describe("None of these may be flagged."),
  fixed,
});

export const organisationSchema: z.ZodType<OrganisationFile> = z.strictObject({
  hosts: z.array(z.string().regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/, "expected a host, or `*.` and a domain")).min(1),
});
export const missesSchema: z.ZodType<MissesFile> = z.strictObject({
  misses: z.array(z.strictObject({ scenario: scenarioId, id, why: line })),
});

/** The JSON Schemas that editors read for completion. */
export function scenarioJsonSchema(): unknown {
  return toJsonSchema(scenarioSchema);
}

export function ordinaryJsonSchema(): unknown {
  return toJsonSchema(ordinarySchema);
}

function toJsonSchema(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (isSame(zodSchema, declarationPartSchema)) Object.assign(jsonSchema, declarationPartJsonSchema());
      if (isSame(zodSchema, policyPartSchema)) Object.assign(jsonSchema, policyPartJsonSchema());
    },
  });
}

/** The library's two types for one schema do not compare. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b;
}
