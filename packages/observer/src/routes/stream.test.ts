// The live stream: new verdicts as they are stored, taken up again where it broke off.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { StartedObserver } from "../testing/started-observer.ts";
import { report, started } from "../testing/started-observer.ts";

let one: StartedObserver;
beforeEach(async () => {
  one = await started();
});
afterEach(() => one.observer.close());

interface StreamedVerdict {
  readonly id: string;
  readonly tool: unknown;
}

interface Stream {
  /** Waits until `count` verdicts in all have come. */
  read(count: number): Promise<readonly StreamedVerdict[]>;
  close(): Promise<void>;
}

async function stream(headers: Readonly<Record<string, string>> = {}, path = "/v1/stream"): Promise<Stream> {
  const control = new AbortController();
  const answer = await fetch(one.observer.url + path, { headers: { authorization: `Bearer ${one.observer.adminKey ?? ""}`, ...headers }, signal: control.signal });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const verdicts = (): StreamedVerdict[] =>
    [...text.matchAll(/id: (.+)\nevent: verdict\ndata: (.+)\n\n/g)].map(([, id = "", data = "{}"]) => ({ id, tool: (JSON.parse(data) as { action: { tool: unknown } }).action.tool }));
  return {
    async read(count) {
      while (verdicts().length < count) text += (await reader?.read())?.value ?? "";
      return verdicts();
    },
    close: async () => {
      control.abort();
      await reader?.closed.catch(() => undefined);
    },
  };
}

const act = async (tool: string, agent = "a"): Promise<string> => String((await one.call("POST", "/v1/verdicts", report(agent, tool))).body["id"]);

test("each new verdict comes once, in order, with its id", async () => {
  await act("before");
  const live = await stream();
  const ids = [await act("one"), await act("two"), await act("three")];
  expect(await live.read(3)).toEqual(["one", "two", "three"].map((tool, index) => ({ id: ids[index], tool })));
  await live.close();
});

test("a stream that broke off goes on after the last id, without a gap and without a repeat", async () => {
  const first = await act("seen");
  await act("missed-1");
  await act("missed-2");
  const live = await stream({ "last-event-id": first });
  await act("new");
  expect((await live.read(3)).map(({ tool }) => tool)).toEqual(["missed-1", "missed-2", "new"]);
  await live.close();
});

test("an unknown last id begins with what is new; a stream of one agent shows only that one", async () => {
  await act("old");
  const live = await stream({ "last-event-id": "nobody" }, "/v1/stream?agent=b");
  await act("theirs", "a");
  await act("ours", "b");
  expect((await live.read(1)).map(({ tool }) => tool)).toEqual(["ours"]);
  await live.close();
});

test("closing the observer ends the stream", async () => {
  const live = await stream();
  await one.observer.close();
  await expect(live.read(1)).rejects.toThrow(/terminated|other side closed|aborted/);
});

test("a stream ends when its key is revoked, others go on", async () => {
  const { body } = await one.call("POST", "/v1/keys", { role: "reader", name: "short-lived" });
  const control = new AbortController();
  const answer = await fetch(`${one.observer.url}/v1/stream`, { headers: { authorization: `Bearer ${String(body["key"])}` }, signal: control.signal });
  const other = await stream();
  const reader = answer.body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  expect((await one.call("DELETE", `/v1/keys/${String(body["id"])}`)).status).toBe(200);
  await act("after");
  await expect(reader?.read()).rejects.toThrow("terminated");
  expect((await other.read(1)).map(({ tool }) => tool)).toEqual(["after"]);
  await other.close();
  control.abort();
});
