import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (pattern: string) => globSync(pattern, { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).join('\n')

const promised = [...read('{src/**/,docs/}SPEC.md').matchAll(/\*\*([A-Z]+\d+)\*\*/g)].map((found) => found[1]!)
const proved = new Set([...read('test/**/*.test.{ts,tsx}').matchAll(/\[([A-Z]+\d+)\]/g)].map((found) => found[1]!))

test('rules are numbered once, and there are some', () => {
  expect(promised.length).toBeGreaterThan(10)
  expect(promised.filter((rule, at) => promised.indexOf(rule) !== at)).toEqual([])
})

test('every number in the name of a test is that of a rule', () => {
  expect([...proved].filter((rule) => !promised.includes(rule))).toEqual([])
})

test.each(promised)('rule %s has a test', (rule) => { expect(proved).toContain(rule) })
