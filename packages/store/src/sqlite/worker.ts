// The storage thread: owns the database connections, answers reads, and commits writes in groups.
import { parentPort, workerData } from "node:worker_threads";
import { groupCommit } from "./group-commit.ts";
import { limitSize, openDatabase } from "./open-database.ts";
import type { OpenDatabase } from "./open-database.ts";
import { failureOf } from "./sqlite-failure.ts";
import { preparedStatements } from "./statements.ts";
import type { Waiting } from "./group-commit.ts";
import type { Answer, Failure, Numbered, Opening, Reply, Row, Statement, WorkerSettings } from "./messages.ts";

const port = parentPort;
if (port !== null) {
  const opening = (message: Opening): void => port.postMessage(message);
  try {
    serve(port, await openDatabase(workerData as WorkerSettings));
    opening({ opened: true });
  } catch (error) {
    opening({ opened: false, failure: failureOf(error) });
  }
}

function serve(port: NonNullable<typeof parentPort>, { writer, reader, lock, seal, box }: OpenDatabase): void {
  const readStatements = preparedStatements(reader);
  const group = groupCommit(writer, preparedStatements(writer), seal, box, () => performance.now());
  const waiting: Waiting[] = [];
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    group.commitNext(waiting);
    if (waiting.length > 0) schedule();
  };
  // The event loop takes every message that arrived meanwhile before the next turn: those form the next group.
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };
  const close = (): void => {
    while (waiting.length > 0) group.commitNext(waiting);
    for (const database of [reader, writer, lock]) database.close();
  };

  port.on("message", ({ id, request }: Numbered) => {
    const settle = (outcome: Answer | Failure): void => {
      port.postMessage(("code" in outcome ? { id, failure: outcome } : { id, answer: outcome }) satisfies Reply);
    };
    try {
      switch (request.kind) {
        case "append":
        case "write":
          waiting.push({ request, settle });
          return schedule();
        case "read":
          return settle({ kind: "rows", rows: read(request.statement) });
        case "limit":
          limitSize(writer, request.bytes);
          return settle({ kind: "done" });
        case "close":
          close();
          settle({ kind: "done" });
          return port.close();
        default:
          request satisfies never;
      }
    } catch (error) {
      settle(failureOf(error));
    }
  });

  const read = ({ sql, parameters }: Statement): readonly Row[] => readStatements.prepared(sql).all(...parameters) as Row[];
}
