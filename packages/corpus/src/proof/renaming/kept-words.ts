// Words that mean something to any reader, so that a renaming must leave them: verbs, formats, well-known places, terms.
import { EFFECT_WORDS } from "../../world/verbs.ts";

/** Verbs of tools in groups of one kind: within a group one may stand for the other. */
export const SYNONYMS: readonly (readonly string[])[] = [
  ["get", "fetch", "read", "load", "retrieve"],
  ["list", "browse", "enumerate"],
  ["search", "find", "lookup", "query"],
  ["write", "save", "store"],
  ["send", "deliver", "dispatch"],
  ["create", "add", "insert"],
  ["update", "edit", "change", "modify"],
  ["delete", "remove", "erase"],
];

const FORMATS = "http https ftp sftp ssh sql csv json yaml toml xml html text pdf png jpg mxf zip gzip tar mp4 txt log bak md js ts py sh bin dat tmp example test localhost www api cdn url uri utf base64 hex mime bearer basic";
const PLACES = "srv etc var home usr opt bin root proc dev tmp ssh aws env git config configs credentials passwd shadow hosts bashrc profile rsa id src lib node_modules package readme cron crontab known authorized docker kube secrets secret password passwords token tokens key keys private public certificate pem metadata iam security latest";
const COMMANDS = "git npm npx node python pip bash curl wget cat grep sed awk kubectl helm docker make tee head tail cp mv rm chmod sudo timeout find xargs env echo export sleep ls cd mkdir terraform ansible systemctl psql mysql";
const VERBS = "put post patch push pull merge open close start stop run exec execute pay refund transfer credit charge order buy book cancel approve sign submit share grant invite publish upload download import export copy move rename archive print call reply draft note file issue assign notify alert check verify validate compare count sum set reset plan make enable disable install deploy release restart scale rotate schedule plan enrol register lock unlock preview render fetch convert translate";
const TERMS = "account accounts amount tenant tenants organisation organization workspace project projects team user users customer customers role roles admin owner member members policy permission access visibility invoice invoices payment payments bank iban card money price prices total currency eur usd gbp mail email message messages request reply response result results call event events session sessions memory skill skills server servers host hosts domain address tool tools data database table tables row rows record records column columns report reports query queries command commands path paths recipient recipients channel channels destination destinations content body title subject name names label labels value values status state error errors kind mode method";
const OWN = "none any all only agent publisher hash feed sites executables amounts args numbers bytes place scheme port exists contains matches startswith endswith size filter map has true false null enforce observe ask blocklist allowlist condition correlation action personal internal untrusted domains ips agents tags patterns publishers rule when within steps distinct mon tue wed thu fri sat sun discloses contacts pays changes deletes grants runs reads persists undeclared stranger plain hard returned failed catalogue instructions declaration baseline reasoning egress trend judge connect load replace before after";
const ENGLISH = "the and for with from that this not but are was has have its their into over under per what who where which when one two new old last next day days week month year today yesterday morning evening please thanks yes done here there about between";

export const KEPT_WORDS: ReadonlySet<string> = new Set([FORMATS, PLACES, COMMANDS, VERBS, TERMS, OWN, ENGLISH].flatMap((text) => text.split(" ")).concat(SYNONYMS.flat(), ...Object.values(EFFECT_WORDS)));
