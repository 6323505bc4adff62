// Reads the seal when the database is opened: from then on only this process writes, so what does not fit was done meanwhile.
import type Database from "better-sqlite3";
import { CHAINS, NO_ROWS, readSeal } from "../seal.ts";
import type { ChainEnd, ChainEnds, ChainName, Seal } from "../seal.ts";
import type { SecretBox } from "../secret-box.ts";
import type { SealTable } from "../tables.ts";
import { writeSeal } from "./group-commit.ts";
import { preparedStatements } from "./statements.ts";

/** For a database that had none: what it holds now is the beginning. */
export function newSeal(writer: Database.Database, box: SecretBox): Seal {
  return put(writer, { ends: endsOf(writer), broken: null }, box);
}

/** SECURITY: a file whose seal does not fit is marked for good: the next write would else seal what an attacker left. */
export function checkedSeal(writer: Database.Database, box: SecretBox): Seal {
  const ends = endsOf(writer);
  const seal = readSeal(writer.prepare("select * from seal").get() as SealTable | undefined, box);
  const broken = CHAINS.find((name) => seal?.ends[name].n !== ends[name].n || seal.ends[name].hash !== ends[name].hash);
  if (seal !== undefined && broken === undefined) return { ends, broken: seal.broken };
  return put(writer, { ends, broken: seal?.broken ?? (seal === undefined ? "seal" : `end of ${broken}`) }, box);
}

function put(writer: Database.Database, seal: Seal, box: SecretBox): Seal {
  writeSeal(preparedStatements(writer), seal, box);
  return seal;
}

function endsOf(writer: Database.Database): ChainEnds {
  const end = (name: ChainName): ChainEnd => (writer.prepare(`select n, hash from ${name} order by n desc limit 1`).get() as ChainEnd | undefined) ?? NO_ROWS;
  return { events: end("events"), verdicts: end("verdicts"), audit: end("audit") };
}
