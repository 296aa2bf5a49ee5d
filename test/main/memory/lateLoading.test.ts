import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
/** Prints the names of the packages that are loaded with a module. */
const script = (entry: string) => `
import { registerHooks } from 'node:module'
const seen = new Set()
registerHooks({ load(url, context, next) { const found = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url); if (found) seen.add(found[1]); return next(url, context) } })
await import(${JSON.stringify(join(root, entry))})
console.log([...seen].join(' '))`
const packagesOf = (entry: string) => execFileSync(process.execPath, ['--input-type=module', '-e', script(entry)], { encoding: 'utf8', cwd: root }).trim().split(' ')

test('[R56] tagger and date reader come with the first turn, not with the engine', () => {
  const started = packagesOf('src/main/engine/createEngine.ts')
  expect(started).toContain('zod')
  expect(started).not.toContain('compromise')
  expect(started).not.toContain('chrono-node')
  expect(packagesOf('src/main/turn/runTurn.ts')).toEqual(expect.arrayContaining(['compromise', 'chrono-node']))
}, 60_000)
