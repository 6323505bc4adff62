// Lets the query builder talk to the storage thread: reads go to the reader, single writes join the next group commit.
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from "kysely";
import { StoreError } from "../error.ts";
import type { Write } from "../queries/database.ts";
import type { SqlValue, Statement, WriteStatement } from "./messages.ts";
import type { StorageThread } from "./thread.ts";

export function threadDialect(thread: StorageThread): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => threadDriver(thread),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** A compiled query as the storage thread takes it. */
export function statementOf(query: CompiledQuery, expect?: number): Statement {
  const statement = { sql: query.sql, parameters: query.parameters as readonly SqlValue[] };
  return expect === undefined ? statement : { ...statement, expect };
}

export function writeStatementOf(write: Write): WriteStatement {
  return "audit" in write ? write : statementOf(write.query.compile(), write.expect);
}

function threadDriver(thread: StorageThread): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (query.query.kind === "SelectQueryNode") return { rows: (await thread.read(statementOf(query))) as readonly R[] as R[] };
      const [changes] = await thread.write([statementOf(query)]);
      return { rows: [], numAffectedRows: BigInt(changes ?? 0) };
    },
    // eslint-disable-next-line require-yield -- the interface wants a generator
    async *streamQuery() {
      throw new StoreError("broken", "queries are read page by page, not streamed");
    },
  };
  const noTransaction = async (): Promise<void> => {
    throw new StoreError("broken", "a transaction is one `write` request, it is not held open");
  };
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: noTransaction,
    commitTransaction: noTransaction,
    rollbackTransaction: noTransaction,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
}
