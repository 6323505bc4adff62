// The one page at `/`: verdicts as they arrive. No build step, no outside resource; everything from outside is text, never markup.
import { LIVE_SCRIPT } from "./live-script.ts";
import { LIVE_STYLE } from "./live-style.ts";

/** Response headers that go with the page. SECURITY: only the two inline blocks with this nonce may run; nothing may be loaded, framed or posted elsewhere. */
export function livePageHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
}

/** `nonce`: base64 of at least 16 random bytes, new for every response. */
export function livePage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kaizen: verdicts</title>
<style nonce="${nonce}">${LIVE_STYLE}</style>
</head>
<body>
<header>
  <h1>Kaizen</h1>
  <p id="state" role="status">not connected</p>
  <label><input type="checkbox" id="only"> only what needs attention</label>
</header>
<form id="sign-in" hidden>
  <label for="key">Key with the role reader, operator or admin</label>
  <input id="key" type="password" autocomplete="off" spellcheck="false" placeholder="kz_live_…" required>
  <button>Show verdicts</button>
</form>
<main>
  <p id="empty" hidden>No verdict yet. They appear here as agents act.</p>
  <table hidden>
    <thead><tr><th>time</th><th>verdict</th><th>agent</th><th>action</th><th>reason</th></tr></thead>
    <tbody aria-live="polite"></tbody>
  </table>
</main>
<noscript>This page needs JavaScript. The same list: GET /v1/verdicts</noscript>
<script nonce="${nonce}">${LIVE_SCRIPT}</script>
</body>
</html>
`;
}
