import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createPassphraseVault } from '../../../src/main/engine/keys/passphraseVault.ts'
import { notSaved } from '../../../src/main/engine/keys/sentences.ts'
import { createSlowDown } from '../../../src/main/engine/keys/slowDown.ts'
import type { KeyVault, PassphraseDoor } from '../../../src/main/engine/engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-keys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// Each try of a passphrase takes half a second by intent, more on a busy computer.
const patient = { timeout: 60_000 }

let made = 0
function newPlace(): string {
  const place = join(folder, `profile-${made++}`)
  mkdirSync(place)
  return join(place, 'keys.locked.json')
}

const time = () => {
  const state = { now: 0 }
  return { state, clock: { elapsed: () => state.now } }
}
const open = (file: string, clock = time().clock): KeyVault & { passphrase: PassphraseDoor } => createPassphraseVault({ file, clock }) as KeyVault & { passphrase: PassphraseDoor }
const done = { ok: true, value: {} }
const words = 'correct horse battery'
const needle = 'sk-needle-4f8a2c9d71e6b305'

test('[E136] without a passphrase nothing is written; with one, keys of this run move into a sealed file and come back when it is unlocked', patient, async () => {
  const file = newPlace()
  const vault = open(file)
  expect(await vault.set('openai', needle)).toEqual(done)
  expect([vault.kind, vault.isLocked(), vault.problem(), await vault.get('openai'), readdirSync(join(file, '..'))]).toEqual(['this-run-only', false, null, needle, []])

  expect(await vault.passphrase.set(words)).toEqual(done)
  expect([vault.kind, vault.isLocked(), await vault.get('openai')]).toEqual(['passphrase', false, needle])
  await vault.set('mistral', 'another-key')
  const text = readFileSync(file, 'utf8')
  for (const secret of [needle, 'another-key', words, Buffer.from(needle).toString('base64'), Buffer.from(needle).toString('hex')]) expect(text).not.toContain(secret)
  expect(JSON.parse(text)).toMatchObject({ format: 'casement-keys', version: 1, stretch: { way: 'scrypt', n: 131_072, r: 8, p: 1 } })
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(file, '..'))).toEqual(['keys.locked.json'])

  const later = open(file)
  expect([later.kind, later.isLocked(), later.holds('openai'), later.holds('nobody'), await later.get('openai')]).toEqual(['passphrase', true, true, false, null])
  expect(await later.set('openai', 'new')).toMatchObject({ ok: false, error: { kind: 'provider-key', message: 'The kept keys are locked.' } })
  expect(await later.passphrase.set('a new passphrase')).toMatchObject({ ok: false, error: { kind: 'provider-key' } })
  expect(await later.passphrase.unlock(words)).toEqual(done)
  expect([await later.get('openai'), await later.get('mistral'), later.isLocked()]).toEqual([needle, 'another-key', false])
  expect(await later.passphrase.lock()).toEqual(done)
  expect([await later.get('openai'), later.isLocked()]).toEqual([null, true])
  // Taking a key away reads nothing, so it needs no passphrase.
  expect(await later.remove('mistral')).toEqual(done)
  expect(later.holds('mistral')).toBe(false)
})

test('[E136] the passphrase is changed while unlocked, is the same in both ways of writing an accent, and forgetting removes the file', patient, async () => {
  const file = newPlace()
  const vault = open(file)
  await vault.set('openai', needle)
  await vault.passphrase.set('caf\u00e9 au lait')
  const first = readFileSync(file, 'utf8')
  const again = open(file)
  expect(await again.passphrase.unlock('cafe\u0301 au lait')).toEqual(done)
  expect(await again.passphrase.set(words)).toEqual(done)
  expect(JSON.parse(readFileSync(file, 'utf8')).stretch.salt).not.toBe(JSON.parse(first).stretch.salt)
  const third = open(file)
  expect(await third.passphrase.unlock('caf\u00e9 au lait')).toMatchObject({ ok: false })
  const fourth = open(file)
  expect(await fourth.passphrase.unlock(words)).toEqual(done)
  expect(await fourth.passphrase.forget()).toEqual(done)
  expect([existsSync(file), fourth.kind, await fourth.get('openai')]).toEqual([false, 'this-run-only', needle])
  expect(await fourth.passphrase.lock()).toMatchObject({ ok: false, error: { kind: 'not-found' } })
  expect(await fourth.passphrase.unlock(words)).toMatchObject({ ok: false, error: { message: 'No keys are kept behind a passphrase yet.' } })
})

test('[E137] a wrong passphrase gets one sentence and makes the next try wait, twice as long every time, the right one too', patient, async () => {
  const file = newPlace()
  await open(file).passphrase.set(words)
  const { state, clock } = time()
  const vault = open(file, clock)
  const wrong = { ok: false, error: { kind: 'not-allowed', message: 'This passphrase does not open the keys.', next: 'Check it and try again in a moment.' } }
  expect(await vault.passphrase.unlock('not this one')).toEqual(wrong)
  // At once and many at a time: none of them is tried, not even the right one.
  const many = await Promise.all([words, 'guess', '', words].map((guess) => vault.passphrase.unlock(guess)))
  for (const one of many) expect(one).toMatchObject({ ok: false, error: { kind: 'busy', retryAfterSeconds: 1, next: 'Try again in 1 second.' } })
  state.now = 1000
  expect(await vault.passphrase.unlock('x'.repeat(1000))).toEqual(wrong)
  expect(await vault.passphrase.unlock(words)).toMatchObject({ ok: false, error: { retryAfterSeconds: 2 } })
  state.now = 3000
  expect(await vault.passphrase.unlock(words)).toEqual(done)

  const slow = createSlowDown(clock)
  const waits = Array.from({ length: 10 }, () => { slow.wrong(); return slow.waitMs() / 1000 })
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60])
  slow.right()
  expect(slow.waitMs()).toBe(0)
})

test('[E138] a file that is damaged, cut, newer, foreign or weakened is told, left as it is, and put aside by a new passphrase', patient, async () => {
  const good = newPlace()
  await open(good).passphrase.set(words)
  const text = readFileSync(good, 'utf8')
  const changed = (change: (file: { version: number; format: string; stretch: Record<string, unknown>; check: Record<string, unknown>; keys: unknown }) => void) => {
    const file = JSON.parse(text) as Parameters<typeof change>[0]
    change(file)
    return JSON.stringify(file)
  }
  const cases: readonly (readonly [string, 'damaged' | 'newer' | 'foreign'])[] = [
    ['', 'damaged'], [text.slice(0, 90), 'damaged'], ['\0'.repeat(400), 'damaged'], ['[]', 'damaged'], ['null', 'damaged'],
    [changed((file) => { file.version = 2 }), 'newer'], [changed((file) => { file.version = -1 }), 'damaged'],
    ['{"backend":"kwallet6","keys":{"openai":"c2VhbGVk"}}', 'foreign'], ['x'.repeat(1_000_001), 'foreign'],
    [changed((file) => { file.stretch['n'] = 2 }), 'damaged'], [changed((file) => { file.stretch['n'] = 2 ** 30 }), 'damaged'], [changed((file) => { file.stretch['n'] = 131_073 }), 'damaged'],
    [changed((file) => { file.stretch['p'] = 1000 }), 'damaged'], [changed((file) => { file.stretch['salt'] = '' }), 'damaged'],
    [changed((file) => { file.check['tag'] = 'AAAA' }), 'damaged'], [changed((file) => { file.keys = { openai: 'clear-text' } }), 'damaged'],
  ]
  for (const [content, state] of cases) {
    const file = newPlace()
    writeFileSync(file, content)
    const vault = open(file)
    const name = content.slice(0, 60)
    expect([vault.kind, vault.isLocked(), await vault.get('openai')], name).toEqual(['this-run-only', false, null])
    expect(vault.problem(), name).toMatch({ damaged: /is damaged\./, newer: /newer Casement/, foreign: /no file of Casement/ }[state])
    await vault.set('openai', needle)
    expect(await vault.passphrase.unlock(words), name).toMatchObject({ ok: false, error: { kind: 'not-found' } })
    expect(readFileSync(file, 'utf8'), name).toBe(content)
    if (name !== cases[0]![0].slice(0, 60) && state !== 'newer') continue
    expect(await vault.passphrase.set(words)).toEqual(done)
    expect([vault.kind, vault.problem(), await vault.get('openai'), readFileSync(`${file}.${state}-1`, 'utf8')]).toEqual(['passphrase', null, needle, content])
    expect(await vault.passphrase.forget()).toEqual(done)
    expect(readdirSync(join(file, '..'))).toEqual([])
  }
})

test('[E138] a changed bit takes one key and no other, and a key does not open in the place of another', patient, async () => {
  const file = newPlace()
  const vault = open(file)
  for (const id of ['a', 'b', 'c']) await vault.set(id, `key of ${id}`)
  await vault.passphrase.set(words)
  const stored = JSON.parse(readFileSync(file, 'utf8')) as { keys: Record<string, { data: string }> }
  const flipped = Buffer.from(stored.keys['b']!.data, 'base64')
  flipped[0]! ^= 1
  writeFileSync(file, JSON.stringify({ ...stored, keys: { ...stored.keys, b: { ...stored.keys['b'], data: flipped.toString('base64') }, c: stored.keys['a'] } }))
  const later = open(file)
  expect(later.problem()).toBeNull()
  expect(await later.passphrase.unlock(words)).toEqual(done)
  expect([await later.get('a'), await later.get('b'), await later.get('c')]).toEqual(['key of a', null, null])
  expect(later.problem()).toBe('The kept keys of b, c cannot be read any more. Enter them again.')
  await later.set('b', 'new b')
  expect([await later.get('b'), later.problem()]).toEqual(['new b', 'The kept key of c cannot be read any more. Enter it again.'])
})

test('[E138] a profile that takes no file is told, and the old file stays', patient, async () => {
  const file = newPlace()
  const vault = open(file)
  await vault.set('openai', needle)
  await vault.passphrase.set(words)
  const before = readFileSync(file, 'utf8')
  // A folder where the new file has to go first: no right and no user can write there.
  mkdirSync(join(`${file}.new`, 'taken'), { recursive: true })
  const told = { ok: false, error: { kind: 'storage-failed', message: 'The disk did not take the file with the keys.' } }
  expect([await vault.set('openai', 'other'), await vault.remove('openai'), await vault.passphrase.set('another passphrase')]).toMatchObject([told, told, told])
  expect([await vault.get('openai'), readFileSync(file, 'utf8')]).toEqual([needle, before])
  const codes = { ENOSPC: 'storage-full', EROFS: 'read-only', EACCES: 'read-only', EIO: 'storage-failed' }
  for (const [code, kind] of Object.entries(codes)) expect(notSaved(Object.assign(new Error(code), { code })).error.kind).toBe(kind)
})

test('[E138] what a killed run left beside the file, and a folder in its place, harm nothing', patient, async () => {
  const file = newPlace()
  writeFileSync(join(folder, 'elsewhere'), 'of another program')
  symlinkSync(join(folder, 'elsewhere'), `${file}.new`)
  const vault = open(file)
  await vault.set('openai', needle)
  expect(await vault.passphrase.set(words)).toEqual(done)
  expect([readFileSync(join(folder, 'elsewhere'), 'utf8'), existsSync(`${file}.new`)]).toEqual(['of another program', false])

  const taken = newPlace()
  mkdirSync(taken)
  const odd = open(taken)
  expect(odd.problem()).toMatch(/no file of Casement/)
  expect(await odd.passphrase.set(words)).toEqual(done)
  expect(odd.kind).toBe('passphrase')
})
