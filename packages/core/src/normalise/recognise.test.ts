// Every recogniser finds its canary, and none takes a look-alike for one.
import { describe, expect, test } from "vitest";
import { recognise, recogniseByKey } from "./recognise.ts";

const CANARIES: readonly (readonly [recogniser: string, text: string, value: string])[] = [
  ["private-key", `x -----BEGIN OPENSSH PRIVATE KEY-----\n${"b3BlbnNzaC1rZXkt".repeat(4)}\n-----END OPENSSH PRIVATE KEY----- y`, `-----BEGIN OPENSSH PRIVATE KEY-----\n${"b3BlbnNzaC1rZXkt".repeat(4)}\n-----END OPENSSH PRIVATE KEY-----`],
  ["private-key", `-----BEGIN RSA PRIVATE KEY-----\\n${"MIIEowIBAAKCAQEA".repeat(4)}`, `-----BEGIN RSA PRIVATE KEY-----\\n${"MIIEowIBAAKCAQEA".repeat(4)}`],
  ["aws-access-key", "id AKIAQ7CANARY4TEST7ZX.", "AKIAQ7CANARY4TEST7ZX"],
  ["github-token", "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", "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"],
  ["github-token", "github_pat_11CANARY0abcdefghijklmnopq", "github_pat_11CANARY0abcdefghijklmnopq"],
  ["gitlab-token", "glpat-Canary_0123456789ab", "glpat-Canary_0123456789ab"],
  ["slack-token", "xoxb-123456789012-canaryCANARY12", "xoxb-123456789012-canaryCANARY12"],
  ["stripe-key", "sk_live_Canary0123456789abcd", "sk_live_Canary0123456789abcd"],
  ["anthropic-key", "sk-ant-api03-CanaryCanary0123456789abcdef", "sk-ant-api03-CanaryCanary0123456789abcdef"],
  ["openai-key", "sk-proj-Canary0123456789abcdefghij", "sk-proj-Canary0123456789abcdefghij"],
  ["openai-key", "sk-Canary0123456789abcdefghijCanary0123456789ab", "sk-Canary0123456789abcdefghijCanary0123456789ab"],
  ["google-key", "AIzaCanary0123456789abcdefghijCanary012", "AIzaCanary0123456789abcdefghijCanary012"],
  ["kaizen-key", "kz_live_Canary0123456789", "kz_live_Canary0123456789"],
  ["json-web-token", "t eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLWNhbmFyeQ", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLWNhbmFyeQ"],
  ["authorization-header", "Bearer canary0123456789abcdef", "canary0123456789abcdef"],
  ["authorization-header", "X: Basic Y2FuYXJ5OmNhbmFyeQ==", "Y2FuYXJ5OmNhbmFyeQ=="],
  ["connection-password", "postgres://app:c4nary-pw@db.test/x", "c4nary-pw"],
  ["connection-password", "https://canary0123456789abcdef@git.test/x", "canary0123456789abcdef"],
  ["password-assignment", "password = c4nary!", "c4nary!"],
  ["password-assignment", "DB_PASSWORD='c4nary pw'", "c4nary pw"],
  ["password-assignment", '{"password":"c4nary"}', "c4nary"],
  ["password-assignment", '{\\"password\\":\\"c4nary\\"}', "c4nary"],
  ["password-assignment", "your password is c4nary-pw.", "c4nary-pw"],
  ["secret-assignment", "API_KEY=Canary0123456789", "Canary0123456789"],
  ["secret-assignment", "aws_secret_access_key: canaryCANARY/0123456789+abcdefghij", "canaryCANARY/0123456789+abcdefghij"],
  ["secret-assignment", '"client_secret": "Canary-0123456789"', "Canary-0123456789"],
  ["card-number", "card 4111 1111 1111 1111 exp", "4111 1111 1111 1111"],
  ["card-number", "5555-5555-5555-4444", "5555-5555-5555-4444"],
  ["card-number", "378282246310005", "378282246310005"],
  ["iban", "to DE89 3704 0044 0532 0130 00 now", "DE89 3704 0044 0532 0130 00"],
  ["iban", "GB82WEST12345698765432", "GB82WEST12345698765432"],
  ["us-social-security-number", "ssn 219-09-9999", "219-09-9999"],
  ["us-social-security-number", "SSN: 219099999", "219099999"],
  ["passport-number", "passport number: C01X00T47 and passport no. L8988901", "L8988901"],
];

const LOOK_ALIKES = [
  "550e8400-e29b-41d4-a716-446655440000", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "commit 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12", "ISBN 978-3-16-148410-0", "9783161484100",
  "order 1234567890123456", "order 4111111111111112", "password: required", "password = <your password>", "token: <your token>", "API_KEY=$API_KEY", "api_key: ${API_KEY}", "token = process.env.TOKEN",
  "AKIAXXXXXXXXXXXXXXXX", "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "max_tokens: 4096", "next_page_token: CAUQAA12345678", "total_tokens=123456789", "the secret of success is practice", "basic understanding of things", "bearer of bad news everywhere",
  "password: ********", "secret_name: prod/db/main-Abc123", "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----\nMIIBIjANBgkqhkiG9w0BAQEF\n-----END CERTIFICATE-----",
  "git@git.test:org/repo.git", "https://user@git.test/x", "+1 555 010 0199", "2024-01-01 12:30:45.123456", "DE00 0000 0000 0000 0000 00", "000-12-3456", "tokens: 12", "primary_key=user_id_12345", "passport control is on the left", "192.168.100.200", "0123456789012345678901234567890123456789",
];

describe("recognise", () => {
  test.each(CANARIES)("%s is found in %s", (recogniser, text, value) => {
    expect(recognise(text).map((span) => [span.recogniser, text.slice(span.start, span.end)])).toContainEqual([recogniser, value]);
  });

  test.each(LOOK_ALIKES)("%s is nothing", (text) => {
    expect(recognise(text)).toEqual([]);
  });

  test("a key names its value a credential, unless it is a placeholder or the key is about something else", () => {
    const kinds = (pairs: readonly (readonly [string, string])[]): unknown[] => pairs.map(([key, value]) => recogniseByKey(key, value)?.recogniser);
    expect(kinds([["password", "c4nary"], ["clientSecret", "Canary0123"], ["x-api-key", "Canary0123"], ["Authorization", "Bearer Canary0123456789"], ["access_token", "canary0123456789"]])).toEqual(["password-assignment", "secret-assignment", "secret-assignment", "secret-assignment", "secret-assignment"]);
    expect(kinds([["password", "required"], ["next_token", "Canary0123"], ["max_tokens", "40961234"], ["token", "abc"], ["author", "Canary0123"], ["secretName", "Canary0123"], ["note", "Canary0123"]])).toEqual(Array.from({ length: 7 }));
  });
});
