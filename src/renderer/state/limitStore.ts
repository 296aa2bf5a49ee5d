import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../shared/contract.ts'
import type { LimitState, SpendAlert } from '../../shared/spending.ts'
import type { ToastStore } from './toastStore.ts'

export type LimitsState = {
  limits: readonly LimitState[]
  /** Ids of limits that a call was refused for in their running period, or that are used up. */
  reached: readonly string[]
  load(): Promise<void>
}
export type LimitStore = StoreApi<LimitsState>

const dayMs = 86_400_000
/** The longest that a period can have begun before its end, with an hour for clocks that are put back. */
const longest = { day: dayMs + dayMs / 24, month: 31 * dayMs + dayMs / 24, always: Infinity }

/** The limits that let nothing more through: used up, or refused a call in the period that runs. */
export function listReached(limits: readonly LimitState[], alerts: readonly SpendAlert[]): string[] {
  const refused = (one: LimitState) => alerts.some((alert) => alert.limitId === one.limit.id && alert.level === 'reached' && (one.resetsAt ?? Infinity) - alert.at <= longest[one.limit.period] && one.share >= 0.9)
  return limits.filter((one) => one.share >= 1 || refused(one)).map((one) => one.limit.id)
}

/**
 * Makes the store of how far budgets are used. Each alert is told once, in one short word at the lower edge, and is marked as
 * seen; what was raised while no window was open is told at the next opening.
 */
export function createLimitStore(client: Client, toasts: ToastStore, openCosts: () => void): LimitStore {
  const told = new Set<string>()
  const tell = (alert: SpendAlert) => {
    if (alert.seen || told.has(alert.id)) return
    told.add(alert.id)
    toasts.getState().notify({ level: alert.level === 'warning' ? 'info' : 'warning', message: alert.sentence, action: { label: 'Costs', run: openCosts } })
    void client.call('spending.seen', { alertId: alert.id })
  }
  const store = createStore<LimitsState>()((set) => ({
    limits: [], reached: [],
    load: async () => {
      const found = await client.call('spending.get', { days: 1 })
      if (!found.ok) return
      const { limits, alerts } = found.value
      set({ limits, reached: listReached(limits, alerts) })
      alerts.forEach(tell)
    },
  }))
  client.listen('spending.alert', (alert) => { tell(alert); void store.getState().load() })
  client.listen('spending.changed', () => void store.getState().load())
  return store
}
