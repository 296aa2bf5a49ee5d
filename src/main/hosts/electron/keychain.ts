import { safeStorage } from 'electron'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { ok } from '../../../shared/result.ts'
import type { KeyVault } from '../../engine/engine.ts'
import { notSaved } from '../../engine/keys/sentences.ts'
import { writePrivateFile } from '../../platform/privateFile.ts'

interface KeyFile { readonly backend: string; readonly keys: ReadonlyMap<string, string> }
/** What lies there; `damaged` is anything that is not ours, and is never written over. */
type Found = KeyFile | 'none' | 'damaged'

export interface Keychain {
  /** Undefined where the system has no keychain that really seals. */
  readonly vault: KeyVault | undefined
  /** Said where keys rest in a keychain that is not there now. */
  readonly problem: string | null
}

/**
 * The user's keys in a file that only the system's keychain can open.
 * Where the system has none (on Linux the fallback is a password known to all) there is no vault, and keys live for one
 * run or behind a passphrase.
 * @param file where the encrypted keys lie
 */
export function openKeychain(file: string): Keychain {
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform
  const isReal = safeStorage.isEncryptionAvailable() && backend !== 'basic_text' && backend !== 'unknown'
  const there = readKeyFile(file)
  if (isReal) return { vault: vaultOf(file, backend), problem: null }
  return { vault: undefined, problem: isOurs(there) && there.keys.size > 0 ? `Keys were kept in the system's keychain (${there.backend}), which cannot be reached now. They wait there; until it is back, enter them again or choose a passphrase.` : null }
}

function vaultOf(file: string, backend: string): KeyVault {
  const read = (): KeyFile => {
    const found = readKeyFile(file)
    return isOurs(found) && found.backend === backend ? found : { backend, keys: new Map() }
  }
  const write = (keys: ReadonlyMap<string, string>) => {
    try {
      // Keys of another keychain wait until it is back, and what is damaged may be mended.
      const found = readKeyFile(file)
      if (found === 'damaged') renameSync(file, freeName(`${file}.damaged`))
      else if (found !== 'none' && found.backend !== backend) renameSync(file, freeName(`${file}.${found.backend.replace(/[^a-z0-9_]/gi, '_')}`))
      writePrivateFile(file, JSON.stringify({ backend, keys: Object.fromEntries(keys) }))
      return ok({})
    } catch (error) {
      return notSaved(error)
    }
  }
  const open = (sealed: string): string | null => {
    try { return safeStorage.decryptString(Buffer.from(sealed, 'base64')) } catch { return null }
  }
  return {
    kind: 'keychain',
    passphrase: null,
    isLocked: () => false,
    holds: (providerId) => read().keys.has(providerId),
    problem() {
      const found = readKeyFile(file)
      if (found === 'damaged') return 'The file with the sealed keys is damaged. It is put aside when a key is entered again.'
      if (found === 'none') return null
      if (found.backend !== backend) return `The keys were sealed by another keychain (${found.backend}; this one is ${backend}). They wait until it is back, or can be entered again.`
      const lost = [...found.keys].filter(([, sealed]) => open(sealed) === null).map(([providerId]) => providerId)
      return lost.length === 0 ? null : `The keychain does not open the kept keys of ${lost.join(', ')}. Unlock it and start again, or enter them again.`
    },
    async get(providerId) {
      const sealed = read().keys.get(providerId)
      return sealed === undefined ? null : open(sealed)
    },
    async set(providerId, key) {
      let sealed: string
      try { sealed = safeStorage.encryptString(key).toString('base64') } catch (error) { return notSaved(error) }
      return write(new Map(read().keys).set(providerId, sealed))
    },
    async remove(providerId) {
      const { keys } = read()
      return keys.has(providerId) ? write(new Map([...keys].filter(([id]) => id !== providerId))) : ok({})
    },
  }
}

function readKeyFile(file: string): Found {
  let text: string
  try { text = readFileSync(file, 'utf8') } catch (error) { return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'damaged' }
  try {
    const { backend, keys } = JSON.parse(text) as { backend?: unknown; keys?: unknown }
    if (typeof backend !== 'string' || typeof keys !== 'object' || keys === null || Array.isArray(keys)) return 'damaged'
    const sealed = Object.entries(keys as Record<string, unknown>)
    return sealed.every((one): one is [string, string] => typeof one[1] === 'string') ? { backend, keys: new Map(sealed) } : 'damaged'
  } catch {
    return 'damaged'
  }
}

function isOurs(found: Found): found is KeyFile {
  return typeof found === 'object'
}

/** A name that nothing has yet: what was put aside before stays too. */
function freeName(name: string): string {
  if (!existsSync(name)) return name
  for (let number = 2; ; number++) if (!existsSync(`${name}.${number}`)) return `${name}.${number}`
}
