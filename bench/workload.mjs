// What is measured on: an agent with 100 rules, a warm baseline and 200 KB of earlier results, and calls of several sizes.
import { createNormaliser, emptyBaseline, mergeBaseline, startSession } from "@kaizen/core";
import { seeded } from "./measure.mjs";

const WORDS = "invoice customer order region north south shipment delivery amount total please review the quarterly report and send it to finance before friday thanks project meeting notes agenda budget".split(" ");

export const TOOLS = ["mail_send", "ticket_update", "warehouse_query", "doc_read", "http_get", "channel_post", "shell_run", "calendar_add"];

/** Prose of about `length` characters with numbers in it, never twice the same. */
export function prose(random, length) {
  let text = "";
  while (text.length < length) text += `${WORDS[Math.floor(random() * WORDS.length)]}${random() < 0.1 ? Math.floor(random() * 1_000) : ""} `;
  return text.slice(0, length);
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
  for (let at = 0; at < 50; at++) session.judge(NORMALISER.facts(eventOf("bench", at, { event: "observation", observation: { kind: "result", tool: "doc_read", content: prose(random, 4_096) } })));
  return { session, baseline };
}
