import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { profilePaths } from '../../src/main/platform/paths.ts'
import { built } from '../support/built.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-processes-'))
const running: ChildProcess[] = []
afterEach(() => { for (const child of running.splice(0)) child.kill('SIGKILL') })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(host: 'web' | 'cli', args: string[]) {
  const child = spawn(process.execPath, [built(host), ...args], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, DISPLAY: '' } })
  running.push(child)
  const seen = { out: '', note: '' }
  child.stdout.on('data', (part: Buffer) => { seen.out += String(part) })
  child.stderr.on('data', (part: Buffer) => { seen.note += String(part) })
  return { child, seen, ended: new Promise<number | null>((done) => child.once('exit', done)) }
}

test('[H7] the second host of a profile says who holds it and ends with 3; afterwards the profile is free', { timeout: 90_000 }, async () => {
  const profile = join(folder, 'one')
  const first = start('web', ['--profile', profile, '--offline', '--no-open'])
  await expect.poll(() => first.seen.out, { timeout: 20_000 }).toMatch(/Casement is open at http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n/)
  for (const late of [start('web', ['--profile', profile, '--no-open']), start('cli', ['memories', '--profile', profile])]) {
    expect(await late.ended).toBe(3)
    expect(late.seen.note).toContain(`process ${first.child.pid}`)
    expect(late.seen.note).not.toMatch(/\n\s+at /)
  }
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  const next = start('cli', ['memories', '--profile', profile, '--offline'])
  expect(await next.ended).toBe(0)
})

test('[H8] a stopped host lets its listeners go at once, and the address is dead', { timeout: 60_000 }, async () => {
  const host = start('web', ['--profile', join(folder, 'two'), '--offline', '--no-open'])
  await expect.poll(() => host.seen.out, { timeout: 20_000 }).toContain('#token=')
  const [, origin, token] = /(http:\S+)\/#token=(\S+)/.exec(host.seen.out)!
  const stream = await fetch(`${origin}/api/events`, { headers: { authorization: `Bearer ${token}` } })
  const read = stream.text().catch(() => 'cut in the middle')
  host.child.kill('SIGINT')
  expect(await host.ended).toBe(0)
  expect(await read).toBe('{"name":"ping"}\n')
  await expect(fetch(`${origin}/`)).rejects.toThrow()
})

test('[H8] the terminal lets go of its profile too when it is told to stop', { timeout: 60_000 }, async () => {
  const profile = join(folder, 'four')
  const host = start('cli', ['call', '--profile', profile, '--offline'])
  host.child.stdin.write('{"id":1,"name":"app.status","input":{}}\n')
  await expect.poll(() => host.seen.out, { timeout: 20_000 }).toContain('"id":1')
  host.child.kill('SIGTERM')
  expect(await host.ended).toBe(130)
  expect(existsSync(profilePaths(profile).holder)).toBe(false)
})

test('[H9] wrong starts end with a sentence: a taken port, a profile that is a file, an unknown flag', { timeout: 90_000 }, async () => {
  const other = createServer()
  const port = await new Promise<number>((done) => other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port)))
  const taken = start('web', ['--profile', join(folder, 'three'), '--port', String(port), '--no-open', '--offline'])
  expect([await taken.ended, taken.seen.note]).toEqual([1, expect.stringContaining(`Port ${port} is taken`)])
  other.close()
  const file = start('cli', ['doctor', '--profile', built('cli')])
  expect(await file.ended).toBe(1)
  expect(file.seen.note.trim().length).toBeGreaterThan(10)
  expect(file.seen.note).not.toMatch(/\n\s+at /)
  for (const wrong of [start('web', ['--port', 'x']), start('web', ['--dance']), start('cli', ['dance']), start('cli', [])]) expect(await wrong.ended).toBe(2)
  expect(await start('cli', ['--help']).ended).toBe(0)
})

test('[H49] the terminal shows what forgetting a person reaches, and forgets it after --yes: with the sentences that name them, or without', { timeout: 120_000 }, async () => {
  const profile = join(folder, 'five')
  const talk = join(folder, 'talk.json')
  writeFileSync(talk, JSON.stringify({ title: 'Rhymes', messages: [{ role: 'user', text: 'What rhymes with Quillonia? Keep it short.', at: 5 }, { role: 'user', text: 'And what rhymes with Ottavian? Be quick.', at: 6 }] }))
  const casement = async (...args: string[]) => {
    const host = start('cli', [...args, '--profile', profile, '--offline'])
    expect(await host.ended, args.join(' ')).toBe(0)
    return host.seen
  }
  const filesWith = (word: string) => readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(profile, name)).isFile() && readFileSync(join(profile, name)).includes(word))
  await casement('import', talk)
  await casement('memories', '--add', 'My sister is called Quillonia.')
  await casement('memories', '--add', 'My brother is called Ottavian.')
  const shown = await casement('memories', '--forget-person', 'quillonia')
  expect(shown).toEqual({ out: '', note: expect.stringMatching(/^1 memories of quillonia; .*\n1 more messages and 0 more memories name quillonia; these sentences go too, unless you say --keep-sentences\.\nNothing is forgotten yet: say it again with --yes\.\n$/u) })
  expect((await casement('memories', 'Quillonia')).out).toContain('My sister is called Quillonia.')
  expect((await casement('memories', '--forget-person', 'Quillonia', '--yes')).note).toBe('1 memories forgotten.\n')
  expect([filesWith('Quillonia'), filesWith('quillonia')]).toEqual([[], []])
  const kept = await casement('memories', '--forget-person', 'Ottavian', '--keep-sentences', '--yes', '--json')
  expect(JSON.parse(kept.out)).toMatchObject({ count: 1, staying: { person: 'Ottavian', messages: 1, memories: 0 } })
  expect(kept.note).toBe('1 memories forgotten.\n1 messages and 0 memories still name Ottavian.\n')
  expect(filesWith('what rhymes with Ottavian')).toContain('casement.db')
  expect(filesWith('called Ottavian')).toEqual([])
})
