import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Clock } from '../../platform/clock.ts'
import { writePrivateFile } from '../../platform/privateFile.ts'
import type { KeyVault, PassphraseDoor } from '../engine.ts'
import { readKeyFile, writeKeyFile, type FoundKeys, type KeyFile } from './keyFile.ts'
import { newStretch, seal, stretch, unseal, type Sealed } from './seal.ts'
import { lockedKeys, notSaved, problemOf, tooSoon, wrongPassphrase } from './sentences.ts'
import { createSlowDown } from './slowDown.ts'

/** What the passphrase is checked by: opened, it says this. */
const checkText = 'casement'
const placeOf = (providerId: string) => `casement-keys:1:key:${providerId}`
const checkPlace = 'casement-keys:1:check'
const done: Result<Record<string, never>> = ok({})

export interface PassphraseVaultOptions {
  /** Where the sealed keys lie, once there is a passphrase. */
  readonly file: string
  readonly clock: Pick<Clock, 'elapsed'>
  /** Said beside the vault's own problem: what another place for keys lacks. */
  readonly problem?: string | null
}

/**
 * Keys without a system's keychain: in memory for this run, or in a file that a passphrase opens. What is written is
 * always sealed; without a passphrase nothing is written at all.
 */
export function createPassphraseVault({ file: path, clock, problem = null }: PassphraseVaultOptions): KeyVault {
  let found = readKeyFile(path)
  /** The key of the passphrase; null while locked or without a file. */
  let master: Buffer | null = null
  const run = new Map<string, string>()
  const slow = createSlowDown(clock)
  const inTurn = createQueue()
  const fileOf = (): KeyFile | null => found.state === 'whole' ? found.file : null
  const isLocked = () => fileOf() !== null && master === null

  const save = (file: KeyFile): Result<Record<string, never>> => {
    try { writePrivateFile(path, writeKeyFile(file)) } catch (error) { return notSaved(error) }
    found = { state: 'whole', file }
    return done
  }
  const forgetMaster = () => { master?.fill(0); master = null }
  const openAll = (file: KeyFile): Map<string, string> => new Map([...file.keys].flatMap(([id, sealed]) => {
    const key = master === null ? null : unseal(sealed, master, placeOf(id))
    return key === null ? [] : [[id, key] as const]
  }))

  const passphrase: PassphraseDoor = {
    set: (words) => inTurn(async () => {
      if (isLocked()) return lockedKeys
      const old = fileOf()
      const made = newStretch()
      const next = await stretch(words, made)
      const keys = new Map<string, Sealed>(old === null ? [] : [...old.keys])
      for (const [id, key] of old === null ? run : openAll(old)) keys.set(id, seal(key, next, placeOf(id)))
      try { if (old === null) putAside(path, found.state) } catch (error) { return notSaved(error) }
      const saved = save({ stretch: made, check: seal(checkText, next, checkPlace), keys })
      if (!saved.ok) return saved
      forgetMaster()
      master = next
      run.clear()
      return done
    }),
    unlock: (words) => inTurn(async () => {
      const file = fileOf()
      if (file === null) return fail('not-found', problemOf(found.state) ?? 'No keys are kept behind a passphrase yet.', 'Choose a passphrase first.')
      const wait = slow.waitMs()
      if (wait > 0) return tooSoon(wait)
      const key = await stretch(words, file.stretch)
      if (unseal(file.check, key, checkPlace) !== checkText) { slow.wrong(); return wrongPassphrase }
      slow.right()
      forgetMaster()
      master = key
      return done
    }),
    lock: () => inTurn(async () => {
      if (fileOf() === null) return fail('not-found', 'No keys are kept behind a passphrase, so there is nothing to lock.', 'Choose a passphrase first.')
      forgetMaster()
      return done
    }),
    forget: () => inTurn(async () => {
      const file = fileOf()
      const kept = file === null ? new Map<string, string>() : openAll(file)
      try { removeAll(path) } catch (error) { return notSaved(error) }
      for (const [id, key] of kept) run.set(id, key)
      forgetMaster()
      found = { state: 'none' }
      return done
    }),
  }

  return {
    get kind() { return fileOf() === null ? 'this-run-only' : 'passphrase' },
    passphrase,
    isLocked,
    holds: (providerId) => fileOf()?.keys.has(providerId) ?? run.has(providerId),
    problem() {
      const file = fileOf()
      const unreadable = file === null || master === null ? [] : [...file.keys.keys()].filter((id) => unseal(file.keys.get(id)!, master!, placeOf(id)) === null)
      const own = problemOf(found.state) ?? (unreadable.length === 0 ? null : `The kept ${unreadable.length === 1 ? 'key' : 'keys'} of ${unreadable.join(', ')} cannot be read any more. Enter ${unreadable.length === 1 ? 'it' : 'them'} again.`)
      return [problem, own].filter((one) => one !== null).join(' ') || null
    },
    async get(providerId) {
      const file = fileOf()
      if (file === null) return run.get(providerId) ?? null
      const sealed = file.keys.get(providerId)
      return sealed === undefined || master === null ? null : unseal(sealed, master, placeOf(providerId))
    },
    set: (providerId, key) => inTurn(async () => {
      const file = fileOf()
      if (file === null) { run.set(providerId, key); return done }
      return master === null ? lockedKeys : save({ ...file, keys: new Map(file.keys).set(providerId, seal(key, master, placeOf(providerId))) })
    }),
    remove: (providerId) => inTurn(async () => {
      run.delete(providerId)
      const file = fileOf()
      // Taking a key away needs no passphrase: nothing is read.
      return file?.keys.has(providerId) === true ? save({ ...file, keys: new Map([...file.keys].filter(([id]) => id !== providerId)) }) : done
    }),
  }
}

/** One thing after the other: a passphrase is worked on for half a second, and nothing may change under it. */
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}

/** What cannot be opened here may be opened elsewhere: it keeps its bytes under another name. */
function putAside(path: string, state: FoundKeys['state']): void {
  if (state === 'none' || state === 'whole') return
  for (let number = 1; ; number++) {
    const aside = `${path}.${state}-${number}`
    if (statSync(aside, { throwIfNoEntry: false }) !== undefined) continue
    renameSync(path, aside)
    return
  }
}

/** The file, and all that was put aside. */
function removeAll(path: string): void {
  const mine = basename(path)
  for (const name of readdirSync(dirname(path))) if (name === mine || name.startsWith(`${mine}.`)) rmSync(join(dirname(path), name), { recursive: true, force: true })
}
