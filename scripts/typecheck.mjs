// One tsconfig per runtime: a stray `document` in the engine, or `node:fs` in the window, is a plain compile error.
import { spawnSync } from 'node:child_process'

let failed = 0
for (const runtime of ['shared', 'engine', 'preload', 'renderer', 'test']) {
  const run = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', `tsconfig.${runtime}.json`], { stdio: 'inherit' })
  console.log(`types ${runtime}: ${run.status === 0 ? 'ok' : 'FAILED'}`)
  if (run.status !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
