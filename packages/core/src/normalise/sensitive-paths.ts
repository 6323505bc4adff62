// Which file paths usually hold credentials or keys, also when they are written as a pattern or with look-alike letters.
import { unconfused } from "./fold-text.ts";

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

/** Whether a path in normal form usually holds credentials or keys. Case and look-alike letters make no difference. */
export function isSensitivePath(path: string): boolean {
  // The end decides; the bound keeps patterns with a free middle cheap.
  const end = path.slice(-512);
  const lower = end.toLowerCase();
  if (FILES.some((pattern) => pattern.test(lower))) return true;
  const plain = unconfused(end);
  return (plain !== lower && FILES.some((pattern) => pattern.test(plain))) || (/[*?[{]/.test(end) && mayMatchSensitive(plain));
}

/** What a pattern for files is tried on: one of each kind. The list of accounts holds no key, but who writes it as a pattern hides its name. */
const SAMPLES: readonly (readonly string[])[] = [
  "/etc/shadow", "/etc/passwd", "/etc/sudoers", "/etc/ssh/ssh_host_rsa_key", "/etc/kubernetes/admin.conf", "/root/.ssh/id_rsa", "/home/ann/.ssh/id_rsa", "/users/ann/.ssh/id_rsa", "~/.ssh/id_rsa", "~/.ssh/id_ed25519", "~/.aws/credentials", "/home/ann/.aws/credentials", "/root/.aws/credentials",
  "~/.kube/config", "~/.docker/config.json", "~/.config/gcloud/credentials.db", "~/.config/gh/hosts.yml", "~/.netrc", "~/.pgpass", "~/.npmrc", "~/.pypirc", "~/.git-credentials", "~/.gnupg/secring.gpg", "~/.vault-token", "/proc/1/environ", "/proc/self/environ", "/run/secrets/db", "/home/ann/.netrc",
  "/app/.env", "/app/.env.production", "/app/server.pem", "/app/server.key", "/app/cert.p12", "/app/cert.pfx", "/app/store.jks", "/app/vault.kdbx", "/app/credentials.json", "/app/terraform.tfstate", "/app/secrets.yaml", "/app/wallet.dat", "/app/service-account.json", "c:/windows/system32/config/sam",
].map((path) => path.split("/"));

/** Whether a pattern for files (`*`, `?`, `[…]`, `{…}`) can mean a sensitive one. Classes and choices are read as any letters. */
function mayMatchSensitive(pattern: string): boolean {
  const parts = pattern.replace(/\[[^\]/]{1,64}\]/g, "?").replace(/\{[^}/]{1,128}\}/g, "*").split("/").filter((part, i, all) => part !== "**" || all[i - 1] !== "**");
  const last = parts.at(-1) ?? "";
  // `**\/*` means everything and says nothing; a whole folder counts where the folder is known for its keys.
  if (parts.length > 24 || (!/[a-z]/.test(last) && !/[a-z]/.test(parts.at(-2) ?? ""))) return false;
  const isAbsolute = /^(?:|~|[a-z]:)$/.test(parts[0] ?? "");
  return SAMPLES.some((sample) => {
    if (isAbsolute) return matchesParts(parts, sample);
    // A relative pattern may start in any folder; one bare folder of stars must not.
    for (let from = 1; from < sample.length; from++) if (matchesParts(parts, sample.slice(from)) && (from > 1 || /[a-z]/.test(last))) return true;
    return false;
  });
}

/** `**` stands for any number of folders. Both lists are short. */
function matchesParts(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === "**") return matchesParts(rest, path) || (path.length > 0 && !(path[0] ?? "").startsWith(".") && rest.length > 0 && matchesParts(pattern, path.slice(1)));
  return path.length > 0 && matchesName(first, path[0] ?? "") && matchesParts(rest, path.slice(1));
}

/** Stars and question marks, as a shell reads them: the dot of a hidden file must be written. */
function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  let at = 0;
  let star = -1;
  let retry = 0;
  for (let i = 0; i < name.length; ) {
    if (pattern[at] === "*") {
      star = at++;
      retry = i;
    } else if (pattern[at] === "?" || pattern[at] === name[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++retry;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
