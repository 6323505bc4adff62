// Walks all verdicts from the first and recomputes their hashes, page by page so that others are served meanwhile.
import { CHAIN_START, chainHash, sha256 } from "../chain.ts";
import type { ChainReport } from "../port.ts";
import type { QueryDatabase } from "./database.ts";

const PAGE = 500;

export async function verifyChain({ builder }: QueryDatabase): Promise<ChainReport> {
  let rows = 0;
  let last = { n: 0, hash: CHAIN_START };
  for (;;) {
    const page = await builder
      .selectFrom("verdicts")
      .leftJoin("events", (join) =>
        join
          .onRef("events.session", "=", "verdicts.session")
          .onRef("events.feed", "=", "verdicts.feed")
          .onRef("events.seq", "=", "verdicts.seq"),
      )
      .selectAll("verdicts")
      .select("events.facts")
      .where("verdicts.n", ">", last.n)
      .orderBy("verdicts.n")
      .limit(PAGE)
      .execute();
    for (const { facts, ...row } of page) {
      // INVARIANT: rows are numbered without gaps; a missing number is a row that was taken away.
      const fits = row.n === last.n + 1 && row.prev_hash === last.hash && chainHash(row) === row.hash && facts !== null && sha256(facts) === row.facts_hash;
      if (!fits) return { ok: false, rows, firstBad: row.id };
      rows += 1;
      last = { n: row.n, hash: row.hash };
    }
    if (page.length < PAGE) return { ok: true, rows };
  }
}
