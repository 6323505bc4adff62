// What the administrative commands send, and what they say when it goes wrong.
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { capturedIo } from "../captured-io.ts";
import type { CapturedIo } from "../captured-io.ts";
import { commands } from "../commands.ts";
import { runProgram } from "../program.ts";

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

let server: Server | undefined;
afterEach(() => server?.close());

async function answering(status: number, body: unknown, headers: Record<string, string> = {}): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  server = createServer((request, answer) => {
    void read(request).then((text) => {
      seen.push({ method: request.method, url: request.url, authorization: request.headers.authorization, body: text });
      answer.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server?.once("listening", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function kaizen(argv: readonly string[], env: Record<string, string>): Promise<{ code: number; io: CapturedIo }> {
  const io = capturedIo({ env });
  return { code: await runProgram(argv, io, commands, "0.0.0"), io };
}

const KEY = "kz_live_canarycanarycanary";

describe("commands that talk to an observer", () => {
  it("send the key of the environment and print what came, made safe", async () => {
    const { url, seen } = await answering(200, { keys: [{ id: "k1", role: "agent", agent: "a\u001b[2J", created_at: "2026-01-01T00:00:00.000Z" }] });
    const { code, io } = await kaizen(["keys", "list"], { KAIZEN_API_URL: url, KAIZEN_API_KEY: KEY });
    expect(seen).toEqual([{ method: "GET", url: "/v1/keys", authorization: `Bearer ${KEY}`, body: "" }]);
    expect(io.out()).toContain("k1  agent  a\ufffd[2J");
    expect(code).toBe(0);
  });

  it("make a key and print it alone on standard output", async () => {
    const { url, seen } = await answering(200, { id: "k2", role: "agent", agent: "desk", created_at: "x", key: "kz_live_new" });
    const { io } = await kaizen(["keys", "create", "--agent", "desk", "--server", url], { KAIZEN_API_KEY: KEY });
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ role: "agent", agent: "desk" });
    expect(io.out()).toBe("kz_live_new\n");
    expect(io.err()).toContain("shown this once");
  });

  it.each([
    ["keys revoke", ["keys", "revoke", "a/b"], "DELETE", "/v1/keys/a%2Fb"],
    ["agents reset", ["agents", "reset", "mail desk"], "POST", "/v1/agents/mail%20desk/reset"],
    ["agents approve", ["agents", "approve", "desk", "p1"], "POST", "/v1/agents/desk/proposals/p1/approve"],
  ])("%s names what it means in the path", async (_name, argv, method, path) => {
    const { url, seen } = await answering(200, { profiles: [{ agent: "mail desk" }] });
    expect((await kaizen(argv, { KAIZEN_API_URL: url, KAIZEN_API_KEY: KEY })).code).toBe(0);
    expect(seen.map((one) => [one.method, one.url]).at(-1)).toEqual([method, path]);
  });

  it.each([
    [401, { error: { code: "unauthorized", message: "unknown key" } }, /does not accept the key in KAIZEN_API_KEY/],
    [403, { error: { code: "forbidden", message: "wants role admin" } }, /may not do this: wants role admin/],
    [503, { error: { code: "unavailable", message: "the disk is full" } }, /refused: the disk is full/],
    [500, "<html>oops</html>", /refused: HTTP status 500/],
    [200, "<html>hello</html>", /expected a Kaizen observer at http/],
  ])("answer HTTP %d with a sentence, without the key, and 2", async (status, body, sentence) => {
    const { url } = await answering(status, body);
    const { code, io } = await kaizen(["keys", "list"], { KAIZEN_API_URL: url, KAIZEN_API_KEY: KEY });
    expect(io.err()).toMatch(sentence);
    expect(io.err().trim().split("\n")).toHaveLength(1);
    expect(io.err() + io.out()).not.toContain(KEY);
    expect(code).toBe(2);
  });

  it("never carry the key along a redirect", async () => {
    const other = await answering(200, { keys: [] });
    const target = server;
    const { url } = await answering(302, "", { location: `${other.url}/v1/keys` });
    const { code } = await kaizen(["keys", "list"], { KAIZEN_API_URL: url, KAIZEN_API_KEY: KEY });
    target?.close();
    expect(other.seen).toEqual([]);
    expect(code).toBe(2);
  });

  it("say when there is no observer, a bad URL or a bad key", async () => {
    const { url } = await answering(200, {});
    await new Promise((resolve) => server?.close(resolve));
    expect((await kaizen(["keys", "list"], { KAIZEN_API_URL: url })).io.err()).toMatch(/cannot reach the observer at http.*connection refused; start one with `kaizen serve`/);
    expect((await kaizen(["keys", "list", "--server", "ftp://x.example"], {})).io.err()).toMatch(/expected the server as a URL/);
    expect((await kaizen(["keys", "list"], { KAIZEN_API_KEY: "a\nb" })).io.err()).toMatch(/expected KAIZEN_API_KEY to be a key/);
  });
});
