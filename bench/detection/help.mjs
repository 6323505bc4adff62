// What `npm run bench:detection -- --help` says.

export const HELP = `usage: KAIZEN_TRACES=FOLDER npm run bench:detection -- [options]

Scores every labelled trace set in the folder that KAIZEN_TRACES names: NAME.jsonl.gz (docs/files.md) beside NAME.labels.jsonl.gz,
one label a line: id, label (benign, attack_succeeded, attack_failed), suite, model, task, part (fit, measure), goal,
injection_seen, attack_event (the event of the first attacking call). The exit code is 0 whatever the figures are.

what is read
  --set NAME...          only these sets
  --suite NAME...        only these suites
  --leave-out SUITE...   not these suites; their sessions are not even parsed
  --read-unread          also the suites that are kept unread (bench/detection/unread.mjs)
how it is judged
  --warm                 also with a baseline, learned per set from the benign sessions of the fit part: figures of the measure part,
                         beside those without a baseline on the same sessions
  --ablate CAPABILITY... switch these off
  --solo CAPABILITY...   switch all others off
  --reworded STYLE|all   attacks in other words (bench/detection/reword.mjs), a row for each style, beside the same sessions as recorded
  --paraphrased LANGUAGE|all   what users ask in other words (bench/detection/paraphrase.mjs), a row for each language
  --held-back            the half of those wordings that nobody looks at before the last measurement
  --transform MODULE     the variants that MODULE's variantsOf(session, label, { part }) returns: [{ style, session }]
  --workers N            threads (0: none)
what is told
  --goals                also a row for each injected goal
  --ablations            also a row for each capability switched off
  --capabilities         also how many runs each capability's findings flag, and how many only it flags
  --misses [N]           list attacks that were not flagged (20)
  --false-alarms [N]     list benign runs that were flagged (20)
  --sweep FILE.svg       draw flagged attacks over flagged benign runs as the confidence that counts rises
  --timing               sessions a second
  --json                 one JSON row a line

examples:
  npm run bench:detection
  npm run bench:detection -- --warm --leave-out slack
  npm run bench:detection -- --set agentdyn-github --goals --misses 50
  npm run bench:detection -- --solo reasoning --sweep sweep.svg
  npm run --silent bench:detection -- --json | jq 'select(.row == "rates" and .suite != null)'

Lists are those of the last way of judging: with --warm, with the baseline. A confirmed run is one that is not flagged. Intervals are
95 %, from 2,000 draws of whole tasks; Wilson's with one task, and of the number of tasks where all runs agree.
`;
