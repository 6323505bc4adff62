// Commits the write requests that wait together: one disk flush for all of them, each of them whole or not at all.
import type Database from "better-sqlite3";
import { CHAIN_START } from "../chain.ts";
import { StoreError } from "../error.ts";
import { appendUnit } from "./append-unit.ts";
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

export function groupCommit(writer: Database.Database, statements: Statements, now: () => number): GroupCommit {
  let tip = String(writer.prepare("select hash from verdicts order by n desc limit 1").pluck().get() ?? CHAIN_START);
  return {
    commitNext(waiting) {
      const settled: (() => void)[] = [];
      const taken: Waiting[] = [];
      let newTip = tip;
      try {
        writer.exec("BEGIN IMMEDIATE");
        const end = now() + GROUP_MS;
        do {
          const next = waiting.shift();
          if (next === undefined) break;
          taken.push(next);
          const outcome = runAlone(writer, () => runRequest(statements, next.request, newTip));
          if ("kind" in outcome && outcome.kind === "appended") newTip = outcome.places.at(-1)?.hash ?? newTip;
          settled.push(() => next.settle(outcome));
        } while (now() < end);
        writer.exec("COMMIT");
      } catch (error) {
        if (writer.inTransaction) writer.exec("ROLLBACK");
        if (taken.length === 0) taken.push(...waiting.splice(0));
        const failure = failureOf(error);
        for (const one of taken) one.settle(failure);
        return;
      }
      tip = newTip;
      for (const settle of settled) settle();
    },
  };
}

/** A conflict undoes one request and leaves the group alive; every other failure is the group's. */
function runAlone(writer: Database.Database, run: () => Answer): Answer | Failure {
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

function runRequest(statements: Statements, request: WriteRequest, tip: string): Answer {
  if (request.kind === "append") return { kind: "appended", places: appendUnit(statements, request.unit, tip) };
  const changes = request.statements.map(({ sql, parameters, expect }) => {
    const result = statements.prepared(sql).run(...parameters);
    if (expect !== undefined && result.changes !== expect) {
      throw new StoreError("conflict", `expected ${expect} changed rows, got ${result.changes}`);
    }
    return result.changes;
  });
  return { kind: "written", changes };
}
