// A vitest reporter that counts: what passed, failed and was skipped, each skip with its reason, as JSON in KAIZEN_COUNTS.
import { writeFileSync } from "node:fs";

export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: 0, skipped: [], broken: [] };
    for (const error of unhandledErrors) counts.broken.push(String(error.message ?? error));
    for (const module of modules) {
      for (const test of module.children.allTests()) countTest(counts, module, test);
      // A module that cannot be loaded has no tests to fail: without this line it would vanish.
      for (const error of module.errors()) counts.broken.push(`${module.relativeModuleId}: ${error.message}`);
    }
    const file = process.env.KAIZEN_COUNTS;
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  }
}

function countTest(counts, module, test) {
  const { state, note } = test.result();
  if (state === "passed") counts.passed++;
  else if (state === "skipped") counts.skipped.push({ test: `${module.relativeModuleId} > ${test.fullName}`, reason: note });
  else counts.failed++;
}
