// What the files of the spool promise after a process died in the middle.
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePlatform } from "../platform.ts";
import { newSessionId } from "../session-id.ts";
import { adoptSegments } from "./adopt.ts";
import { ownerText, thisProcess } from "./owner.ts";
import { Segment } from "./segment.ts";
import { Spool, SPOOL_LIMITS } from "./spool.ts";

const ALL = { records: 1_000, bytes: 2 ** 20 };
const here = thisProcess();
/** The same number as this process, started at another time: a number that was used again. */
const DEAD = ownerText({ ...here, start: "1" });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kaizen-spool-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function leftBehind(...lines: readonly string[]): void {
  const segment = new Segment(folder, newSessionId(nodePlatform), DEAD);
  for (const line of lines) segment.append(line);
}

describe("the spool", () => {
  it("gives back what a dead process accepted, without the line that it was writing", () => {
    leftBehind('{"n":1}', '{"n":2}');
    appendFileSync(join(folder, readdirSync(folder).find((file) => file.endsWith(".jsonl")) ?? ""), '{"n":3');
    const spool = new Spool(folder, nodePlatform);
    spool.adopt();
    expect(spool.pending).toBe(2);
    expect(spool.next(ALL)?.lines).toEqual(['{"n":1}', '{"n":2}']);
  });

  it("is adopted by one of two processes that try", () => {
    leftBehind('{"n":1}');
    const found = [adoptSegments(folder, here, Date.now(), 10), adoptSegments(folder, here, Date.now(), 10)];
    expect(found.map((segments) => segments.length)).toEqual([1, 0]);
  });

  it("does not give back what was acknowledged before the process died", () => {
    leftBehind('{"n":1}', '{"n":2}', '{"n":3}');
    const [first] = adoptSegments(folder, here, Date.now(), 1);
    first?.next({ records: 2, bytes: 2 ** 20 })?.settle();
    first?.release();
    const [second] = adoptSegments(folder, here, Date.now(), 1);
    expect(second?.next(ALL)?.lines).toEqual(['{"n":3}']);
  });

  it("keeps the oldest and counts the rest when disk and memory are full", () => {
    const spool = new Spool(folder, nodePlatform, { ...SPOOL_LIMITS, bytes: 40, segmentBytes: 20 });
    for (let n = 0; n < 20; n++) spool.append(JSON.stringify({ n, text: "xxxxxx" }), Date.now());
    expect(spool.degraded).toContain("spool-full");
    expect(spool.pending + spool.losses.dropped).toBe(20);
    expect(spool.next({ records: 1, bytes: 1 })?.lines[0]).toContain('"n":0');
  });

  it("falls back to memory without a folder, and says so", () => {
    const spool = new Spool(undefined, nodePlatform);
    spool.append("{}", Date.now());
    expect(spool.degraded).toEqual(["memory-spool"]);
    expect(spool.pending).toBe(1);
  });
});
