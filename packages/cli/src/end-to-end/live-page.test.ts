// The live page in a real browser: a key, then verdicts as they arrive, and hostile text as text.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { expect, it } from "vitest";
import { serve } from "./served-observer.ts";

const BROWSER = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

it("the live page shows a flagged action within moments and runs nothing that an agent wrote", async ({ skip }) => {
  if (!existsSync(BROWSER)) skip(`no browser at ${BROWSER} (set CHROMIUM_PATH)`);
  const folder = await mkdtemp(join(tmpdir(), "kaizen-page-"));
  const observer = await serve(join(folder, "data"));
  const browser = await chromium.launch({ executablePath: BROWSER, args: QUIET });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("favicon")) complaints.push(message.text());
    });
    await page.goto(observer.url);
    await page.fill("#key", observer.adminKey ?? "");
    await page.click("button");
    await page.locator("#state", { hasText: /^live$/ }).waitFor();

    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(observer.url + path, {
        method: "POST",
        headers: { authorization: `Bearer ${observer.adminKey}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const agent = "<img src=x onerror=alert(1)>";
    await post(`/v1/agents/${encodeURIComponent(agent)}/manifest`, { tools: ["water_plants"], destinations: [] });
    await post("/v1/verdicts", { agent, action: { kind: "tool_call", tool: "<b>sell_house</b>" }, verdict: { decision: "allow" } });

    const row = page.locator("tr.flag");
    await row.waitFor({ timeout: 5_000 });
    expect(await row.textContent()).toContain("<b>sell_house</b>");
    expect(await row.textContent()).toContain(agent);
    expect(await page.locator("tbody img, tbody b").count()).toBe(0);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
    await observer.kill("SIGTERM");
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
