// File paths: which texts are paths, their normal form, and which of them usually hold credentials.
import { percentDecode } from "./percent.ts";

export interface PathParts {
  /** `/`-separated, `.` and `..` resolved, case kept, at most 512 characters. */
  readonly path: string;
  readonly sensitive: boolean;
}

/** Reads a whole value as a path. `isPathSlot`: the argument's name says path, so a relative name is one too. */
export function parsePath(text: string, isPathSlot: boolean): PathParts | undefined {
  const value = text.trim();
  if (value.length < 2 || value.length > 4096 || /[\n\r<>|"]/.test(value)) return undefined;
  const isFileUrl = /^file:[/\\]/i.test(value);
  if (!isFileUrl && /^[a-z][a-z0-9+.-]{1,32}:[/\\]{2}/i.test(value)) return undefined;
  const isRooted = isFileUrl || /^(?:\/(?!\/)|~[\w-]{0,32}[/\\]|\.{1,2}[/\\]|[a-z]:[/\\]|\\\\|\$\{?HOME\}?[/\\]|%USERPROFILE%[/\\])/i.test(value);
  const isRelative = value.length <= 512 && !/\s/.test(value);
  if (!isRooted && !isRelative && !(isPathSlot && value.length <= 512)) return undefined;
  const path = normalisePath(value);
  const sensitive = isSensitivePath(path);
  if (!isRooted && !isPathSlot && !sensitive) return undefined;
  return { path: path.slice(0, 512), sensitive };
}

/** The normal form of any path text. */
function normalisePath(text: string): string {
  const isFileUrl = /^file:/i.test(text);
  // BOUNDED: the only caller cuts to 4,096 characters, and the first match goes to the end.
  let plain = (isFileUrl ? percentDecode(text.replace(/^file:[/\\]{2}(?:localhost)?(?=[/\\])/i, "").replace(/^file:/i, "").replace(/[?#].*$/s, "")) : text).replace(/\u0000/g, "");
  if (/^[a-z]:[/\\]/i.test(plain) || plain.startsWith("\\\\") || (plain.includes("\\") && !plain.includes("/")) || isFileUrl || /^%USERPROFILE%/i.test(plain)) plain = plain.replace(/\\/g, "/");
  plain = plain.replace(/^(?:\$\{?HOME\}?|%USERPROFILE%)(?=\/|$)/i, "~").replace(/^\/?([a-z]):\//i, (_all, drive: string) => `${drive.toUpperCase()}:/`);
  const root = /^(?:\/|[A-Z]:\/|~[\w-]*\/)/.exec(plain)?.[0] ?? "";
  const segments: string[] = [];
  for (const segment of plain.slice(root.length).split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else if (root === "") segments.push(segment);
  }
  return root + segments.join("/");
}

const FILES: readonly RegExp[] = [
  /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519|ecdsa_sk|ed25519_sk|xmss)$/,
  // BOUNDED: the end of the path, 512 characters.
  /(?:^|\/)\.ssh\/(?!.*\.pub$)(?:id_|identity|.*_key)/,
  // BOUNDED: the end of the path, 512 characters.
  /(?:^|\/)\.env(?:rc|\.(?!example$|sample$|template$|dist$|defaults?$)[\w.-]+)?$/,
  /(?:^|\/)[._](?:netrc|pgpass|npmrc|pypirc|htpasswd|git-credentials|my\.cnf|vault-token|boto|s3cfg)$/,
  // BOUNDED: the end of the path, 512 characters.
  /(?:^|\/)\.(?:aws\/(?:credentials|config|sso\/cache\/.*|cli\/cache\/.*)|kube\/config|docker\/config\.json|azure\/(?:accesstokens\.json|msal_token_cache.*|.*profile\.json)|config\/(?:gcloud\/.*(?:credentials|tokens?).*|gh\/hosts\.yml|hub)|cargo\/credentials(?:\.toml)?|gem\/credentials|terraform\.d\/credentials.*|gnupg\/.*|password-store\/.*|m2\/settings\.xml|oci\/config|composer\/auth\.json|docker\/.*key.*)$/,
  /(?:^|\/)etc\/(?:shadow|gshadow|shadow-|sudoers|krb5\.keytab|ssh\/ssh_host_[a-z0-9]+_key|kubernetes\/(?:admin|kubelet)\.conf|rancher\/k3s\/k3s\.yaml|master\.passwd)$/,
  /\.(?:pem|key|p12|pfx|jks|keystore|kdbx?|ppk|keytab|ovpn)$/,
  /(?:^|\/)proc\/[^/]+\/(?:environ|mem)$/,
  /(?:^|\/)(?:var\/)?run\/secrets(?:\/|$)/,
  /(?:^|\/)(?:login data|login data for account|cookies|cookies\.sqlite|logins\.json|key[34]\.db|signons\.sqlite|local state|web data)$/,
  /\/library\/keychains\/|\.keychain(?:-db)?$/,
  /(?:^|\/)windows\/(?:system32\/config\/(?:sam|system|security)|ntds\/ntds\.dit)$|(?:^|\/)microsoft\/(?:credentials|protect)\//,
  /(?:^|\/)(?:wallet\.dat|master\.key|kubeconfig|terraform\.tfstate|credentials\.json|service[-_]account(?:[-_]key)?\.json|client_secrets?\.json|application_default_credentials\.json|secrets\.(?:ya?ml|json|toml|env)|\.secrets?|credentials)$/,
  // BOUNDED: the end of the path, 512 characters.
  /(?:^|\/)latest\/(?:meta-data\/(?:iam\/.*|identity-credentials\/.*)|user-data|api\/token)$|(?:^|\/)computemetadata\/v1\/.*(?:token|attributes|identity|ssh-keys).*|(?:^|\/)metadata\/identity\/oauth2\/token/,
];

/** Whether a path in normal form usually holds credentials or keys. */
export function isSensitivePath(path: string): boolean {
  // The end decides; the bound keeps patterns with a free middle cheap.
  const lower = path.slice(-512).toLowerCase();
  return FILES.some((pattern) => pattern.test(lower));
}

/** The words of a command that are paths, at most 256. Quotes are taken off; redirections, options and `@` end a word. */
export function commandPaths(text: string): PathParts[] {
  const found: PathParts[] = [];
  for (const match of text.slice(0, 65_536).matchAll(/"[^"\n]{1,1024}"|'[^'\n]{1,1024}'|[^\s"'`|;&<>(){},=@]{2,1024}/g)) {
    if (found.length >= 256) break;
    const word = match[0].replace(/^["']|["']$/g, "");
    if (word.startsWith("-")) continue;
    const parts = parsePath(word, false);
    if (parts !== undefined) found.push(parts);
  }
  return found;
}
