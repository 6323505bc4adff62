// Looks of the live page: light and dark by the reader's setting, one column of cards on a phone.
export const LIVE_STYLE: string = `
:root { color-scheme: light dark; --line: #d5d9de; --text: #1b1f24; --soft: #59636e; --page: #fff; --flag: #b3261e; --confirm: #8a5a00; --clean: #2a6b3a; }
@media (prefers-color-scheme: dark) { :root { --line: #32383f; --text: #e6e9ec; --soft: #9aa4ae; --page: #14171a; --flag: #ff8a80; --confirm: #f0c060; --clean: #7fcf95; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.45 system-ui, sans-serif; color: var(--text); background: var(--page); }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding: .75rem 1rem; border-bottom: 1px solid var(--line); position: sticky; top: 0; background: var(--page); }
h1 { font-size: 1.05rem; margin: 0; }
#state, #empty { color: var(--soft); margin: 0; }
#empty { padding: 1rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: 1rem; }
form[hidden] { display: none; }
input, button { font: inherit; padding: .35rem .5rem; }
#key { flex: 1 1 18rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .4rem 1rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; color: var(--soft); }
td:first-child { white-space: nowrap; color: var(--soft); font-variant-numeric: tabular-nums; }
td.mark { font-weight: 600; white-space: nowrap; }
tr.flag td.mark { color: var(--flag); }
tr.confirm td.mark { color: var(--confirm); }
tr.none td.mark { color: var(--clean); font-weight: 400; }
body.only tr.none { display: none; }
@media (max-width: 44rem) {
  thead { display: none; }
  tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td { display: block; border: 0; padding: .05rem 1rem; }
}
`;
