// The red-team corpus: reading it, running it, reporting it. Everything that is not named here may change.
export { loadCorpus } from "./load/load-corpus.ts";
export type { Corpus } from "./load/corpus.ts";
export { runCorpus, type CorpusProgress, type RunOptions } from "./runner/run-corpus.ts";
export { chosenOrdinary, planTrials, type Choice } from "./plan/trial.ts";
export { CorpusError, type CorpusErrorCode } from "./runner/corpus-error.ts";
export { isGood, type ActionOutcome, type CorpusReport, type FalseAlarm, type OrdinaryReport, type ScenarioReport, type Seen, type TwinOutcome } from "./report/report.ts";
export { totals, type Totals } from "./report/totals.ts";
export { mergeReports } from "./report/merge-reports.ts";
export { renderText, type Paint, type TextOptions } from "./report/render-text.ts";
export { renderJson } from "./report/render-json.ts";
export { renderJunit } from "./report/render-junit.ts";
export { renderPaper } from "./report/render-paper.ts";
export { checkRatchet, type RatchetVerdict } from "./report/ratchet.ts";
export { judgeTrials, type JudgeTrials, type TrialVerdict } from "./engine/judge-trials.ts";
export { ablate, renderAblation, type AblatedClass, type Ablation } from "./proof/ablation.ts";
export { prove, type Proof } from "./proof/prove.ts";
