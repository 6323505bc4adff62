// The sender against a real server that refuses, is slow to answer or goes away.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { nodePlatform } from "../platform.ts";
import { Spool } from "../spool/spool.ts";
import { Sender } from "./sender.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Record_ {
  readonly n: number;
}

/** Answers with the status that `judge` gives for the records of a request; no status = no answer ever. */
async function observerThat(judge: (records: readonly Record_[]) => number | undefined): Promise<{ sender: Sender; spool: Spool; warnings: string[] }> {
  server = createServer((request, response) => void answer(request).then((status) => status !== undefined && response.writeHead(status).end("{}"))).listen(0, "127.0.0.1");
  const answer = async (request: IncomingMessage): Promise<number | undefined> => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    return judge((JSON.parse(text) as { records: Record_[] }).records);
  };
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const warnings: string[] = [];
  const platform = { ...nodePlatform, warn: (message: string) => void warnings.push(message) };
  const spool = new Spool(undefined, platform);
  for (let n = 0; n < 20; n++) spool.append(JSON.stringify({ n }), platform.now());
  return { sender: new Sender(spool, { apiKey: "kz_live_x", baseUrl: new URL(`http://127.0.0.1:${port}/`) }, "gardener", platform), spool, warnings };
}

const soon = (): number => Date.now() + 20_000;

describe("the sender", () => {
  it.each([400, 413])("puts the one record that is answered with %i aside and delivers the others once, in order", async (status) => {
    const delivered: number[] = [];
    const { sender, spool } = await observerThat((records) => {
      if (records.some(({ n }) => n === 7)) return status;
      delivered.push(...records.map(({ n }) => n));
      return 200;
    });
    expect(await sender.drain(soon())).toBe(true);
    expect(delivered).toEqual([...Array(20).keys()].filter((n) => n !== 7));
    expect(spool.losses).toEqual({ dropped: 0, setAside: 1 });
  });

  it("tries again after 503 and 429, and loses nothing", async () => {
    const answers = [503, 429];
    const delivered: number[] = [];
    const { sender } = await observerThat((records) => {
      const status = answers.shift() ?? 200;
      if (status === 200) delivered.push(...records.map(({ n }) => n));
      return status;
    });
    expect(await sender.drain(soon())).toBe(true);
    expect(delivered).toEqual([...Array(20).keys()]);
  });

  it("ends a drain when it is stopped, and keeps the records", async () => {
    const { sender, spool } = await observerThat(() => {
      sender.stop();
      return 503;
    });
    expect(await sender.drain(soon())).toBe(false);
    expect(spool.pending).toBe(20);
  });

  it("ends at its deadline, and at a stop, although the observer never answers", async () => {
    const { sender, spool } = await observerThat(() => undefined);
    expect(await sender.drain(Date.now() + 50)).toBe(false);
    sender.stop();
    expect(spool.pending).toBe(20);
  });

  it("says once that a key is refused, and does not repeat the key", async () => {
    const { sender, warnings } = await observerThat(() => 403);
    expect(await sender.drain(soon())).toBe(false);
    expect(await sender.drain(soon())).toBe(false);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).not.toContain("kz_live_x");
  });
});
