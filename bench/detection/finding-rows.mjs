// Which capability, and which of its findings, does the flagging.
import { groupsOf } from "./groups.mjs";
import { isCountedAttack } from "./rates.mjs";

/** A row for each capability (`code` null) and each of its codes, per group: runs that it flags, and runs that nothing else flags. */
export function findingRows({ mode, outcomes }) {
  return groupsOf(outcomes).flatMap(({ outcomes, ...group }) => {
    const attacks = outcomes.filter(isCountedAttack);
    const benign = outcomes.filter(({ label }) => label === "benign");
    return sourcesOf([...attacks, ...benign]).map(({ capability, code }) => {
      const isOf = (finding) => finding.capability === capability && (code === null || finding.code === code);
      return { row: "findings", mode, ...group, capability, code, attacks: countsOf(attacks, isOf), benign: countsOf(benign, isOf) };
    });
  });
}

function sourcesOf(outcomes) {
  const keys = new Set(outcomes.flatMap(({ findings }) => findings.filter(({ flags }) => flags).flatMap(({ capability, code }) => [`${capability} `, `${capability} ${code}`])));
  return [...keys].toSorted().map((key) => {
    const [capability, code] = key.split(" ");
    return { capability, code: code === "" ? null : code };
  });
}

function countsOf(outcomes, isOf) {
  const flagging = outcomes.map(({ findings }) => findings.filter(({ flags }) => flags)).filter((findings) => findings.some(isOf));
  return { n: outcomes.length, flagged: flagging.length, alone: flagging.filter((findings) => findings.every(isOf)).length };
}
