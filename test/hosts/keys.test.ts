import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/main/hosts/cli/connect.ts'
import { buildProgram } from '../../src/main/hosts/cli/program.ts'
import { createSecretReader } from '../../src/main/hosts/cli/readSecret.ts'
import { openTestEngine, root } from '../support/testEngine.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-cli-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

const patient = { timeout: 90_000 }
const key = 'sk-needle-4f8a2c9d71e6b305'
const passphrase = 'correct horse battery'

function paper() {
  const seen = { out: '', note: '' }
  return { seen, terminal: { out: (text: string) => { seen.out += text }, note: (text: string) => { seen.note += text } } }
}

/** An input as a terminal or a pipe has it; `raw` notes how the terminal was set. */
function inputOf(isTTY: boolean, text?: string) {
  const raw: boolean[] = []
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: (on: boolean) => { raw.push(on) } }) as unknown as NodeJS.ReadStream & PassThrough
  if (text !== undefined) input.end(text)
  return { input, raw }
}

test('[H52] a secret is read hidden from a terminal, with its corrections, and given up with Ctrl+C', async () => {
  const { seen, terminal } = paper()
  const { input, raw } = inputOf(true)
  const read = createSecretReader(input, terminal)
  const cases: readonly (readonly [string, string | null])[] = [
    ['secret\r', 'secret'], ['wromg\u007f\u007fng\n', 'wrong'], ['nothing of this\u0015fresh\r', 'fresh'], ['caf\u00e9 \u{1f511}\u007fx\r', 'caf\u00e9 x'],
    ['half\u0003', null], ['\u0004', null], ['\u001b[A up\r', '[A up'], ['\r', ''],
  ]
  for (const [typed, value] of cases) {
    const asked = read('Passphrase: ')
    // Sign by sign, as it is typed; some bytes come apart.
    for (const byte of Buffer.from(typed)) input.write(Buffer.from([byte]))
    expect(await asked, JSON.stringify(typed)).toBe(value)
  }
  expect(raw).toEqual(cases.flatMap(() => [true, false]))
  expect([seen.out, seen.note]).toEqual(['', 'Passphrase: \n'.repeat(cases.length)])
})

test('[H52] a pipe gives one line each time, keeps what follows for whoever reads next, and its end is no secret', async () => {
  const { seen, terminal } = paper()
  const { input } = inputOf(false, 'first\r\nsecond\n{"id":1}\nlast')
  const read = createSecretReader(input, terminal)
  expect([await read('A: '), await read('B: ')]).toEqual(['first', 'second'])
  expect(seen).toEqual({ out: '', note: '' })
  let rest = ''
  for await (const part of input) rest += String(part)
  expect(rest).toBe('{"id":1}\nlast')
  const other = createSecretReader(inputOf(false, 'no line end').input, terminal)
  expect([await other(''), await other('').catch(() => 'failed')]).toEqual(['no line end', null])
  const endless = createSecretReader(inputOf(false, `${'x'.repeat(100_000)}\nnext\n`).input, terminal)
  expect([(await endless(''))!.length, await endless('')]).toEqual([4000, 'next'])
})

/** Runs one command on a real engine, with what is typed or piped. */
async function world() {
  const engine = await openTestEngine()
  onTestFinished(() => engine.close())
  const run = async (args: readonly string[], piped: string, isTTY = false) => {
    const { seen, terminal } = paper()
    let code = -1
    const program = buildProgram(terminal, inputOf(isTTY, piped).input, async (_flags, work) => { code = await work({ engine: engine.engine, client: connect(engine.engine), signal: new AbortController().signal }) })
    await program.parseAsync(['keys', ...args].filter((one) => one !== ''), { from: 'user' })
    return { code, ...seen }
  }
  return { engine, run }
}

test('[H51] a key is kept behind a passphrase by the terminal, shown by its last four characters, and never printed', patient, async () => {
  const { engine, run } = await world()
  await engine.ask('providers.save', { id: 'wire', name: 'Wire', kind: 'openai-compatible', baseUrl: 'https://api.wire.test/v1', models: [], enabled: true, key: null })
  const said: string[] = []
  const see = async (...given: Parameters<typeof run>) => { const seen = await run(...given); said.push(seen.out, seen.note); return seen }

  expect(await see([], '')).toEqual({ code: 0, out: 'wire  Wire  no key\n', note: 'Nothing is kept: keys live until the program that they were given to ends.\n' })
  expect(await see(['set', 'wire'], `${key}\n`)).toMatchObject({ code: 1, note: expect.stringContaining('Choose a passphrase first: keys passphrase') })
  expect(await see(['passphrase'], 'short\n')).toMatchObject({ code: 1 })
  expect(await see(['passphrase'], `${passphrase}\rsomething else\r`, true)).toMatchObject({ code: 1, note: expect.stringContaining('The two are not the same') })
  expect(await see(['passphrase'], `${passphrase}\r${passphrase}\r`, true)).toMatchObject({ code: 0 })
  expect(await see(['set', 'wire'], `${key}\n`)).toMatchObject({ code: 0, note: 'Kept; it ends in b305.\n' })
  expect(await see(['set', 'nobody'], `${key}\n`)).toMatchObject({ code: 1, note: 'There is no such provider.\nThere is: wire.\n' })
  expect(await see(['set', 'wire'], '\n')).toMatchObject({ code: 1 })
  expect(await see(['set', 'wire'], '')).toMatchObject({ code: 130 })
  await engine.ask('keys.lock', {})
  expect(await see([], '')).toMatchObject({ code: 0, out: 'wire  Wire  locked\n', note: 'Keys rest in a file behind your passphrase. They are locked.\n' })
  expect(await see(['unlock'], `${passphrase}\n`)).toMatchObject({ code: 0, out: 'wire  Wire  key …b305\n' })
  expect(JSON.parse((await see(['--json'], '')).out)).toMatchObject({ keysStored: 'passphrase', providers: [{ keyTail: 'b305' }] })
  expect(await see(['forget'], '')).toMatchObject({ code: 1, note: expect.stringContaining('--yes') })
  expect(await see(['forget', '--yes'], '')).toMatchObject({ code: 0 })
  expect(existsSync(join(engine.profile, 'keys.locked.json'))).toBe(false)
  expect(said.join('')).not.toMatch(/needle|horse/)
})

test('[H51] over several runs of the program: the passphrase and the key come by standard input, and --unlock opens them for one run', patient, async () => {
  const profile = join(folder, 'profile')
  const run = (args: readonly string[], piped: string): Promise<{ code: number | null; out: string; err: string }> => new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'src/main/hosts/cli/main.ts'), '--profile', profile, '--offline', ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', (part) => { out += String(part) })
    child.stderr.on('data', (part) => { err += String(part) })
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.end(piped)
  })
  const call = (id: number, name: string, input: object) => `${JSON.stringify({ id, name, input })}\n`
  const provider = { id: 'wire', name: 'Wire', kind: 'openai-compatible', baseUrl: 'https://api.wire.test/v1', models: [], enabled: true, key: null }
  expect((await run(['call'], call(1, 'providers.save', provider))).out).toContain('"ok":true')
  expect(await run(['keys', 'passphrase'], `${passphrase}\n`)).toMatchObject({ code: 0, out: '' })
  expect(await run(['keys', 'set', 'wire'], `${passphrase}\n${key}\n`)).toMatchObject({ code: 0, err: expect.stringContaining('Kept; it ends in b305.') })
  if (process.platform !== 'win32') expect(statSync(join(profile, 'keys.locked.json')).mode & 0o777).toBe(0o600)
  // The first line is the passphrase, the rest is for the command.
  const open = await run(['--unlock', 'call'], `${passphrase}\n${call(1, 'providers.list', {})}`)
  expect(JSON.parse(open.out)).toMatchObject({ id: 1, result: { value: { keysLocked: false, providers: [{ keyTail: 'b305' }] } } })
  expect(await run(['--unlock', 'doctor'], 'not this one\n')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('This passphrase does not open the keys.') })
  const files = readdirSync(profile, { recursive: true, encoding: 'utf8' }).map((name) => join(profile, name)).filter((name) => statSync(name).isFile())
  for (const file of files) for (const secret of [key, passphrase]) expect(readFileSync(file).includes(secret), file).toBe(false)
})
