import { provider as providerShape, type Provider } from '../../../shared/model.ts'
import { fail, ok } from '../../../shared/result.ts'
import { writable, type EngineParts } from '../engineParts.ts'
import type { Handlers } from '../door.ts'
import { missing } from './conversationHandlers.ts'

type Mine = Pick<Handlers, 'settings.get' | 'settings.set' | 'providers.list' | 'providers.save' | 'providers.remove'>

export function settingHandlers(parts: EngineParts): Mine {
  const { settings, events, keys, models } = parts
  return {
    'settings.get': () => ok(settings.get()),
    'settings.set': (change) => {
      const write = writable(parts)
      if (!write.ok) return write
      const now = settings.set(change)
      events.emit('settings.changed', now)
      events.emit('app.changed', {})
      return ok(now)
    },
    'providers.list': async () => ok({ providers: await models.providers.list(), keysStored: keys.kind }),
    'providers.save': async ({ key, ...given }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const address = checkAddress(given.baseUrl)
      if (address !== null) return fail('bad-input', address, 'Write it like http://127.0.0.1:11434/v1 or https://example.com/v1.')
      const saved: Provider = providerShape.parse({ ...given, keyTail: null, loopback: false })
      if (key !== null && key.trim() !== '') await keys.set(saved.id, key.trim())
      await models.providers.save(saved)
      events.emit('models.changed', {})
      return ok((await models.providers.list()).find((one) => one.id === saved.id)!)
    },
    'providers.remove': async ({ providerId }) => {
      const write = writable(parts)
      if (!write.ok) return write
      if (!(await models.providers.list()).some((one) => one.id === providerId)) return missing('provider')
      await keys.remove(providerId)
      await models.providers.remove(providerId)
      events.emit('models.changed', {})
      return ok({})
    },
  }
}

function checkAddress(baseUrl: string | null): string | null {
  if (baseUrl === null) return null
  if (!URL.canParse(baseUrl)) return 'This is not an address.'
  const url = new URL(baseUrl)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Only http and https addresses can be used.'
  if (url.username !== '' || url.password !== '') return 'A key or password does not belong into the address.'
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) return 'Over the network only https is used, so that nobody on the way can read along.'
  return null
}

/** True for the addresses of this very computer. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
