import { writeFileSync } from 'node:fs'

/** Counts what ran and keeps why tests were skipped, which the reporters of vitest do not write down. */
class CountReporter {
  onTestRunEnd(modules, errors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()].map((test) => ({ name: `${module.relativeModuleId} > ${test.fullName}`, ...test.result() })))
    const broken = modules.filter((module) => module.errors().length > 0).map((module) => module.relativeModuleId)
    writeFileSync(process.env.CASEMENT_COUNTS, JSON.stringify({
      passed: tests.filter((test) => test.state === 'passed').length,
      // A file that cannot be read has no tests that could fail, so it counts as one; so does an error between tests.
      failed: tests.filter((test) => test.state === 'failed').length + broken.length + errors.length,
      skipped: tests.filter((test) => test.state !== 'passed' && test.state !== 'failed').map((test) => ({ name: test.name, reason: test.note ?? null })),
    }))
  }
}

// Vitest asks for a default export.
export default CountReporter
