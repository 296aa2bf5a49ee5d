import { provider as providerShape, type Provider } from '../../../shared/model.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { addressOf, usualAddresses } from '../../models/cloud/address.ts'
import { readPrices } from '../../models/prices/readPrices.ts'
import type { Handlers } from '../door.ts'
import type { PassphraseDoor } from '../engine.ts'
import { writable, type EngineParts } from '../engineParts.ts'
import { lockedKeys } from '../keys/sentences.ts'
import { missing } from './conversationHandlers.ts'

type Mine = Pick<Handlers, 'providers.list' | 'providers.save' | 'providers.remove' | 'providers.test' | 'providers.discover' | 'providers.prices'
  | 'keys.setPassphrase' | 'keys.unlock' | 'keys.lock' | 'keys.forget'>

/** Commands about providers and the keys for them. A key comes in and never goes out. */
export function providerHandlers(parts: EngineParts): Mine {
  const { events, keys, models, options, resilience } = parts
  const { providers } = models
  const find = (providerId: string) => providers.list().find((one) => one.id === providerId)

  const withPassphrase = async (work: (door: PassphraseDoor) => Promise<Result<Record<string, never>>>): Promise<Result<Record<string, never>>> => {
    if (keys.passphrase === null) return fail('not-allowed', 'The keychain of this computer keeps the keys, so there is no passphrase.', 'Nothing needs to be done.')
    const worked = await work(keys.passphrase)
    if (!worked.ok) return worked
    await providers.readTails()
    events.emit('models.changed', {})
    return worked
  }
  /** Keys that can be read now may be others than those that were refused before. */
  const retryRefusedKeys = (worked: Result<Record<string, never>>): Result<Record<string, never>> => {
    if (!worked.ok) return worked
    for (const { id, kind, last } of resilience.list()) if (kind === 'provider' && last?.kind === 'provider-key' && keys.holds(id)) resilience.retry(kind, id)
    return worked
  }
  const withFile = async (work: (door: PassphraseDoor) => Promise<Result<Record<string, never>>>) => {
    const write = writable(parts)
    return write.ok ? withPassphrase(work) : write
  }

  return {
    'providers.list': () => ok({ providers: [...providers.list()], keysStored: keys.kind, keysLocked: keys.isLocked(), keysProblem: keys.problem() }),
    'providers.save': async ({ key: entered, ...given }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const address = addressOf(given)
      if (!address.ok) return address
      const saved: Provider = providerShape.parse({ ...given, keyTail: null, loopback: false })
      const key = entered?.trim() ?? ''
      if (key !== '') {
        // Checked before anything is kept; and no sentence about a wrong header may ever quote it.
        if (!/^[\x21-\x7e]+$/.test(key)) return fail('bad-input', 'The key holds characters that no key has.', 'Copy it again from the provider and paste it as it is.')
        if (keys.isLocked()) return lockedKeys
      }
      // A key goes to the address that it was entered for, and to no other one, whatever fails in between.
      const before = find(saved.id)
      const old = before === undefined ? null : addressOf(before)
      if (keys.holds(saved.id) && (old === null || !old.ok || old.value.host !== address.value.host)) {
        const removed = await keys.remove(saved.id)
        if (!removed.ok) return removed
      }
      await providers.save(saved)
      if (key !== '') {
        const kept = await keys.set(saved.id, key)
        await providers.readTails()
        if (!kept.ok) return kept
      }
      // What was refused before says nothing about another key or address.
      resilience.retry('provider', saved.id)
      events.emit('models.changed', {})
      return ok(find(saved.id)!)
    },
    'providers.remove': async ({ providerId }) => {
      const write = writable(parts)
      if (!write.ok) return write
      if (find(providerId) === undefined) return missing('provider')
      const removed = await keys.remove(providerId)
      if (!removed.ok) return removed
      await providers.remove(providerId)
      resilience.drop(providerId)
      events.emit('models.changed', {})
      return ok({})
    },
    'providers.test': ({ providerId, modelId }) => providers.test(providerId, modelId),
    'providers.discover': async () => ok(await providers.discover()),
    'providers.prices': async () => {
      const { date, models: table } = await readPrices(options.resources)
      return ok({ date, models: table, addresses: { ...usualAddresses } })
    },
    'keys.setPassphrase': ({ passphrase }) => withFile((door) => door.set(passphrase)).then(retryRefusedKeys),
    'keys.unlock': ({ passphrase }) => withPassphrase((door) => door.unlock(passphrase)).then(retryRefusedKeys),
    'keys.lock': () => withPassphrase((door) => door.lock()),
    'keys.forget': () => withFile((door) => door.forget()),
  }
}
