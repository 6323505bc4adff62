// Paths have one form however they are written, and those that hold credentials are known.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import fixtures from "./fixtures/paths.json" with { type: "json" };
import { isMeantAsPath, parsePath } from "./paths.ts";

interface Fixture {
  readonly text: string;
  readonly path: string;
  readonly sensitive: boolean;
  readonly disguise: string;
  readonly cwd?: string;
}

const PATHS: readonly Fixture[] = fixtures.paths;

test("the fixtures are as many as they must be", () => {
  expect(PATHS.length).toBeGreaterThanOrEqual(120);
});

test.each(PATHS)("$text is $path", ({ text, path, sensitive, disguise, cwd }) => {
  const parts = parsePath(text, true, cwd);
  expect([parts?.path, parts?.sensitive]).toEqual([path, sensitive]);
  expect(parts?.disguises).toEqual(disguise === "" ? [] : expect.arrayContaining([disguise]));
});

test.each(fixtures.silent)("%s is no path", (text) => {
  expect(parsePath(text, false)).toBeUndefined();
});

describe("sensitive", () => {
  test.each([
    "~/.ssh/id_rsa", "/home/a/.ssh/id_ed25519", ".aws/credentials", ".env", "/app/.env.production", "~/.netrc", "~/.pgpass", "~/.kube/config", "/root/.docker/config.json", "/etc/shadow", "/x/server.pem", "tls.key", "/x/cert.p12",
    "/home/a/.config/google-chrome/Default/Login Data", "/home/a/.mozilla/firefox/x/logins.json", "/proc/self/environ", "/proc/1/environ", "/var/run/secrets/kubernetes.io/serviceaccount/token", "/run/secrets/db", "/latest/meta-data/iam/security-credentials/", "C:\\Windows\\System32\\config\\SAM", "/a/../etc/./shadow", "/ETC/SHADOW",
  ])("%s holds credentials", (text) => {
    expect(parsePath(text, false)?.sensitive).toBe(true);
  });
});

describe("in a place for paths", () => {
  test.each([
    ["/srv/reports/a\n/../../../etc/passwd", "/etc/passwd"],
    ["reports/<a>|\"b/../../../etc/passwd", "../etc/passwd"],
    ["/srv/a|b", "/srv/a|b"],
    ["/", "/"],
    ["jar:file:/etc/passwd!/x", "/etc/passwd"],
    ["view-source:file:///etc/passwd", "/etc/passwd"],
    ["php://filter/resource=/etc/passwd", "/etc/passwd"],
    ["php://filter/read=convert.base64-encode/resource=../etc/passwd", "../etc/passwd"],
    ["glob:///etc/*", "/etc/*"],
  ])("%j is %s", (text, path) => {
    expect(parsePath(text, true)?.path).toBe(path);
  });

  test.each([`/${"a/../".repeat(1000)}etc/passwd`, "expect://id", `${"a".repeat(600)}/b`, `a ${"b".repeat(600)}/../x`])("%j is meant as a path", (text) => {
    expect([parsePath(text, true), isMeantAsPath(text)]).toEqual([undefined, true]);
  });

  test("a long text is no path that could not be read", () => {
    expect(isMeantAsPath(`what is to be done ${"and then ".repeat(100)}`)).toBe(false);
  });
});

test("two ways to write one path compare equal without case and composition", () => {
  const skeletons = ["/Data/Bücher", "/data/bu\u0308cher", "/DATA/B\u00dcCHER", "/d\u0430ta/b\u00fccher"].map((text) => parsePath(text, true)?.skeleton);
  expect(new Set(skeletons).size).toBe(1);
});

test("a path in normal form is its own normal form, and dots and repeated slashes never change which file is meant", () => {
  const segment = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 6 }), fc.array(fc.constantFrom("/", "//", "/./", "/x/../"), { minLength: 6, maxLength: 6 }), (segments, joints) => {
      const plain = `/tmp/${segments.join("/")}`;
      const given = segments.reduce((path, each, i) => path + (joints[i] ?? "/") + each, "/tmp");
      expect(parsePath(given, false)?.path).toBe(plain);
      expect(parsePath(plain, false)?.path).toBe(plain);
    }),
  );
});

test("any text is read without an error, with any working directory", () => {
  const unit = fc.constantFrom("/", "\\", ".", "..", "~", "%", "25", "2e", "C:", "*", "?", "{", "}", "[", "]", "$", "HOME", "\u200b", "é", "а", " ", "proc", "self", "root", "a");
  fc.assert(fc.property(fc.string({ unit }), fc.option(fc.string({ unit }), { nil: undefined }), fc.boolean(), (text, cwd, isSlot) => void expect(parsePath(text, isSlot, cwd)?.path.length ?? 0).toBeLessThanOrEqual(512)));
  for (const text of ["../".repeat(1300), "%25".repeat(1300), "*/".repeat(2000), "**/".repeat(1300), "[".repeat(4000), "{".repeat(4000), "/proc/self/root".repeat(250), "\\".repeat(4000), "~1".repeat(2000)]) expect(parsePath(text, true)?.path.length ?? 0).toBeLessThanOrEqual(512);
});
