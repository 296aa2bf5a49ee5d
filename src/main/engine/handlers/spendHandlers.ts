import { fail, ok } from '../../../shared/result.ts'
import type { Handlers } from '../door.ts'
import { writable, type EngineParts } from '../engineParts.ts'
import type { SpendDesk } from '../spendDesk.ts'

type Mine = Pick<Handlers, 'spending.get' | 'spending.setLimits' | 'spending.seen' | 'spending.export'>

/** Commands about money: what was spent, budgets and their alerts. */
export function spendHandlers(parts: Pick<EngineParts, 'store' | 'backUp'> & { readonly spending: SpendDesk }): Mine {
  const { spending } = parts
  return {
    'spending.get': ({ days }) => ok(spending.report(days)),
    'spending.setLimits': ({ limits }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const set = spending.setLimits(limits)
      return set.ok ? ok({ limits: set.value }) : set
    },
    'spending.seen': ({ alertId }) => {
      const write = writable(parts)
      if (!write.ok) return write
      return spending.seen(alertId) ? ok({}) : fail('not-found', 'This alert is not there any more.', 'Look at the page of costs again.')
    },
    'spending.export': ({ days }) => ok(spending.export(days)),
  }
}
