import type { KeyVault } from './engine.ts'

/** Keys for this run only: nothing is written anywhere, and closing Casement forgets them. */
export function createMemoryKeyVault(): KeyVault {
  const keys = new Map<string, string>()
  return {
    kind: 'this-run-only',
    async get(providerId) { return keys.get(providerId) ?? null },
    async set(providerId, key) { keys.set(providerId, key) },
    async remove(providerId) { keys.delete(providerId) },
  }
}
