import { safeStorage } from 'electron'
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { KeyVault } from '../../engine/engine.ts'

interface KeyFile { backend: string; keys: Record<string, string> }

/**
 * The user's keys in a file that only the system's keychain can open.
 * Where the system has none (on Linux the fallback is a password known to all) there is no vault, and keys live for one run.
 * @param file where the encrypted keys lie
 */
export function openKeychain(file: string): KeyVault | undefined {
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform
  if (!safeStorage.isEncryptionAvailable() || backend === 'basic_text' || backend === 'unknown') return undefined
  // Keys written under another keychain cannot be read with this one; they wait there until it is back.
  const read = (): KeyFile => {
    const stored = readKeyFile(file)
    return stored?.backend === backend ? stored : { backend, keys: {} }
  }
  const write = (keys: Record<string, string>) => {
    const other = readKeyFile(file)
    if (other !== null && other.backend !== backend) renameSync(file, `${file}.${other.backend}`)
    writeFileSync(`${file}.new`, JSON.stringify({ backend, keys }), { mode: 0o600 })
    chmodSync(`${file}.new`, 0o600)
    renameSync(`${file}.new`, file)
  }
  return {
    kind: 'keychain',
    async get(providerId) {
      const sealed = read().keys[providerId]
      if (sealed === undefined) return null
      try {
        return safeStorage.decryptString(Buffer.from(sealed, 'base64'))
      } catch {
        return null
      }
    },
    async set(providerId, key) { write({ ...read().keys, [providerId]: safeStorage.encryptString(key).toString('base64') }) },
    async remove(providerId) {
      const { [providerId]: _, ...rest } = read().keys
      write(rest)
    },
  }
}

function readKeyFile(file: string): KeyFile | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof parsed === 'object' && parsed !== null && 'backend' in parsed && 'keys' in parsed ? parsed as KeyFile : null
  } catch {
    return null
  }
}
