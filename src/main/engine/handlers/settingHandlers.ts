import { provider as providerShape, type Provider } from '../../../shared/model.ts'
import { fail, ok } from '../../../shared/result.ts'
import type { Settings } from '../../../shared/settings.ts'
import { checkBudget } from '../../context/budget.ts'
import { addressOf } from '../../models/cloud/address.ts'
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
      const problems = change.strategy === undefined ? [] : checkBudget(change.strategy.budget, null)
      if (problems.length > 0) return fail('bad-input', problems[0]!, 'Change the shares, then save again.')
      const now = settings.set(withStrategyName(parts, change))
      events.emit('settings.changed', now)
      events.emit('app.changed', {})
      return ok(now)
    },
    'providers.list': async () => ok({ providers: await models.providers.list(), keysStored: keys.kind }),
    'providers.save': async ({ key, ...given }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const address = addressOf(given)
      if (!address.ok) return address
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

/** Changed choices are named after the strategy that they equal; what equals none is the person's own. */
function withStrategyName(parts: EngineParts, change: Partial<Settings>): Partial<Settings> {
  if (change.strategy === undefined || change.strategyName !== undefined) return change
  const values = JSON.stringify(change.strategy)
  const same = parts.strategies.list().strategies.find((one) => JSON.stringify(one.values) === values)
  return { ...change, strategyName: same?.name ?? 'Your own' }
}
