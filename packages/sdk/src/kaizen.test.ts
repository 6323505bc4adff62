// The client as a developer uses it, without an observer and with one that cannot be reached.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isKaizenBlocked } from "./blocked.ts";
import { isKaizenError } from "./error.ts";
import { Kaizen } from "./kaizen.ts";

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), "kaizen-sdk-"));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

const local = (): Kaizen => new Kaizen({ agent: "gardener", stateDir, enforcement: "enforce", declaration: { tools: ["water"] } });

describe("a guarded function", () => {
  it("keeps this, arguments and result, and stays synchronous", () => {
    const owner = { amount: 2, water: local().guard(function (this: { amount: number }, times: number) { return this.amount * times; } as (times: number) => number, { tool: "water" }) };
    expect(owner.water(3)).toBe(6);
  });

  it("does not run what was not declared", () => {
    let ran = false;
    const guarded = local().guard(() => (ran = true), { tool: "sell_garden" });
    let thrown: unknown;
    try {
      guarded();
    } catch (error) {
      thrown = error;
    }
    expect(isKaizenBlocked(thrown) && thrown.verdict.reason).toMatch(/^undeclared.*sell_garden/);
    expect(ran).toBe(false);
  });

  it("passes the tool's own rejection on", async () => {
    const guarded = local().guard(async () => Promise.reject(new Error("no water")), { tool: "water" });
    await expect(guarded()).rejects.toThrow("no water");
  });
});

describe("inspect", () => {
  it("gives a verdict on arguments that throw, loop and have no end", () => {
    const loop: Record<string, unknown> = {};
    loop["self"] = loop;
    const throwing = new Proxy({}, { get: () => { throw new Error("trap"); }, ownKeys: () => { throw new Error("trap"); } });
    const kaizen = local();
    for (const hostile of [loop, throwing, { get x() { throw new Error("getter"); } }]) {
      expect(kaizen.inspect({ kind: "tool_call", tool: "water", arguments: hostile }).id).toMatch(/\/sdk\/\d+$/);
    }
  });
});

describe("what is no action and no observation", () => {
  const trap = new Proxy({}, { get: () => { throw new Error("trap"); }, has: () => { throw new Error("trap"); }, ownKeys: () => { throw new Error("trap"); } });
  it.each([["undefined", undefined], ["null", null], ["a number", 5], ["a text", "x"], ["a list", []], ["a function", () => 1], ["a trap", trap]])("%s is judged and observed without an exception", (_what, value) => {
    const kaizen = local();
    expect(kaizen.inspect(value as never).id).toMatch(/\/sdk\/0$/);
    kaizen.observe(value as never);
    expect(kaizen.inspect({ kind: "tool_call", tool: "water" }).id).toMatch(/\/sdk\/2$/);
  });
});

describe("options", () => {
  it("asks for onFailure together with a key, and never repeats the key", () => {
    const make = (): Kaizen => new Kaizen({ agent: "gardener", apiKey: "kz_live_canary", baseUrl: "https://kaizen.example", stateDir });
    expect(make).toThrow(/onFailure/);
    try {
      make();
    } catch (error) {
      expect(isKaizenError(error) && error.code).toBe("bad-option");
      expect(String(error)).not.toContain("canary");
    }
  });

  it("refuses to send a key in the clear to another machine", () => {
    expect(() => new Kaizen({ agent: "gardener", apiKey: "kz_live_x", baseUrl: "http://kaizen.example", onFailure: "open", stateDir })).toThrow(/https/);
  });
});

describe("an observer that refuses the key", () => {
  it("gets nothing more, and what was accepted stays on this machine", async () => {
    let posts = 0;
    const server = createServer((request, response) => {
      if (request.method === "POST") posts += 1;
      request.resume();
      response.writeHead(401, { "content-type": "application/json" }).end("{}");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const kaizen = new Kaizen({ agent: "gardener", apiKey: "kz_live_x", baseUrl: `http://127.0.0.1:${port}`, onFailure: "open", stateDir });
    kaizen.inspect({ kind: "tool_call", tool: "water" });
    await expect(kaizen.flush({ timeoutMs: 5_000 })).rejects.toThrow(/refuses this key/);
    expect(kaizen.status()).toMatchObject({ pending: 1, dropped: 0 });
    expect(posts).toBe(1);
    await kaizen.close();
    server.close();
  });
});
