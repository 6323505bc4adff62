// Prepared statements of one connection, the most recent kept.
import type Database from "better-sqlite3";

const KEPT = 256;

export interface Statements {
  prepared(sql: string): Database.Statement;
}

export function preparedStatements(database: Database.Database): Statements {
  const kept = new Map<string, Database.Statement>();
  return {
    prepared(sql) {
      let statement = kept.get(sql);
      if (statement === undefined) {
        statement = database.prepare(sql);
        if (kept.size >= KEPT) {
          const [oldest] = kept.keys();
          if (oldest !== undefined) kept.delete(oldest);
        }
        kept.set(sql, statement);
      }
      return statement;
    },
  };
}
