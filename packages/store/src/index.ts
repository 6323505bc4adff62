// Storage for the observer. Everything that is not named here may change.
export { STORE_ERROR_CODES, StoreError } from "./error.ts";
export type { StoreErrorCode } from "./error.ts";
export type { ChainReport, DayCount } from "./figures.ts";
export type {
  AgentSettings, AppendItem, AppendRequest, AuditEntry, BaselineOrigin, ClientAgreement, KeyRole, NewVerdict, Proposal,
  SessionTouch, ShownAction, Store, StoredAgent, StoredBaseline, StoredEvent, StoredKey, StoredPolicy, StoredSession, StoredVerdict,
  TriageStatus, VerdictQuery,
} from "./port.ts";
export { openSqliteStore } from "./sqlite/open-store.ts";
export type { SqliteSettings, SqliteStore } from "./sqlite/open-store.ts";
export type { QueueBounds } from "./sqlite/thread.ts";
export { storeLaws } from "./conformance/store-laws.ts";
export type { StoreLaw, StorePlace } from "./conformance/store-laws.ts";
