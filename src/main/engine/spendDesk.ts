import { ok, type Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { LimitState, SpendingReport, SpendLimit, SpendSums } from '../../shared/spending.ts'
import type { CloudChatModel } from '../models/ports.ts'
import type { Clock } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { dayOf, monthOf, periodOf } from '../spend/calendar.ts'
import type { TokenPrice } from '../spend/costOf.ts'
import { decide, unpricedUnder, type DecideAsk } from '../spend/decide.ts'
import { highestShare, leftUsd } from '../spend/limits.ts'
import { toNano } from '../spend/nano.ts'
import { worstCase, type WorstCaseAsk } from '../spend/worstCase.ts'
import { transaction } from '../storage/database.ts'
import type { Store } from '../storage/openStore.ts'
import { dropAlerts, noteCachedAnswer, seeAlert, totalSpent } from '../storage/spending.ts'
import type { EventStream } from './eventStream.ts'
import type { SettingsDesk } from './settingsDesk.ts'
import { guardModel, type SpendMeta } from './spending/guardModel.ts'
import { limitsAsleep, limitsAwake, limitsProblem } from './spending/keptLimits.ts'
import { openSpendBook } from './spending/spendBook.ts'
import { providerOf, saysLimits, type SpendNames } from './spending/spendNames.ts'
import { statesOf, sumsOf, writeCalls, writeReport } from './spending/writeReport.ts'

export type { SpendMeta } from './spending/guardModel.ts'

/** What an answer would take, for a route that is still to be chosen. */
export interface SpendEstimate extends WorstCaseAsk { readonly modelName: string; readonly allowUnpriced?: boolean }

/** All money of a profile: what is set aside, what was spent, which limits stand. The profile's own, also for temporary conversations. */
export interface SpendDesk {
  /** The same model with every call booked; one on this computer comes back as it is. Goes closest to the model: each try is a call. */
  guard(model: CloudChatModel, meta: SpendMeta): CloudChatModel
  /** What was spent on the running day. */
  today(): SpendSums
  /** What was spent in the running month. */
  month(): SpendSums
  /** Whether a call would be let through now. `unpriced`: not without a word of the person. The sentence is null where it fits. */
  budget(modelId: string, conversationId: string | null, estimate: SpendEstimate): { readonly state: 'fits' | 'over' | 'unpriced'; readonly sentence: string | null }
  /** US dollars left in the tightest limit of money; null where none stands. */
  leftUsd(modelId: string, conversationId: string | null): number | null
  /** The highest share that is used, running calls included, of the limits that apply; 0 where none does. */
  squeezeShare(modelId: string, conversationId: string | null): number
  /** Books that a kept answer took the place of a call. */
  noteCached(answer: { readonly modelId: string; readonly modelName: string; readonly conversationId: string | null; readonly turnId: string | null; readonly savedUsd: number }): void
  report(days: number): SpendingReport
  export(days: number): { name: string; csv: string }
  /** @param more other settings of the same change: saved with the budgets, or not at all */
  setLimits(limits: SpendLimit[], more?: Partial<Omit<Settings, 'spendLimits'>>): Result<LimitState[]>
  /** Returns false where there is no such alert. */
  seen(alertId: string): boolean
}

export interface SpendDeskOptions {
  /** The profile's store, never that of a temporary conversation. */
  readonly store: Store
  readonly settings: SettingsDesk
  readonly clock: Clock
  readonly events: EventStream
  readonly log: Log
  /** Names of providers for sentences. */
  readonly providers: SpendNames['providers']
  /** The price of a model; null where nobody knows it. */
  readonly priceOf: (modelId: string) => TokenPrice | null
}

/** Opens the books; what an earlier run left open is counted at its worst from now on. */
export function createSpendDesk({ store, settings, clock, events, log, providers, priceOf }: SpendDeskOptions): SpendDesk {
  const names: SpendNames = { providers }
  const says = saysLimits(names)
  const book = openSpendBook({ store, settings, clock, events, log, says })
  const charged = (modelId: string, conversationId: string | null) => ({ modelId, conversationId, providerId: providerOf(modelId, names) })
  const states = (limits: readonly SpendLimit[]) => statesOf({ db: store.read, book, says, limits, now: clock.now() })

  return {
    guard: (model, meta) => guardModel(model, meta, model.info.providerId ?? providerOf(model.info.id, names), book),
    today: () => sumsOf(totalSpent(store.read, { day: dayOf(clock.now()) })),
    month: () => sumsOf(totalSpent(store.read, { month: monthOf(clock.now()) })),
    budget(modelId, conversationId, estimate) {
      const ask: DecideAsk = {
        uses: book.usesOf(charged(modelId, conversationId)), reservation: worstCase(estimate), modelName: estimate.modelName,
        unpriced: settings.get().thrift.unpriced, allowUnpriced: estimate.allowUnpriced ?? false, sayLimit: says.say,
      }
      const allowed = decide(ask)
      return allowed.ok ? { state: 'fits', sentence: null } : { state: unpricedUnder(ask) === null ? 'over' : 'unpriced', sentence: allowed.error.message }
    },
    leftUsd: (modelId, conversationId) => leftUsd(book.usesOf(charged(modelId, conversationId))),
    squeezeShare: (modelId, conversationId) => highestShare(book.usesOf(charged(modelId, conversationId))),
    noteCached({ modelId, modelName, conversationId, turnId, savedUsd }) {
      if (store.write === null) return
      const at = clock.now()
      // What is booked of a saving must not cost the answer that is there already.
      try {
        noteCachedAnswer(store.write, { id: newId('x', at), at, day: dayOf(at), month: monthOf(at), ...charged(modelId, conversationId), modelName, turnId }, toNano(savedUsd))
      } catch (error) { log.warn(`what an older answer saved could not be booked: ${String(error)}`) }
      events.emit('spending.changed', {})
    },
    report(days) {
      const { cloudModelId, spendLimits } = settings.get()
      return writeReport({ db: store.read, book, says, limits: limitsAwake(store.read, spendLimits), now: clock.now(), days, cloudPrice: cloudModelId === null ? null : priceOf(cloudModelId) })
    },
    export: (days) => writeCalls(store.read, days, clock.now()),
    setLimits(limits, more = {}) {
      const before = settings.get().spendLimits
      const problem = limitsProblem(store.read, limits, before)
      if (problem !== null) return problem
      const changed = limits.filter((limit) => !before.some((one) => JSON.stringify(one) === JSON.stringify(limit)))
      const now = saveLimits({ ...more, spendLimits: [...limits, ...limitsAsleep(store.read, before, limits)] }, changed)
      events.emit('settings.changed', now)
      events.emit('spending.changed', {})
      return ok(states(limits))
    },
    seen: (alertId) => store.write !== null && seeAlert(store.write, alertId),
  }

  /** Budgets and what was told of those that changed go together or not at all. */
  function saveLimits(change: Partial<Settings>, changed: readonly SpendLimit[]): Settings {
    const { write } = store
    if (write === null) return settings.set(change)
    try {
      return transaction(write, () => {
        dropAlerts(write, changed.map((limit) => ({ limitId: limit.id, period: periodOf(limit.period, clock.now()) })))
        return settings.set(change)
      })
    } catch (error) {
      // What was not committed must not hold in memory either.
      settings.reload()
      throw error
    }
  }
}
