// The live page in a real browser is tested end to end; here: what it must never hold.
import { describe, expect, it } from "vitest";
import { livePage, livePageHeaders } from "./live-page.ts";

describe("the live page", () => {
  it("runs nothing without its nonce and loads nothing from elsewhere", () => {
    const page = livePage("bm9uY2U=");
    for (const tag of page.match(/<(?:script|style)[^>]*>/g) ?? []) expect(tag).toContain('nonce="bm9uY2U="');
    expect(page).not.toMatch(/\bsrc=|<link|@import|https?:\/\//);
    expect(livePageHeaders("bm9uY2U=")["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'nonce-bm9uY2U='/);
  });

  it("writes what comes from outside as text only", () => {
    expect(livePage("n")).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
  });

  it("has a script that parses", () => {
    const script = /<script nonce="n">([\s\S]*)<\/script>/.exec(livePage("n"))?.[1] ?? "";
    expect(() => new Function(`return async () => {${script}}`)).not.toThrow();
  });
});
