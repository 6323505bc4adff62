// What may not stand in an excerpt although no recogniser knows it.
import { describe, expect, it } from "vitest";
import { createNormaliser } from "./normaliser.ts";
import { withoutQueries } from "./queries.ts";
import { createSecretForms } from "./redact.ts";

const CANARY = "canary-8Kq2Lm";
const normaliser = createNormaliser({ key: new Uint8Array(32).fill(7) });
const identity = { agent: "gardener", session: "s" };
const position = { feed: "sdk", seq: 0, at: 0 } as const;

describe("the query of an address", () => {
  it.each(["key", "sig", "code", "auth", "X-Amz-Signature", "token"])("stands in no facts when it carries %s", (name) => {
    for (const url of [`https://h.example/p?${name}=${CANARY}`, `h.example/p?a=1&${name}=${CANARY}`, `https://h.example/#${name}=${CANARY}`]) {
      const action = { kind: "connect", target: url } as const;
      const observation = { kind: "result", content: `fetched "${url}" in full` } as const;
      const facts = [normaliser.facts({ identity, position, body: { event: "action", action } }), normaliser.facts({ identity, position, body: { event: "observation", observation } })];
      expect(JSON.stringify(facts)).not.toContain(CANARY);
      expect(facts.map(({ content }) => content.excerpt)[1]).toContain("in full");
    }
  });

  it.each(["is it so? a=1, or #2", "Is that all?", "C# and F#, see channel #a", "git@good.example:a/b", "https://git@good.example/a", "a;b;c", "100%"])("is told from %s", (text) => {
    expect(withoutQueries(text)).toBe(text);
  });

  const S = CANARY;
  it.each([
    [{ u: `https://x.test/cb?v1&code=${S}` }],
    [{ u: `https://x.test/cb?${S}` }],
    [{ u: `https://x.test/cb?$top=1&code=${S}` }],
    [{ u: `https://x.test/cb?a+b=${S}` }],
    [{ u: `https://x.test/cb?a|b=1&code=${S}` }],
    [{ u: `https://x.test/cb?x:y=${S}` }],
    [{ u: `https://x.test/cb?é=${S}` }],
    [{ u: `https://x.test/cb?${"n".repeat(70)}=${S}` }],
    [{ u: `https%3A%2F%2Fx.test%2Fcb%3Fcode%3D${S}` }],
    [{ u: `https://x.test/cb;sig=${S}` }],
    [{ u: `https://x.test/cb?f='a'&code=${S}` }],
    [{ u: `https://x.test/cb?a=1\n&code=${S}` }],
    [{ m: `see https://x.test/cb?a=1 2&code=${S}` }],
    [{ u: `https://${S}0@x.test/` }],
    [{ u: `/cb?code=${S}` }],
    [{ source: `x.test/cb?code=${S}` }],
    [{ command: `curl '/cb?code=${S}'` }],
    [{ [`https://x.test/cb?code=${S}`]: 1 }],
    [{ password: { value: S } }],
    [[{ name: "password", value: S }]],
  ])("of %j stands in no facts, whatever its form", (given) => {
    for (const action of [{ kind: "tool_call", arguments: given } as const, { kind: "tool_call", metadata: given as never } as const]) {
      expect(JSON.stringify(normaliser.facts({ identity, position, body: { event: "action", action } }))).not.toContain(S);
    }
  });

  it("stands in no name", () => {
    const text = `get https://x.test/?code=${CANARY}`;
    const action = { kind: "file", target: `/x?sig=${CANARY}`, tool: text, publisher: text, hash: text } as const;
    expect(JSON.stringify(normaliser.facts({ identity, position, body: { event: "action", action } }))).not.toContain(CANARY);
  });
});

describe("a password under its name", () => {
  const S = "Zq7xKpLm2vRt9w";
  it.each([
    [{ password: `/${S}` }],
    [{ password: `[${S}` }],
    [{ password: `****${S}` }],
    [{ password: `$${S}` }],
    [{ d: `password=ab;${S}` }],
    [{ d: `password=ab,${S}` }],
    [{ d: `password=ab&${S}` }],
    [{ d: `password=abc>${S}` }],
    [{ d: `password: |\n  ${S}` }],
    [{ d: `{"password": "a\\"${S}"}` }],
    [{ command: `login --password ${S} now` }],
    [{ command: `curl -u bob:${S} https://x.test` }],
    [{ command: `sshpass -p ${S} ssh x` }],
    [{ command: `mysql -h db -p${S}` }],
    [{ headers: { Cookie: `sid=${S}; a=b` } }],
    [{ headers: `Cookie: sid=${S}` }],
    [{ command: `redis-cli -a ${S}` }],
    [{ command: `docker login -u a -p ${S}` }],
    [{ command: `vault login ${S}` }],
    [{ command: `npm config set //r.test/:_authToken ${S}` }],
    [{ command: `aws configure set aws_secret_access_key ${S}` }],
    [{ command: `openssl rsa -passin pass:${S}` }],
    [{ command: `openssl enc -k ${S}` }],
    [{ command: `ldapsearch -w ${S}` }],
    [{ command: `mongo -u a -p ${S}` }],
    [{ command: `htpasswd -b f u ${S}` }],
    [{ command: `zip -P ${S} a b` }],
    [{ command: `7z x -p${S} a` }],
    [{ command: `sqlcmd -U a -P ${S}` }],
    [{ command: `smbclient //h/s -U u%${S}` }],
    [{ command: `net use \\\\h\\s ${S} /user:u` }],
    [{ command: `echo u:${S} | chpasswd` }],
    [{ command: `curl -b sid=${S} https://x.test` }],
    [{ command: `git clone https://${S}@x.test/r` }],
    [{ command: `curl -H 'Authorization: Token ${S}' https://x.test` }],
    [{ args: ["--password", S] }],
    [{ headers: [["Authorization", `Token ${S}`]] }],
    [{ pass: S }],
    [{ signature: S }],
    [{ contraseña: S }],
    [{ d: `<password>${S}</password>` }],
  ])("in %j stands in no facts", (given) => {
    expect(JSON.stringify(normaliser.facts({ identity, position, body: { event: "action", action: { kind: "tool_call", arguments: given } } })).toLowerCase()).not.toContain(S.toLowerCase());
  });

  it("is a code of numbers, too", () => {
    for (const key of ["otp", "pin"]) expect(JSON.stringify(normaliser.facts({ identity, position, body: { event: "action", action: { kind: "tool_call", arguments: { [key]: "483920" } } } }))).not.toContain("483920");
  });

  it.each(["<password>", "$PASSWORD", "${db_password}", "$(cat x)", "{{ password }}", "%PASS%", "[hidden]", "/run/secrets/db", "****", "****1234", "process.env.PASSWORD", "https://x.test/reset"])("is none when it is %s", (value) => {
    expect(normaliser.facts({ identity, position, body: { event: "action", action: { kind: "tool_call", arguments: { password: value } } } }).content.labelled).toEqual([]);
  });
});

describe("known values", () => {
  it("are cut out however many begin alike", () => {
    const forms = createSecretForms();
    for (let i = 0; i < 1000; i++) forms.add(`hunter-hunter-hunter-hunter-${i}`, "secret");
    for (let i = 0; i < 1000; i++) expect(forms.redact(`a hunter-hunter-hunter-hunter-${i % 500} b`)).not.toContain("hunter");
    expect(forms.redact("hunt".repeat(100_000))).toHaveLength(400_000);
  });

  it("are cut out longest first", () => {
    const forms = createSecretForms();
    for (const value of ["canary", "canary-long", "canary-long-canary-long-canary-1", "canary-long-canary-long-canary-12"]) forms.add(value, "secret");
    expect(forms.redact("canary canary-long canary-long-canary-long-canary-12 canary-long-canary-long-canary-1")).toBe("[secret] [secret] [secret] [secret]");
  });

  it("are cut out when they are a number", () => {
    expect(JSON.stringify(normaliser.facts({ identity, position, body: { event: "action", action: { kind: "tool_call", arguments: { password: 12_345_678 } } } }))).not.toContain("12345678");
  });
});
