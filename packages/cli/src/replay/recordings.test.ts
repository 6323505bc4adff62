// Recorded sessions of real agents: set KAIZEN_TRACES to a folder of trace files to run them.
import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseTraceLine } from "@kaizen/protocol";
import { judgeSession } from "./judge-session.ts";
import { readLines } from "./read-lines.ts";
import { planReplay } from "./replay-plan.ts";
import { capturedIo } from "../captured-io.ts";
import { sessionLine } from "./session-line.ts";

const FOLDER = process.env["KAIZEN_TRACES"] ?? "";
const SESSIONS_A_FILE = 300;
const files = FOLDER === "" ? [] : readdirSync(FOLDER).filter((name) => /\.jsonl(\.gz)?$/.test(name) && !name.includes(".labels."));

describe("recorded sessions", () => {
  it("are there", ({ skip }) => {
    if (FOLDER === "") skip("KAIZEN_TRACES names no folder of recorded sessions");
    expect(files).not.toEqual([]);
  });

  it.each(files)(`of %s get the same verdicts at once and event by event, for the first ${SESSIONS_A_FILE}`, async (file) => {
    const { judging, inputsFor } = await planReplay(capturedIo(), {});
    let judged = 0;
    for await (const { text = "" } of readLines(createReadStream(join(FOLDER, file)))) {
      const session = parseTraceLine(text);
      if (!session.ok) throw new Error(session.error.message);
      const inputs = inputsFor(session.value.agent);
      const atOnce = sessionLine(judgeSession(session.value, inputs, judging));
      expect(sessionLine(judgeSession(session.value, inputs, { ...judging, stepwise: true }))).toEqual(atOnce);
      expect(atOnce.id).toBe(session.value.id);
      if (++judged === SESSIONS_A_FILE) break;
    }
    expect(judged).toBeGreaterThan(0);
  }, 120_000);
});
