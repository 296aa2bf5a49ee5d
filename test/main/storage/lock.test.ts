import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { profilePaths } from '../../../src/main/platform/paths.ts'
import { takeProfileLock } from '../../../src/main/storage/lock.ts'
import { openStore } from '../../../src/main/storage/openStore.ts'
import { exited, linesOf, openOk, someTime, startChild, storeOptions, tempFolder } from './support.ts'

test('[S10] a profile has one holder, over processes; the second one is told who it is', async () => {
  const folder = tempFolder()
  const child = startChild('hold.ts', folder, 'web')
  expect((await linesOf(child).next()).value).toBe('held')
  const second = await openStore(storeOptions(folder))
  expect(second).toMatchObject({ ok: false, error: { kind: 'profile-locked', next: expect.any(String) } })
  expect(!second.ok && second.error.message).toMatch(new RegExp(`^Casement is already open \\(web, process ${child.pid}, since \\d\\d:\\d\\d\\)\\.$`))
  expect(existsSync(profilePaths(folder).database)).toBe(false)
})

test('[S10] a profile has one holder, inside one process too, and asking in vain does not loosen the lock', async () => {
  const folder = tempFolder()
  const first = await openOk(folder)
  for (let round = 0; round < 3; round++) expect(await openStore(storeOptions(folder))).toMatchObject({ ok: false, error: { kind: 'profile-locked' } })
  const child = startChild('hold.ts', folder)
  expect((await linesOf(child).next()).value).toBe('profile-locked')
  first.close()
  const next = await openOk(folder)
  expect(next.isNew).toBe(false)
})

test('[S10] of several starters at once exactly one gets the profile', async () => {
  const folder = tempFolder()
  const children = [1, 2, 3].map(() => startChild('hold.ts', folder))
  const said = await Promise.all(children.map(async (child) => (await linesOf(child).next()).value))
  expect(said.sort()).toEqual(['held', 'profile-locked', 'profile-locked'])
})

test('[S11] the lock dies with its process: a kill leaves nothing that blocks', async () => {
  const folder = tempFolder()
  const child = startChild('hold.ts', folder)
  expect((await linesOf(child).next()).value).toBe('held')
  child.kill('SIGKILL')
  await exited(child)
  expect(existsSync(profilePaths(folder).holder)).toBe(true)
  const store = await openOk(folder)
  expect(store.readOnly).toBeNull()
  store.close()
  expect(existsSync(profilePaths(folder).holder)).toBe(false)
})

test('[S11] a note that a former holder left never blocks, whatever stands in it', () => {
  for (const note of ['{"host":"web","pid":1,"since":0}', 'not json', '']) {
    const folder = tempFolder()
    writeFileSync(profilePaths(folder).holder, note)
    writeFileSync(profilePaths(folder).lock, '')
    const taken = takeProfileLock(folder, { host: 'cli', pid: process.pid, since: someTime })
    expect(taken.ok).toBe(true)
    if (taken.ok) taken.value.close()
  }
})

test('[S10] without a readable note the sentence still says what is the matter', () => {
  const folder = tempFolder()
  const taken = takeProfileLock(folder, { host: 'cli', pid: process.pid, since: someTime })
  if (!taken.ok) throw new Error(taken.error.message)
  writeFileSync(profilePaths(folder).holder, '{')
  expect(takeProfileLock(folder, { host: 'web', pid: 1, since: 0 })).toMatchObject({ ok: false, error: { message: 'Casement is already open.' } })
  taken.value.close()
})

test('[S12] a path that is a file, or lies below one, is refused in a sentence', async () => {
  const folder = tempFolder()
  const file = join(folder, 'file')
  writeFileSync(file, 'mine')
  for (const profile of [file, join(file, 'below')]) {
    expect(await openStore(storeOptions(profile))).toMatchObject({ ok: false, error: { kind: 'read-only', next: expect.stringContaining('--profile') } })
  }
  mkdirSync(join(folder, 'fine'))
  expect((await openOk(join(folder, 'fine'))).isNew).toBe(true)
})

test.skipIf(!existsSync('/proc/self'))('[S12] a folder that takes no folders is refused in a sentence, and the attempt ends', async () => {
  for (const profile of ['/proc/nope', '/proc/nope/below']) {
    expect(await openStore(storeOptions(profile))).toMatchObject({ ok: false, error: { kind: 'read-only', message: `The folder ${profile} cannot be made here.`, next: expect.stringContaining('--profile') } })
  }
})
