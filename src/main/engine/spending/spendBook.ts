import { fail, FailureError, ok, type Failure, type Result } from '../../../shared/result.ts'
import type { SpendAlert, SpendLimit } from '../../../shared/spending.ts'
import type { Usage } from '../../../shared/trace.ts'
import type { Clock } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import { alertsDue, type DueAlert } from '../../spend/alerts.ts'
import { dayOf, monthOf, periodOf } from '../../spend/calendar.ts'
import type { TokenPrice } from '../../spend/costOf.ts'
import { decide, tooSmallFor } from '../../spend/decide.ts'
import { limitsFor, type Charged, type LimitUse } from '../../spend/limits.ts'
import { sayNano, sayTokens } from '../../spend/sayMoney.ts'
import { settle, type Settlement } from '../../spend/settle.ts'
import type { Reservation } from '../../spend/worstCase.ts'
import { transaction, type WriteDb } from '../../storage/database.ts'
import type { Store } from '../../storage/openStore.ts'
import { asFailureError } from '../../storage/problems.ts'
import { addAlert, alertLevels, closeOpenCalls, releaseCall, reserveCall, settleCall, sumSpent } from '../../storage/spending.ts'
import type { EventStream } from '../eventStream.ts'
import type { SettingsDesk } from '../settingsDesk.ts'
import { rememberSums } from './rememberSums.ts'
import type { SaysLimits } from './spendNames.ts'

export interface CallToBook extends Charged {
  readonly modelName: string
  readonly turnId: string | null
  readonly purpose: string
  readonly price: TokenPrice
  readonly reservation: Reservation
  readonly allowUnpriced: boolean
  readonly squeezedTokens: number
}

/** A call that money is set aside for. */
export interface OpenCall { readonly id: string; readonly call: CallToBook }

/** The ledger of what answers cost: nothing is called before its money is set aside, and nothing counts twice. */
export interface SpendBook {
  /** Checks every limit and sets the worst case aside, in one step that no other call can come between. */
  reserve(call: CallToBook): Result<OpenCall>
  /** @param wasCutOff the answer went on past what money was set aside for, and was closed there */
  settle(open: OpenCall, usage: Usage, wasCutOff?: boolean): void
  release(open: OpenCall): void
  uses(limits: readonly SpendLimit[]): LimitUse[]
  usesOf(call: Charged): LimitUse[]
}

export interface SpendBookParts {
  readonly store: Store
  readonly settings: SettingsDesk
  readonly clock: Clock
  readonly events: EventStream
  readonly log: Log
  readonly says: SaysLimits
}

/** Opens the ledger. Calls that an earlier run left open count from now on with the most that they can have cost. */
export function openSpendBook({ store, settings, clock, events, log, says }: SpendBookParts): SpendBook {
  const open = store.write === null ? 0 : closeOpenCalls(store.write)
  if (open > 0) log.info(`${open} call(s) were cut off by the last end of Casement and count with the most that they can have cost`)
  const known = rememberSums(store.read)
  /** What could not be booked when it was over; it stays set aside until it can. */
  const unbooked = new Map<string, { call: CallToBook; settlement: Settlement | null; wasCutOff: boolean }>()

  /** Keeps alerts, and gives those that are new: they are told of when they stand. */
  const raise = (db: WriteDb, due: readonly DueAlert[]): SpendAlert[] => due.flatMap((alert) => {
    const kept = { id: newId('l', clock.now()), limitId: alert.limitId, level: alert.level, at: clock.now(), sentence: alert.sentence }
    return addAlert(db, { ...kept, period: alert.period }) ? [{ ...kept, seen: false }] : []
  })
  const tell = (alerts: readonly SpendAlert[]): void => { for (const alert of alerts) events.emit('spending.alert', alert) }
  const raiseDue = (db: WriteDb, call: Charged, refused: readonly string[] = []): SpendAlert[] =>
    raise(db, alertsDue(usesIn((scope, period) => sumSpent(db, scope, period), limitsFor(settings.get().spendLimits, call), clock.now()), (limitId, period) => alertLevels(db, limitId, period), says.say, clock.now(), refused))

  const book = (id: string): void => {
    const over = unbooked.get(id)
    if (over === undefined || store.write === null) return
    const { settlement, call, wasCutOff } = over
    try {
      if (settlement === null) releaseCall(store.write, id)
      else settleCall(store.write, id, settlement)
      unbooked.delete(id)
    } catch (error) {
      log.warn(`a call could not be booked and stays set aside: ${String(error)}`)
      return
    }
    tellOf(call, settlement, wasCutOff)
  }
  /** Alerts are news; a disk that takes none must not fail a call that is booked. */
  const tellOf = (call: CallToBook, settlement: Settlement | null, wasCutOff: boolean): void => {
    try {
      tell(raiseDue(store.write!, call))
      if (settlement !== null && (wasCutOff || settlement.overNano > 0 || settlement.overTokens > 0)) tell(raise(store.write!, [overrun(call, settlement, wasCutOff, clock.now())]))
    } catch (error) { log.warn(`an alert could not be kept: ${String(error)}`) }
    events.emit('spending.changed', {})
  }

  return {
    reserve(call) {
      const writable = mayWrite(store)
      if (!writable.ok) return writable
      for (const id of unbooked.keys()) book(id)
      try {
        const { reserved, alerts } = transaction(writable.value, () => reserveIn(writable.value, call))
        tell(alerts)
        return reserved
      } catch (error) {
        const known = asFailureError(error)
        if (known instanceof FailureError) return { ok: false, error: notBooked(known.failure) }
        throw error
      }
    },
    settle({ id, call }, usage, wasCutOff = false) {
      unbooked.set(id, { call, settlement: settle(usage, call.price, call.reservation), wasCutOff })
      book(id)
    },
    release({ id, call }) {
      unbooked.set(id, { call, settlement: null, wasCutOff: false })
      book(id)
    },
    uses: (limits) => usesIn(known, limits, clock.now()),
    usesOf: (call) => usesIn(known, limitsFor(settings.get().spendLimits, call), clock.now()),
  }

  function reserveIn(db: WriteDb, call: CallToBook): { readonly reserved: Result<OpenCall>; readonly alerts: readonly SpendAlert[] } {
    const now = clock.now()
    const uses = usesIn((scope, period) => sumSpent(db, scope, period), limitsFor(settings.get().spendLimits, call), now)
    const allowed = decide({ uses, reservation: call.reservation, modelName: call.modelName, unpriced: settings.get().thrift.unpriced, allowUnpriced: call.allowUnpriced, sayLimit: says.say })
    if (!allowed.ok) return { reserved: allowed, alerts: raiseDue(db, call, tooSmallFor(uses, call.reservation).map((use) => use.limit.id)) }
    const id = newId('x', now)
    reserveCall(db, {
      id, at: now, day: dayOf(now), month: monthOf(now), providerId: call.providerId, modelId: call.modelId, modelName: call.modelName,
      conversationId: call.conversationId, turnId: call.turnId, purpose: call.purpose,
      reservedNano: call.reservation.nano, reservedTokens: call.reservation.tokens, priced: call.reservation.priced, squeezedTokens: call.squeezedTokens,
    })
    return { reserved: ok({ id, call }), alerts: [] }
  }
}

function usesIn(sum: ReturnType<typeof rememberSums>, limits: readonly SpendLimit[], now: number): LimitUse[] {
  return limits.map((limit) => ({ limit, ...sum(limit.scope, limit.period === 'always' ? null : { kind: limit.period, key: periodOf(limit.period, now) }) }))
}

function mayWrite(store: Store): Result<WriteDb> {
  const reason = store.readOnly ?? store.displaced()
  if (store.write !== null && reason === null) return ok(store.write)
  return { ok: false, error: notBooked(reason ?? fail('read-only', 'This profile is open for reading only.').error) }
}

function notBooked(because: Failure): Failure {
  return { kind: because.kind, message: `${because.message} So the cost of this answer could not be set aside, and nothing was sent.`, next: 'Answer with the model on this computer until it can be saved again.' }
}

/** Stands where an alert names its budget. The star keeps it apart: no id has one. */
const overrunMark = '*over-reserved'

/** Told once a day for each model: a provider that reports or writes more than it was asked for. */
function overrun(call: CallToBook, settlement: Settlement, wasCutOff: boolean, now: number): DueAlert {
  const alert = { limitId: overrunMark, period: `${dayOf(now)} ${call.modelId}`, level: 'critical' } as const
  if (wasCutOff) return { ...alert, sentence: `${call.modelName} went on past the length that it was asked for, so its answer was cut off there. It counts with all that was set aside for its length.` }
  const said = settlement.overNano > 0
    ? `${sayNano(settlement.costNano ?? 0)} instead of at most ${sayNano(call.reservation.nano)}`
    : `${sayTokens(settlement.promptTokens + settlement.outputTokens)} instead of at most ${call.reservation.tokens.toLocaleString('en')}`
  return { ...alert, sentence: `${call.modelName} reported more than this answer could take: ${said}. It counts as reported.` }
}
