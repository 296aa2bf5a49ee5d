import { fail, ok } from '../../../shared/result.ts'
import type { Settings } from '../../../shared/settings.ts'
import { checkBudget } from '../../context/budget.ts'
import { writable, type EngineParts } from '../engineParts.ts'
import type { Handlers } from '../door.ts'
import { findingsOf } from './policyHandlers.ts'

type Mine = Pick<Handlers, 'settings.get' | 'settings.set'>

/** Commands about the settings. A change passes the same checks as the commands for its parts. */
export function settingHandlers(parts: EngineParts): Mine {
  const { settings, events } = parts
  return {
    'settings.get': () => ok(settings.get()),
    'settings.set': async ({ spendLimits, ...change }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const problems = change.strategy === undefined ? [] : checkBudget(change.strategy.budget, null)
      if (problems.length > 0) return fail('bad-input', problems[0]!, 'Change the shares, then save again.')
      if (change.policy !== undefined) {
        const { problems: wrong } = await findingsOf(parts, change.policy)
        if (wrong.length > 0) return fail('bad-input', wrong[0]!, 'Change that rule, then save again.')
      }
      const missing = change.packs?.find((id) => !parts.intents.list().packs.some((one) => one.id === id))
      if (missing !== undefined) return fail('bad-input', `There is no pack called “${missing}”.`, 'Choose from the packs in Settings, under “How messages are read”.')
      const named = withStrategyName(parts, change)
      // Last of the checks, because it saves, and all at once: a change that is refused changes nothing.
      if (spendLimits !== undefined) {
        const set = parts.spending.setLimits(spendLimits, named)
        if (!set.ok) return set
      } else {
        events.emit('settings.changed', settings.set(named))
      }
      // The next message is read with a pack that was just switched on.
      if (change.packs !== undefined) await parts.intents.ready()
      events.emit('app.changed', {})
      return ok(settings.get())
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
