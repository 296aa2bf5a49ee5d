import type { SpendingReport, SpendLimit, SpendSums } from '../../../shared/spending.ts'
import { dayOf, startOfDays } from '../../spend/calendar.ts'
import type { TokenPrice } from '../../spend/costOf.ts'
import { limitStates } from '../../spend/limits.ts'
import { toUsd } from '../../spend/nano.ts'
import { localSaved } from '../../spend/saved.ts'
import { writeCsv } from '../../spend/writeCsv.ts'
import { getConversation } from '../../storage/conversations.ts'
import type { ReadDb } from '../../storage/database.ts'
import { groupSpent, listAlerts, listCalls, sumLocalAnswers, sumSaved, totalSpent, type CallLine, type SpendGroup } from '../../storage/spending.ts'
import type { SpendBook } from './spendBook.ts'
import type { SaysLimits } from './spendNames.ts'

const mostConversations = 200
const mostAlerts = 100

export interface ReportAsk {
  readonly db: ReadDb
  readonly book: SpendBook
  readonly says: SaysLimits
  readonly limits: readonly SpendLimit[]
  readonly now: number
  readonly days: number
  /** Of the cloud model of the settings; null: none with a price. */
  readonly cloudPrice: TokenPrice | null
}

/** What was spent and saved in the last days, this one included. */
export function writeReport(ask: ReportAsk): SpendingReport {
  const { db, now } = ask
  const from = startOfDays(ask.days, now)
  const since = dayOf(from)
  const saved = sumSaved(db, since)
  const local = sumLocalAnswers(db, from)
  return {
    from, until: now, total: sumsOf(totalSpent(db, { sinceDay: since })),
    days: groupSpent(db, 'day', since).map((group) => ({ day: group.key, ...sumsOf(group) })),
    models: groupSpent(db, 'model', since).map((group) => ({ modelId: group.key, modelName: group.name, ...sumsOf(group) })),
    conversations: groupSpent(db, 'conversation', since).slice(0, mostConversations).map((group) => ({ conversationId: group.key, title: titleOf(db, group.key), ...sumsOf(group) })),
    purposes: groupSpent(db, 'purpose', since).map((group) => ({ purpose: group.key, ...sumsOf(group) })),
    limits: statesOf(ask), alerts: listAlerts(db, mostAlerts),
    saved: {
      localUsd: localSaved(local, ask.cloudPrice), localAnswers: local.answers,
      promptCacheUsd: toUsd(saved.promptCacheNano), responseCacheUsd: toUsd(saved.fromCacheNano), cachedAnswers: saved.cachedAnswers, optimisedTokens: saved.squeezedTokens,
    },
    unsettled: { calls: saved.unsettledCalls, usd: toUsd(saved.unsettledNano) },
  }
}

/** How far each limit is used. A limit of one conversation is named by its title where it still has one. */
export function statesOf({ db, book, says, limits, now }: Pick<ReportAsk, 'db' | 'book' | 'says' | 'limits' | 'now'>) {
  return limitStates(book.uses(limits), (limit) => says.name(limit, limit.scope.kind === 'conversation' ? titleOf(db, limit.scope.conversationId) : ''), now)
}

/** Every call since a day as comma-separated values: cost and tokens add up to what the books count. What lies in the bin has no title here either. */
export function writeCalls(db: ReadDb, days: number, now: number): { name: string; csv: string } {
  const titles = new Map<string, string>()
  const titleFor = (id: string | null): string => {
    if (id !== null && !titles.has(id)) titles.set(id, titleOf(db, id))
    return id === null ? '' : titles.get(id)!
  }
  const rows = listCalls(db, dayOf(startOfDays(days, now))).map((call) => [
    new Date(call.at).toISOString(), call.day, call.providerId, call.modelName, call.purpose, titleFor(call.conversationId), stateWords[call.state],
    costOfLine(call), toUsd(call.reservedNano), call.state === 'unsettled' ? call.reservedTokens : call.promptTokens, call.outputTokens, call.cachedTokens, call.reservedTokens, call.priced ? 'yes' : 'no',
  ])
  return { name: `casement-costs-${dayOf(now)}.csv`, csv: writeCsv(head, rows) }
}

const head = ['time', 'day', 'provider', 'model', 'purpose', 'conversation', 'state', 'cost in US dollars', 'most it could cost', 'prompt tokens', 'answer tokens', 'cached tokens', 'most tokens', 'price known']
const stateWords = { settled: 'settled', reserved: 'running', unsettled: 'cut off, counts with the most it could cost' } as const

/** A call that was cut off counts with what was set aside; of one that runs nothing counts yet, and of one without a price nothing is known. */
function costOfLine({ state, costNano, reservedNano, priced }: CallLine): number | null {
  const nano = state === 'unsettled' && priced ? reservedNano : costNano
  return nano === null ? null : toUsd(nano)
}

function titleOf(db: ReadDb, conversationId: string): string {
  const found = getConversation(db, conversationId)
  return found === null || found.deletedAt !== null ? '' : found.title
}

/** Sums as they are shown. */
export function sumsOf(group: Omit<SpendGroup, 'key' | 'name'>): SpendSums {
  return { costUsd: toUsd(group.costNano), promptTokens: group.promptTokens, outputTokens: group.outputTokens, cachedTokens: group.cachedTokens, calls: group.calls, unpricedCalls: group.unpricedCalls }
}
