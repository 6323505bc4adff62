// Commits the write requests that wait together: one disk flush for all of them, each of them whole or not at all.
import type Database from "better-sqlite3";
import { StoreError } from "../error.ts";
import { sealRow } from "../seal.ts";
import type { ChainEnds, Seal } from "../seal.ts";
import type { SecretBox } from "../secret-box.ts";
import { addAudit, appendUnit } from "./append-unit.ts";
import { failureOf } from "./sqlite-failure.ts";
import type { Answer, Failure, WriteRequest } from "./messages.ts";
import type { Statements } from "./statements.ts";

export interface Waiting {
  readonly request: WriteRequest;
  readonly settle: (outcome: Answer | Failure) => void;
}

/** A group takes no more requests after this long, so that the first one does not wait for the last. */
const GROUP_MS = 5;

export interface GroupCommit {
  /** Commits requests from the front of the list and removes them; settles them only after the disk has them. */
  commitNext(waiting: Waiting[]): void;
}

/** `seal`: as it stands in the file. */
export function groupCommit(writer: Database.Database, statements: Statements, seal: Seal, box: SecretBox, now: () => number): GroupCommit {
  let { ends } = seal;
  return {
    commitNext(waiting) {
      const settled: (() => void)[] = [];
      const taken: Waiting[] = [];
      let newEnds = ends;
      try {
        writer.exec("BEGIN IMMEDIATE");
        const end = now() + GROUP_MS;
        do {
          const next = waiting.shift();
          if (next === undefined) break;
          taken.push(next);
          const outcome = runAlone(writer, () => runRequest(statements, next.request, newEnds));
          if ("ends" in outcome) newEnds = outcome.ends;
          settled.push(() => next.settle("answer" in outcome ? outcome.answer : outcome));
        } while (now() < end);
        // In the same transaction as the rows: after a crash both are there or neither is.
        if (newEnds !== ends) writeSeal(statements, { ...seal, ends: newEnds }, box);
        writer.exec("COMMIT");
      } catch (error) {
        if (writer.inTransaction) writer.exec("ROLLBACK");
        if (taken.length === 0) taken.push(...waiting.splice(0));
        const failure = failureOf(error);
        for (const one of taken) one.settle(failure);
        return;
      }
      ends = newEnds;
      for (const settle of settled) settle();
    },
  };
}

/** A conflict undoes one request and leaves the group alive; every other failure is the group's. */
function runAlone(writer: Database.Database, run: () => Ran): Ran | Failure {
  writer.exec("SAVEPOINT request");
  try {
    const answer = run();
    writer.exec("RELEASE request");
    return answer;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code !== "conflict" || !writer.inTransaction) throw error;
    writer.exec("ROLLBACK TO request");
    writer.exec("RELEASE request");
    return failure;
  }
}

interface Ran {
  readonly answer: Answer;
  readonly ends: ChainEnds;
}

function runRequest(statements: Statements, request: WriteRequest, before: ChainEnds): Ran {
  if (request.kind === "append") {
    const { places, ends } = appendUnit(statements, request.unit, before);
    return { answer: { kind: "appended", places }, ends };
  }
  let ends = before;
  const changes = request.statements.map((statement) => {
    if ("audit" in statement) {
      ends = { ...ends, audit: addAudit(statements, statement.audit, ends.audit) };
      return 1;
    }
    const { sql, parameters, expect } = statement;
    const result = statements.prepared(sql).run(...parameters);
    if (expect !== undefined && result.changes !== expect) {
      throw new StoreError("conflict", `expected ${expect} changed rows, got ${result.changes}`);
    }
    return result.changes;
  });
  return { answer: { kind: "written", changes }, ends };
}

const putSeal = `insert or replace into seal (id, events, events_hash, verdicts, verdicts_hash, audit, audit_hash, broken, mac)
  values (@id, @events, @events_hash, @verdicts, @verdicts_hash, @audit, @audit_hash, @broken, @mac)`;

export function writeSeal(statements: Statements, seal: Seal, box: SecretBox): void {
  statements.prepared(putSeal).run(sealRow(seal, box));
}
