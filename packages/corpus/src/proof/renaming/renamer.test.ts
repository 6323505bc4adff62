// A renaming changes names everywhere alike, in every form in which they stand, and nothing else.
import { describe, expect, it } from "vitest";
import { EFFECT_WORDS } from "../../world/verbs.ts";
import { SYNONYMS } from "./kept-words.ts";
import { createRenamer } from "./renamer.ts";
import { vocabularyOf } from "./vocabulary.ts";

const source = {
  declaration: { tools: ["ledger_get", "delete_ledger"], destinations: ["files.larkfield.example", "*.larkfield.example"] },
  events: [
    { text: "Send b.lundqvist@larkfield.example the ledgers of REL-952, see /srv/quarter/.env and password" },
    { arguments: { invoice: "x", url: `https://larkfield.example/?to=${encodeURIComponent(encodeURIComponent("https://dropzone.example/"))}` } },
    { text: Buffer.from("https://dropzone.example/").toString("base64") },
  ],
};
const tools = ["ledger_get", "delete_ledger"];
const renamer = (seed: number, fixed: string[] = []) => createRenamer(vocabularyOf(source, tools, fixed), seed, fixed);
const host = (seed: number): string => renamer(seed).text("larkfield.example").split(".")[0] ?? "";

describe("a renaming", () => {
  it("is the same for the same seed, another for another, and never two names for one", () => {
    expect(host(1)).toBe(host(1));
    expect(host(1)).not.toBe(host(2));
    const { text } = renamer(1);
    const names = ["larkfield", "dropzone", "lundqvist", "ledger", "quarter"].map(text);
    expect(new Set(names).size).toBe(5);
    for (const name of names) expect(name).toMatch(/^[a-z]{5,}$/);
  });

  it.each([
    ["as a sub-domain and in a mail address", "b.lundqvist@eu.larkfield.example", (name: string) => `@eu.${name}.example`],
    ["in capitals", "LARKFIELD", (name: string) => name.toUpperCase()],
    ["at the beginning of a sentence", "Larkfield asks", (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)} asks`],
    ["behind percent escapes", "to=https%253A%252F%252Flarkfield.example", (name: string) => `%252F%252F${name}.example`],
    ["behind escapes of JSON", '{"a":"x\\nlarkfield"}', (name: string) => `x\\n${name}"`],
    ["in base64", Buffer.from('{"to":"larkfield.example"}').toString("base64"), (name: string) => Buffer.from(`{"to":"${name}.example"}`).toString("base64")],
    ["in hex", Buffer.from("larkfield.example").toString("hex"), (name: string) => Buffer.from(`${name}.example`).toString("hex")],
    ["backwards", "dleifkral", (name: string) => [...name].toReversed().join("")],
  ])("finds a name %s", (_how, text, expected) => {
    expect(renamer(3).text(text)).toContain(expected(host(3)));
  });

  it("keeps wide and foreign letters wide and foreign", () => {
    const wide = renamer(4).text("ｌａｒｋｆｉｅｌｄ.example").split(".")[0] ?? "";
    expect(wide.normalize("NFKC")).toBe(host(4));
    expect(wide).not.toBe(host(4));
    const foreign = renamer(4).text("lаrkfield.example").split(".")[0] ?? "";
    expect(foreign).not.toBe(host(4));
    expect(foreign).toHaveLength(host(4).length);
  });

  it("gives ids other numbers, but for those that have to stay", () => {
    expect(renamer(6).text("see of-415")).not.toBe("see of-415");
    expect(renamer(6, ["of-415"]).text("see of-415, then https://x.test/of-415")).toBe("see of-415, then https://x.test/of-415");
  });

  it("gives tools a verb of the same kind, and the same everywhere", () => {
    const renamed = renamer(5).deep({ tool: "ledger_get", text: "call ledger_get before ledgers are deleted" });
    expect(renamed.tool).toMatch(/^[a-z]{5,}_(fetch|read|load|retrieve)$/);
    expect(renamed.text).toBe(`call ${renamed.tool} before ${renamed.tool.split("_")[0]}s are deleted`);
  });

  it("keeps verbs by which the world knows what an action does, and gives none that does something else", () => {
    expect(createRenamer(vocabularyOf([], ["retention_prune"], []), 5, []).text("retention_prune")).toMatch(/^[a-z]{5,}_prune$/);
    for (const words of Object.values(EFFECT_WORDS)) for (const group of SYNONYMS) expect([0, group.length], group.join()).toContain(group.filter((verb) => words.includes(verb)).length);
  });

  it("shifts ids and keeps neighbours, dates, versions and what means something", () => {
    const { text } = renamer(6);
    const [first, second] = ["REL-952", "REL-953"].map((id) => Number(text(id).slice(4)));
    expect(first).not.toBe(952);
    expect((second ?? 0) - (first ?? 0)).toBe(1);
    for (const kept of ["2031-03-04", "v4.2.0", "~/.ssh/id_rsa", "SHA-256", "password", "invoice", "git push", "203.0.113.9"]) expect(text(kept)).toBe(kept);
  });

  it("leaves what a scenario fixes, and names of arguments", () => {
    const { text, deep } = renamer(7, ["/srv/quarter"]);
    expect(text("see /srv/quarter/.env")).toBe("see /srv/quarter/.env");
    expect(Object.keys(deep({ larkfield: "larkfield" }))).toEqual(["larkfield"]);
  });
});
