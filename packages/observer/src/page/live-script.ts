// What the live page runs. The key stays in this tab and travels in a header only, so the stream is read with fetch.
export const LIVE_SCRIPT: string = `
"use strict";
const KEPT_ROWS = 500;
const $ = (id) => document.getElementById(id);
const rows = document.querySelector("tbody");
const known = new Set();
const clients = { stale: ", client is stale", differs: ", client differs", "id-reused": ", number reused" };
let last = "";

function show(row, atTop) {
  if (known.has(row.id)) return;
  known.add(row.id);
  const line = document.createElement("tr");
  line.className = row.attention === "flag" || row.attention === "confirm" ? row.attention : "none";
  const mark = { flag: "flagged", confirm: "to confirm", none: "clean" }[line.className];
  const action = row.action || {};
  for (const [text, name] of [
    [new Date(row.received_at || row.at).toLocaleTimeString(), ""],
    [mark + (row.decision === "block" ? ", block" : "") + (clients[row.client] || ""), "mark"],
    [row.agent, ""],
    [[action.tool || action.kind, action.target].filter(Boolean).join(" → "), ""],
    [row.reason, ""],
  ]) {
    const cell = document.createElement("td");
    cell.textContent = text;
    if (name) cell.className = name;
    line.append(cell);
  }
  if (atTop) rows.prepend(line); else rows.append(line);
  while (rows.children.length > KEPT_ROWS) rows.lastChild.remove();
  document.querySelector("table").hidden = false;
  $("empty").hidden = true;
}

async function request(path, extra) {
  const answer = await fetch(path, { headers: { authorization: "Bearer " + sessionStorage.getItem("kaizen-key"), ...extra } });
  if (answer.status === 401 || answer.status === 403) {
    sessionStorage.removeItem("kaizen-key");
    throw Object.assign(new Error("this key is not known, was revoked or may not read"), { final: true });
  }
  if (!answer.ok) throw new Error("the observer answered " + answer.status);
  return answer;
}

async function follow() {
  const answer = await request("/v1/stream", last ? { "last-event-id": last } : {});
  $("state").textContent = "live";
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split("\\n\\n");
    text = blocks.pop();
    for (const block of blocks) {
      let data = "";
      for (const line of block.split("\\n")) {
        if (line.startsWith("id:")) last = line.slice(3).trim();
        if (line.startsWith("data:")) data += line.slice(5).trim();
      }
      if (data) show(JSON.parse(data), true);
    }
  }
}

async function run() {
  for (let wait = 500; ; wait = Math.min(wait * 2, 15000)) {
    try {
      const { verdicts } = await (await request("/v1/verdicts?limit=100")).json();
      $("empty").hidden = verdicts.length > 0 || rows.children.length > 0;
      for (const row of verdicts.slice().reverse()) show(row, true);
      // What is stored before the stream is open comes with it: it goes on after the newest row that is shown.
      if (verdicts.length > 0) last = verdicts[0].id;
      await follow();
      wait = 500;
    } catch (error) {
      if (error.final) return signIn(error.message);
      $("state").textContent = "connection lost (" + error.message + "), trying again";
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

function signIn(message) {
  $("state").textContent = message;
  $("sign-in").hidden = false;
  $("key").focus();
}

$("only").addEventListener("change", (event) => document.body.classList.toggle("only", event.target.checked));
$("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("kaizen-key", $("key").value.trim());
  $("key").value = "";
  $("sign-in").hidden = true;
  $("state").textContent = "connecting";
  run();
});
if (sessionStorage.getItem("kaizen-key")) run(); else signIn("not connected");
`;
