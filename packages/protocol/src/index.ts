// What is said between the parts and read from files. Everything that is not named here may change.
export type { Result } from "./result.ts";
export { failure, success } from "./result.ts";
export type { FileProblem, Problem, ProblemCode, ValuePath } from "./problem.ts";
export { formatFileProblem, formatPath, PROBLEM_CODES } from "./problem.ts";
export { didYouMean, nearestName } from "./nearest-name.ts";
export { zodProblems } from "./zod-problems.ts";
export type { YamlDocument } from "./yaml-file/read-yaml-file.ts";
export { readYamlFile } from "./yaml-file/read-yaml-file.ts";
export { uuidv7 } from "./uuidv7.ts";

export type { TraceEvent, TraceKind, TraceSession } from "./trace/trace-session.ts";
export type { TraceProblem } from "./trace/parse-trace-line.ts";
export { parseTraceLine } from "./trace/parse-trace-line.ts";
export type { IndexedEvent } from "./trace/trace-events.ts";
export { traceEvents } from "./trace/trace-events.ts";
export { parseTime } from "./trace/parse-time.ts";

export type { DeclarationDocument } from "./declaration-file/declaration-document.ts";
export { declarationDocumentSchema } from "./declaration-file/declaration-document.ts";
export { parseDeclarationFile, parseDeclarationShort } from "./declaration-file/parse-declaration.ts";
export type { PolicyDocument, RuleDocument } from "./policy-file/policy-document.ts";
export { documentFromPolicy, policyDocumentSchema } from "./policy-file/policy-document.ts";
export { parsePolicy, parsePolicyFile } from "./policy-file/parse-policy.ts";
export type { JsonSchemaName } from "./json-schema.ts";
export { JSON_SCHEMA_NAMES, jsonSchema } from "./json-schema.ts";

export { factsSchema } from "./wire/facts.ts";
export { verdictSchema } from "./wire/verdict.ts";
export type { ClientVerdict, EventRecord, EventsRequest, EventsResponse } from "./wire/events.ts";
export { eventRecordSchema, eventsRequestSchema, eventsResponseSchema, MOST_RECORDS } from "./wire/events.ts";
export type { Bundle } from "./wire/bundle.ts";
export { baselineSchema, bundleSchema, declarationSchema, policySchema } from "./wire/bundle.ts";
export type { ErrorBody, ErrorCode } from "./wire/error.ts";
export { ERROR_CODES, errorBodySchema } from "./wire/error.ts";
export type { InspectRequest } from "./wire/inspect.ts";
export { actionSchema, inspectRequestSchema } from "./wire/inspect.ts";
export type { EndSessionRequest, EndSessionResponse, SessionRow, SessionsResponse } from "./wire/sessions.ts";
export { endSessionRequestSchema, endSessionResponseSchema, sessionsResponseSchema } from "./wire/sessions.ts";
export type { CreateKeyRequest, CreateKeyResponse, KeyRow, KeysResponse, Role } from "./wire/keys.ts";
export { createKeyRequestSchema, createKeyResponseSchema, keysResponseSchema, ROLES } from "./wire/keys.ts";
export type { AgentProfile, AgentProfilesResponse, DeclaredResponse, ProposalRow, ProposalsResponse } from "./wire/agents.ts";
export { agentProfilesResponseSchema, declaredResponseSchema, proposalsResponseSchema } from "./wire/agents.ts";
export type { ExplainedVerdict, Explanation } from "./wire/explanation.ts";
export { explanationSchema } from "./wire/explanation.ts";
export type { ReportedAction, ReportedManifest, ReportedVerdict } from "./wire/verdicts.ts";
export { reportedActionSchema, reportedManifestSchema, reportedVerdictSchema } from "./wire/verdicts.ts";

export type { Attack, AttackMark, EventChange, KnownMiss, OrdinaryAgent, Organisation, Scenario, ScenarioAgent, ScenarioDeclaration, ScenarioEvent, ScenarioResult, ScenarioValue, SessionTemplate, Strength, Twin, TwinFact } from "./scenario/scenario.ts";
export type { Effect, EffectName, World, WorldChange, WorldData } from "./scenario/world.ts";
export type { Located } from "./scenario/parse-scenario.ts";
export { parseMissesFile, parseOrdinaryFile, parseOrganisationFile, parseScenarioFile } from "./scenario/parse-scenario.ts";
export { ordinaryJsonSchema, scenarioJsonSchema } from "./scenario/schema.ts";
