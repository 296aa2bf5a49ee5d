import type { LimitScope, SpendAlert } from '../../shared/spending.ts'
import { all, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'

/** A call that left for money, as it is set aside before it is made. Money is whole nano-dollars. */
export interface SpendCall {
  readonly id: string
  readonly at: number
  /** Of the person's own calendar at that moment; they never change, whatever the clock or the time zone does later. */
  readonly day: string
  readonly month: string
  readonly providerId: string
  readonly modelId: string
  readonly modelName: string
  readonly conversationId: string | null
  readonly turnId: string | null
  readonly purpose: string
  readonly reservedNano: number
  readonly reservedTokens: number
  readonly priced: boolean
  readonly squeezedTokens: number
}

export interface SettledCall {
  readonly costNano: number | null
  readonly promptTokens: number
  readonly outputTokens: number
  readonly cachedTokens: number
  readonly cachedSavedNano: number
}

/** What counts in a period: settled calls with their cost, those of a run that died with the most they can have cost. */
export interface Spent { readonly usedNano: number; readonly reservedNano: number; readonly usedTokens: number; readonly reservedTokens: number }

/** Calls that were answered from what was kept cost nothing, and are booked for what they saved. */
export const fromCachePurpose = 'from-cache'

/** Sets money aside for a call that is about to be made. */
export function reserveCall(db: WriteDb, call: SpendCall): void {
  insert(db, call, 'reserved')
}

/** Books that an answer that was kept took the place of a call. It counts in no sum but that of what was saved. */
export function noteCachedAnswer(db: WriteDb, call: Omit<SpendCall, 'purpose' | 'reservedNano' | 'reservedTokens' | 'priced' | 'squeezedTokens'>, savedNano: number): void {
  insert(db, { ...call, purpose: fromCachePurpose, reservedNano: 0, reservedTokens: 0, priced: true, squeezedTokens: 0 }, 'released', savedNano)
}

function insert(db: WriteDb, call: SpendCall, state: 'reserved' | 'released', savedNano = 0): void {
  run(db, `INSERT INTO spend_call (id, at, day, month, provider_id, model_id, model_name, conversation_id, turn_id, purpose, state, reserved_nano, reserved_tokens, priced, squeezed_tokens, cached_saved_nano)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  call.id, call.at, call.day, call.month, call.providerId, call.modelId, call.modelName, call.conversationId, call.turnId, call.purpose, state,
  call.reservedNano, call.reservedTokens, call.priced ? 1 : 0, call.squeezedTokens, savedNano)
}

/** Books what a call cost in the place of what was set aside. Returns false where that was done before: nothing counts twice. */
export function settleCall(db: WriteDb, id: string, settled: SettledCall): boolean {
  return run(db, `UPDATE spend_call SET state = 'settled', cost_nano = ?, prompt_tokens = ?, output_tokens = ?, cached_tokens = ?, cached_saved_nano = ?, priced = ? WHERE id = ? AND state = 'reserved'`,
    settled.costNano, settled.promptTokens, settled.outputTokens, settled.cachedTokens, settled.cachedSavedNano, settled.costNano === null ? 0 : 1, id) > 0
}

/** Gives back what was set aside for a call that cost nothing. Returns false where it was settled or given back before. */
export function releaseCall(db: WriteDb, id: string): boolean {
  return run(db, "UPDATE spend_call SET state = 'released' WHERE id = ? AND state = 'reserved'", id) > 0
}

/** Calls that an earlier run left open may have cost all that was set aside, and count so from now on. Returns how many there were. */
export function closeOpenCalls(db: WriteDb): number {
  return run(db, "UPDATE spend_call SET state = 'unsettled' WHERE state = 'reserved'")
}

const used = "state IN ('settled', 'unsettled')"
/** What a row counts: its cost, or what was set aside where nobody ever said. */
const costOfRow = "CASE state WHEN 'settled' THEN coalesce(cost_nano, 0) WHEN 'unsettled' THEN reserved_nano ELSE 0 END"
const tokensOfRow = "CASE state WHEN 'settled' THEN prompt_tokens + output_tokens WHEN 'unsettled' THEN reserved_tokens ELSE 0 END"

/**
 * What a limit's period holds. Rows of days that are still to come (the clock was ahead) count in the period that runs, until
 * a call is made in a later period: setting a clock back gives nothing back.
 * @param period "2026-05-03" for a day, "2026-05" for a month, null for all time
 */
export function sumSpent(db: ReadDb, scope: LimitScope, period: { readonly kind: 'day' | 'month'; readonly key: string } | null): Spent {
  const [where, ...values] = scopeSql(scope)
  const sums = `coalesce(sum(${costOfRow}), 0) AS usedNano, coalesce(sum(${tokensOfRow}), 0) AS usedTokens,
    coalesce(sum(reserved_nano) FILTER (WHERE state = 'reserved'), 0) AS reservedNano, coalesce(sum(reserved_tokens) FILTER (WHERE state = 'reserved'), 0) AS reservedTokens`
  if (period === null) return first<Spent>(db, `SELECT ${sums} FROM spend_call WHERE ${where}`, ...values)!
  const column = period.kind
  const newest = first<{ key: string | null }>(db, `SELECT max(${column}) AS key FROM spend_call`)!.key
  if (newest === null || newest <= period.key) return first<Spent>(db, `SELECT ${sums} FROM spend_call WHERE ${column} = ? AND ${where}`, period.key, ...values)!
  // The sign keeps SQLite from sorting all earlier days: from the end, the first row of one is near.
  const last = first<{ number: number }>(db, `SELECT number FROM spend_call WHERE +${column} < ? ORDER BY number DESC LIMIT 1`, period.key)?.number ?? 0
  return first<Spent>(db, `SELECT ${sums} FROM spend_call WHERE ${column} >= ? AND (${column} = ? OR number > ?) AND ${where}`, period.key, period.key, last, ...values)!
}

function scopeSql(scope: LimitScope): [string, ...string[]] {
  if (scope.kind === 'provider') return ['provider_id = ?', scope.providerId]
  if (scope.kind === 'model') return ['model_id = ?', scope.modelId]
  return scope.kind === 'conversation' ? ['conversation_id = ?', scope.conversationId] : ['true']
}

export interface SpendGroup {
  readonly key: string
  /** Of the model of the newest call. */
  readonly name: string
  readonly costNano: number
  readonly promptTokens: number
  readonly outputTokens: number
  readonly cachedTokens: number
  readonly calls: number
  readonly unpricedCalls: number
}

const groupSums = `sum(${costOfRow}) AS costNano, sum(CASE state WHEN 'unsettled' THEN reserved_tokens ELSE prompt_tokens END) AS promptTokens,
  sum(output_tokens) AS outputTokens, sum(cached_tokens) AS cachedTokens, count(*) AS calls, sum(priced = 0) AS unpricedCalls`

/** What was used since a day, by day, model, conversation or purpose; the dearest first, days in their order. */
export function groupSpent(db: ReadDb, by: 'day' | 'model' | 'conversation' | 'purpose', sinceDay: string): SpendGroup[] {
  const key = { day: 'day', model: 'model_id', conversation: 'conversation_id', purpose: 'purpose' }[by]
  // Beside `max`, SQLite takes the plain columns of a group from the row that has it: the newest name.
  return all<SpendGroup>(db, `SELECT ${key} AS key, model_name AS name, max(number) AS newest, ${groupSums} FROM spend_call WHERE day >= ? AND ${used} AND ${key} IS NOT NULL
    GROUP BY ${key} ORDER BY ${by === 'day' ? '' : 'costNano DESC, promptTokens + outputTokens DESC, '}${key}`, sinceDay)
}

/** What was used since a day, in one sum; or of one day or month alone. */
export function totalSpent(db: ReadDb, ask: { readonly sinceDay: string } | { readonly month: string } | { readonly day: string }): Omit<SpendGroup, 'key' | 'name'> {
  const [where, value] = 'sinceDay' in ask ? ['day >= ?', ask.sinceDay] : 'month' in ask ? ['month = ?', ask.month] : ['day = ?', ask.day]
  return first(db, `SELECT coalesce(sum(costNano), 0) AS costNano, coalesce(sum(promptTokens), 0) AS promptTokens, coalesce(sum(outputTokens), 0) AS outputTokens,
    coalesce(sum(cachedTokens), 0) AS cachedTokens, coalesce(sum(calls), 0) AS calls, coalesce(sum(unpricedCalls), 0) AS unpricedCalls
    FROM (SELECT ${groupSums} FROM spend_call WHERE ${where} AND ${used})`, value)!
}

export interface SavedSums { readonly promptCacheNano: number; readonly fromCacheNano: number; readonly cachedAnswers: number; readonly squeezedTokens: number; readonly unsettledNano: number; readonly unsettledCalls: number }

/** What was saved since a day, and what calls of dead runs count that nobody ever reported. */
export function sumSaved(db: ReadDb, sinceDay: string): SavedSums {
  return first<SavedSums>(db, `SELECT coalesce(sum(cached_saved_nano) FILTER (WHERE state = 'settled'), 0) AS promptCacheNano,
    coalesce(sum(cached_saved_nano) FILTER (WHERE purpose = ?), 0) AS fromCacheNano, count(*) FILTER (WHERE purpose = ?) AS cachedAnswers,
    coalesce(sum(squeezed_tokens) FILTER (WHERE ${used}), 0) AS squeezedTokens,
    coalesce(sum(reserved_nano) FILTER (WHERE state = 'unsettled'), 0) AS unsettledNano, count(*) FILTER (WHERE state = 'unsettled') AS unsettledCalls
    FROM spend_call WHERE day >= ?`, fromCachePurpose, fromCachePurpose, sinceDay)!
}

/** The tokens of answers that models on this computer wrote since a moment. */
export function sumLocalAnswers(db: ReadDb, since: number): { promptTokens: number; outputTokens: number; answers: number } {
  return first(db, `SELECT coalesce(sum(prompt_tokens), 0) AS promptTokens, coalesce(sum(output_tokens), 0) AS outputTokens, count(*) AS answers
    FROM turn_trace WHERE started_at >= ? AND destination = 'local' AND status = 'done' AND output_tokens > 0`, since)!
}

export interface CallLine extends SpendCall {
  readonly state: 'reserved' | 'settled' | 'unsettled'
  readonly costNano: number | null
  readonly promptTokens: number
  readonly outputTokens: number
  readonly cachedTokens: number
}

/** Every call since a day that counts or runs, in the order in which they were made. */
export function listCalls(db: ReadDb, sinceDay: string): CallLine[] {
  return all<Omit<CallLine, 'priced'> & { priced: number }>(db, `SELECT id, at, day, month, provider_id AS providerId, model_id AS modelId, model_name AS modelName, conversation_id AS conversationId, turn_id AS turnId, purpose,
      state, reserved_nano AS reservedNano, reserved_tokens AS reservedTokens, priced, squeezed_tokens AS squeezedTokens, cost_nano AS costNano,
      prompt_tokens AS promptTokens, output_tokens AS outputTokens, cached_tokens AS cachedTokens
    FROM spend_call WHERE day >= ? AND state <> 'released' ORDER BY number`, sinceDay).map((row) => ({ ...row, priced: row.priced === 1 }))
}

interface AlertRow extends Omit<SpendAlert, 'seen'> { readonly seen: number }

/** Keeps an alert. Returns false where that level was told of in that period before. */
export function addAlert(db: WriteDb, alert: Omit<SpendAlert, 'seen'> & { readonly period: string }): boolean {
  return run(db, 'INSERT OR IGNORE INTO spend_alert (id, limit_id, period, level, at, sentence) VALUES (?, ?, ?, ?, ?, ?)', alert.id, alert.limitId, alert.period, alert.level, alert.at, alert.sentence) > 0
}

/** The levels of a limit that were told of in a period. */
export function alertLevels(db: ReadDb, limitId: string, period: string): SpendAlert['level'][] {
  return all<{ level: SpendAlert['level'] }>(db, 'SELECT level FROM spend_alert WHERE limit_id = ? AND period = ?', limitId, period).map((row) => row.level)
}

/** The newest alerts, newest first. */
export function listAlerts(db: ReadDb, limit: number): SpendAlert[] {
  return all<AlertRow>(db, 'SELECT id, limit_id AS limitId, level, at, sentence, seen FROM spend_alert ORDER BY at DESC, id DESC LIMIT ?', limit).map((row) => ({ ...row, seen: row.seen === 1 }))
}

/** Notes that the person saw an alert. Returns false where there is none of this id. */
export function seeAlert(db: WriteDb, id: string): boolean {
  return run(db, 'UPDATE spend_alert SET seen = 1 WHERE id = ?', id) > 0
}

/** Forgets the alerts of limits in the periods that run: a limit that was changed is told of anew. */
export function dropAlerts(db: WriteDb, limits: readonly { readonly limitId: string; readonly period: string }[]): void {
  transaction(db, () => { for (const { limitId, period } of limits) run(db, 'DELETE FROM spend_alert WHERE limit_id = ? AND period = ?', limitId, period) })
}
