import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findBrowser } from '../support/browser.ts'
import { folderWith } from './folder.ts'

const root = join(import.meta.dirname, '../..')

test('[I7] what passed, failed and was skipped is counted, broken files and errors included', () => {
  const folder = folderWith({
    'a.test.ts': `import { expect, test } from 'vitest'
      test('fine', () => {}); test('bad', () => { expect(1).toBe(2) })
      test('with a reason', (context) => { context.skip('no binary here') }); test.skip('without', () => {}); test.todo('later')`,
    'b.test.ts': `import './missing.ts'`,
    'vitest.config.mjs': 'export default { test: { pool: "threads" } }',
  })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const counts = join(folder, 'counts.json')
  spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--config', join(folder, 'vitest.config.mjs'), `--reporter=${join(root, 'scripts/parts/countReporter.mjs')}`], {
    cwd: folder, env: { ...process.env, CASEMENT_COUNTS: counts },
  })
  expect(JSON.parse(readFileSync(counts, 'utf8'))).toEqual({
    passed: 1, failed: 2,
    skipped: [{ name: 'a.test.ts > with a reason', reason: 'no binary here' }, { name: 'a.test.ts > without', reason: null }, { name: 'a.test.ts > later', reason: null }],
  })
})

test('[I10] a browser is found, and started with one switch', async () => {
  const browser = await findBrowser()
  expect(browser.args).toEqual(['--no-sandbox'])
  const answer = spawnSync(browser.path, [...browser.args, '--version'], { encoding: 'utf8' })
  expect(answer.stdout).toMatch(/\d+\.\d+\.\d+/)
})

test.skipIf(process.platform === 'win32')('[I10] the browser that $CHROME names comes first', () => {
  const folder = folderWith({ mine: '#!/bin/sh\n' })
  chmodSync(join(folder, 'mine'), 0o755)
  const script = `import { findBrowser } from ${JSON.stringify(join(root, 'test/support/browser.ts'))}; console.log((await findBrowser()).path)`
  const found = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: { ...process.env, CHROME: join(folder, 'mine') } })
  expect(found.stdout.trim()).toBe(join(folder, 'mine'))
})
