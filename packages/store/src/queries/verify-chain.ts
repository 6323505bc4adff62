// Walks events, verdicts and audit from their first rows and recomputes their hashes, page by page so that others are served meanwhile.
import { CHAIN_START, auditHash, chainHash, eventHash, sha256 } from "../chain.ts";
import type { ChainReport } from "../figures.ts";
import { CHAINS, readSeal } from "../seal.ts";
import type { ChainEnd, ChainName, Seal } from "../seal.ts";
import type { SecretBox } from "../secret-box.ts";
import type { QueryDatabase } from "./database.ts";

const PAGE = 500;

interface Link {
  readonly n: number;
  readonly prev_hash: string;
  readonly hash: string;
  /** How a report names the row. */
  readonly name: string;
  /** Whether its hash is that of its content. */
  readonly isWhole: boolean;
}

interface Walked {
  readonly rows: number;
  readonly firstBad?: string;
  /** Hash of the row at which the seal said that the chain ends. */
  readonly sealedHash?: string;
}

export async function verifyChain(database: QueryDatabase, box: SecretBox): Promise<ChainReport> {
  // Read first: what is written during the walk comes after it.
  const before = await sealOf(database, box);
  const walks: Record<ChainName, Walked> = {
    verdicts: await walk((after) => verdictLinks(database, after), before?.ends.verdicts),
    events: await walk((after) => eventLinks(database, after), before?.ends.events),
    audit: await walk((after) => auditLinks(database, after), before?.ends.audit),
  };
  const { rows } = walks.verdicts;
  const firstBad = walks.verdicts.firstBad ?? walks.events.firstBad ?? walks.audit.firstBad;
  if (firstBad !== undefined) return { ok: false, rows, firstBad };
  const after = await sealOf(database, box);
  const isSealed = before !== undefined && after?.broken === null && CHAINS.every((name) => walks[name].sealedHash === before.ends[name].hash && walks[name].rows <= after.ends[name].n);
  return isSealed ? { ok: true, rows } : { ok: false, rows, firstBad: after?.broken ?? "seal" };
}

async function sealOf({ builder }: QueryDatabase, box: SecretBox): Promise<Seal | undefined> {
  return readSeal(await builder.selectFrom("seal").selectAll().executeTakeFirst(), box);
}

async function walk(read: (after: number) => Promise<readonly Link[]>, end: ChainEnd | undefined): Promise<Walked> {
  let last: ChainEnd = { n: 0, hash: CHAIN_START };
  let sealedHash: string | undefined = end?.n === 0 ? CHAIN_START : undefined;
  for (;;) {
    const page = await read(last.n);
    for (const link of page) {
      // INVARIANT: rows are numbered without gaps; a missing number is a row that was taken away.
      if (link.n !== last.n + 1 || link.prev_hash !== last.hash || !link.isWhole) return { rows: last.n, firstBad: link.name };
      last = { n: link.n, hash: link.hash };
      if (link.n === end?.n) sealedHash = link.hash;
    }
    if (page.length < PAGE) return { rows: last.n, ...(sealedHash === undefined ? {} : { sealedHash }) };
  }
}

async function verdictLinks({ builder }: QueryDatabase, after: number): Promise<readonly Link[]> {
  const rows = await builder
    .selectFrom("verdicts")
    .leftJoin("events", (join) =>
      join
        .onRef("events.agent", "=", "verdicts.agent")
        .onRef("events.session", "=", "verdicts.session")
        .onRef("events.feed", "=", "verdicts.feed")
        .onRef("events.seq", "=", "verdicts.seq"),
    )
    .selectAll("verdicts")
    .select("events.facts")
    .where("verdicts.n", ">", after)
    .orderBy("verdicts.n")
    .limit(PAGE)
    .execute();
  return rows.map(({ facts, ...row }) => ({ ...row, name: row.id, isWhole: chainHash(row) === row.hash && facts !== null && sha256(facts) === row.facts_hash }));
}

async function eventLinks({ builder }: QueryDatabase, after: number): Promise<readonly Link[]> {
  const rows = await builder.selectFrom("events").selectAll().where("n", ">", after).orderBy("n").limit(PAGE).execute();
  return rows.map((row) => ({ ...row, name: `${row.session}/${row.feed}/${row.seq}`, isWhole: eventHash(row) === row.hash }));
}

async function auditLinks({ builder }: QueryDatabase, after: number): Promise<readonly Link[]> {
  const rows = await builder.selectFrom("audit").selectAll().where("n", ">", after).orderBy("n").limit(PAGE).execute();
  return rows.map((row) => ({ ...row, name: `audit ${row.n}`, isWhole: auditHash(row) === row.hash }));
}
