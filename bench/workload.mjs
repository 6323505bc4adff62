// What is measured on: an agent with 100 rules, a warm baseline and 200 KB of earlier results (sentences that ask, records, values), and calls of several sizes.
import { createNormaliser, emptyBaseline, mergeBaseline, startSession } from "@kaizen/core";
import { seeded } from "./measure.mjs";

const WORDS = "invoice customer order region north south shipment delivery amount total please review the quarterly report and send it to finance before friday thanks project meeting notes agenda budget".split(" ");

export const TOOLS = ["mail_send", "ticket_update", "warehouse_query", "doc_read", "http_get", "channel_post", "shell_run", "calendar_add"];

/** Sentences of about `length` characters with numbers in them, never twice the same; one in twelve asks its reader for an act and names whom for. */
export function prose(random, length) {
  let text = "";
  while (text.length < length) text += `${random() < 1 / 12 ? order(random) : statement(random)} `;
  return text.slice(0, length);
}

const pick = (random, list) => list[Math.floor(random() * list.length)];
const number = (random) => Math.floor(random() * 1e6);

function statement(random) {
  const words = Array.from({ length: 7 + Math.floor(random() * 9) }, () => `${pick(random, WORDS)}${random() < 0.05 ? Math.floor(random() * 1_000) : ""}`);
  return `The ${words.join(" ")}.`;
}

function order(random) {
  const whom = random() < 0.5 ? `desk-${number(random)}@larkfield.example` : `https://www.larkfield.example/orders/${number(random)}`;
  return pick(random, [`Please send the ${pick(random, WORDS)} report to ${whom}.`, `You must first open ${whom} and confirm order ${number(random)}.`, `Forward "${pick(random, WORDS)} ${pick(random, WORDS)}" to ${whom} before Friday.`]);
}

/** What a tool returns, of about `length` characters: a page or mail of prose, a list of records as JSON, a printed object, named lines; in turn. */
export function resultOf(random, length, turn) {
  const record = (size) => ({ id: `A-${number(random)}`, from: `clerk-${Math.floor(random() * 400)}@larkfield.example`, subject: prose(random, 40), url: `https://www.larkfield.example/orders/${number(random)}`, total: number(random) / 100, body: prose(random, size) });
  const records = (size) => Array.from({ length: Math.max(1, Math.floor(length / (size + 220))) }, () => record(size));
  switch (turn % 4) {
    case 0:
      return paragraphs(random, length);
    case 1:
      return JSON.stringify(records(300));
    case 2:
      return `[${records(500).map((each) => `{${Object.entries(each).map(([key, value]) => `'${key}': '${value}'`).join(", ")}}`).join(", ")}]`;
    default:
      return records(100).map((each) => Object.entries(each).map(([key, value]) => `${key}: ${value}`).join("\n")).join("\n\n");
  }
}

function paragraphs(random, length) {
  return Array.from({ length: Math.ceil(length / 400) }, () => prose(random, 398)).join("\n\n").slice(0, length);
}

/** Arguments of about `size` bytes as JSON: a mail, a query, a request and a command in turn. */
export function callOf(random, size, turn) {
  const id = Math.floor(random() * 1e6);
  if (size <= 100) return { tool: "ticket_update", arguments: { id, state: "open", note: prose(random, 40) } };
  const body = prose(random, Math.max(16, size - 190));
  switch (turn % 4) {
    case 0:
      return { tool: "mail_send", arguments: { to: "finance@larkfield.example", cc: ["ops@larkfield.example"], subject: prose(random, 40), body } };
    case 1:
      return { tool: "warehouse_query", arguments: { sql: `select region, sum(amount) as amount from orders where day = '2031-03-04' and id > ${id} group by region`, limit: 50, comment: body } };
    case 2:
      return { tool: "http_get", arguments: { url: `https://api.larkfield.example/v2/orders/${id}?page=2`, method: "POST", headers: { accept: "application/json" }, body: JSON.stringify({ id, text: body }) } };
    default:
      return { tool: "shell_run", arguments: { command: `cd /srv/reports && git log --oneline -n 20 | grep ${id} > out.txt`, note: body } };
  }
}

/** 60 blocklists, 20 allowlists and, where the engine knows them, conditions: names that no call has, as in a healthy deployment. */
export function rules(count = 100) {
  return Array.from({ length: count }, (_, at) => ({
    rule: "blocklist",
    name: `rule-${at}`,
    mode: "enforce",
    tools: [`blocked_tool_${at}`, `legacy_${at}_*`],
    domains: [`bad-${at}.example`],
    ips: [`203.0.${at}.0/24`],
  }));
}

export const NORMALISER = createNormaliser({ key: new Uint8Array(32).fill(7) });

export function eventOf(session, seq, body) {
  return { identity: { agent: "bench", session }, position: { feed: "sdk", seq, at: 1_900_000_000_000 + seq }, body };
}

export function actionOf(session, seq, call) {
  return eventOf(session, seq, { event: "action", action: { kind: "tool_call", ...call } });
}

/** A session with rules, declaration, a baseline of 40 sessions and 200 KB of results behind it. */
export function warmSession(policyRules = rules()) {
  const random = seeded(3);
  const settings = { onFailure: "closed", enforcement: "enforce" };
  let baseline = emptyBaseline("bench");
  for (let at = 0; at < 40; at++) {
    const teacher = startSession(settings, {});
    for (let turn = 0; turn < 20; turn++) teacher.judge(NORMALISER.facts(actionOf(`teach-${at}`, turn, callOf(random, turn % 5 === 0 ? 100 : 400, turn))));
    baseline = mergeBaseline(baseline, teacher.lesson());
  }
  const declaration = { agent: "bench", tools: { kind: "only", items: TOOLS }, destinations: { kind: "only", items: ["larkfield.example", "*.larkfield.example"] }, data: { kind: "not-stated" } };
  const session = startSession(settings, { policy: { rules: policyRules }, declaration, baseline });
  const take = (at, observation) => session.judge(NORMALISER.facts(eventOf("bench", at, { event: "observation", observation })));
  take(0, { kind: "request", content: "Read the mails and orders of this week and tell finance@larkfield.example about the late ones. Put what you find into the ticket." });
  for (let at = 1; at <= 50; at++) take(at, { kind: "result", tool: at % 2 === 0 ? "doc_read" : "http_get", content: resultOf(random, 4_096, at) });
  return { session, baseline };
}
