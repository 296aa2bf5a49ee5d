// `npm test`: set-up, types, lint, then every test. The last line holds the counts.
// `npm test -- PATH …` runs the tests whose files match, after types and lint.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { nodeBinary } from './parts/install.mjs'
import { runAttached } from './parts/terminal.mjs'
import { root, setUp } from './setup.mjs'

const total = { passed: 0, failed: 0, skipped: [] }

console.log('== Set-up')
if (await setUp()) {
  await check('Types', ['scripts/typecheck.mjs'])
  await check('Lint', ['node_modules/oxlint/bin/oxlint', '--deny-warnings'])
  await runTests(process.argv.slice(2))
} else {
  total.failed++
}
if (total.skipped.length > 0) {
  console.log('== Skipped')
  for (const { name, reason } of total.skipped) console.log(reason === null ? name : `${name}: ${reason}`)
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1

async function check(title, args) {
  console.log(`== ${title}`)
  if (await runAttached(nodeBinary(root), args, { cwd: root, env: process.env }) === 0) total.passed++
  else total.failed++
}

async function runTests(filters) {
  console.log('== Tests')
  const counts = join(root, '.cache', 'test-counts.json')
  mkdirSync(join(root, '.cache'), { recursive: true })
  rmSync(counts, { force: true })
  const code = await runAttached(nodeBinary(root), ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=./scripts/parts/countReporter.mjs', ...filters], {
    cwd: root, env: { ...process.env, CASEMENT_COUNTS: counts },
  })
  const counted = readCounts(counts)
  total.passed += counted.passed
  total.skipped.push(...counted.skipped)
  // A runner that ended badly without a failed test has failed itself.
  total.failed += code !== 0 && counted.failed === 0 ? 1 : counted.failed
}

function readCounts(file) {
  try { return JSON.parse(readFileSync(file, 'utf8')) } catch { return { passed: 0, failed: 1, skipped: [] } }
}
