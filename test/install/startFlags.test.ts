import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { passOn, readStartFlags } from '../../scripts/parts/startFlags.mjs'

const start = join(import.meta.dirname, '../../scripts/start.mjs')

test('[I4] flags are read', () => {
  expect(readStartFlags([])).toEqual({ web: false, offline: false, open: true, help: false })
  expect(readStartFlags(['--web', '--profile', 'a b', '--offline', '--no-open'])).toEqual({ web: true, offline: true, open: false, help: false, profile: 'a b' })
  expect(readStartFlags(['--port', '8080'])).toEqual({ web: true, offline: false, open: true, help: false, port: 8080 })
})

test.each([['--fast'], ['stray'], ['--port'], ['--port', 'many'], ['--port', '70000'], ['--profile', '']])('[I4] %s %s is a sentence', (...args) => {
  const read = readStartFlags(args)
  expect(read).toEqual({ problem: expect.stringMatching(/^.{8,120}\.$/) })
})

test('[I4] flags are passed on to the host that knows them', () => {
  const flags = readStartFlags(['--profile', 'p', '--port', '1234', '--offline', '--no-open'])
  if ('problem' in flags) throw new Error(flags.problem)
  expect(passOn(flags, 'web')).toEqual(['--profile', 'p', '--offline', '--port', '1234', '--no-open'])
  expect(passOn(flags, 'electron')).toEqual(['--profile', 'p', '--offline'])
})

test('[I4] a wrong flag ends a start with code 2 before anything is set up, its reason last, and help with 0', () => {
  for (const [args, reason] of [[['--wbe'], '--wbe'], [['--port', 'abc'], '--port needs a number']] as const) {
    const wrong = spawnSync(process.execPath, [start, ...args], { encoding: 'utf8' })
    expect([wrong.status, wrong.stdout, wrong.stderr.trim().split('\n').at(-1)]).toEqual([2, '', expect.stringContaining(reason)])
  }
  const help = spawnSync(process.execPath, [start, '--help'], { encoding: 'utf8' })
  expect([help.status, help.stdout.includes('npm start -- --web'), help.stderr]).toEqual([0, true, ''])
})
