import type { Failure } from '../../shared/result.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { newId } from '../platform/ids.ts'
import { transaction } from '../storage/database.ts'
import { saveMemory } from '../storage/memories.ts'
import { getMessage } from '../storage/messages.ts'
import { readSetting, writeSetting } from '../storage/settings.ts'
import type { EngineParts } from './engineParts.ts'

/**
 * Lets a local model look for facts that the patterns missed: in idle moments, within what the settings allow a day, one
 * message after the other. The first failure that waiting would not mend ends it for this run.
 */
export interface LearnDesk {
  turnEnded(trace: TurnTrace): void
  /** A turn begins: what runs stops, and is taken up again later. */
  giveWay(): void
  /** Resolves when nothing goes on any more. */
  settled(): Promise<void>
  close(): Promise<void>
}

type DeskParts = Pick<EngineParts, 'store' | 'clock' | 'log' | 'models' | 'settings' | 'events' | 'indexer' | 'forgets' | 'options'> & { isBusy(): boolean }

const useKey = 'backgroundUse'
/** Quiet before it begins. */
const quietMs = 5000
/** Messages that may wait; the oldest go first when there are more. */
const mostWaiting = 200
const mostRetries = 3

interface Used { readonly day: string; readonly calls: number; readonly tokens: number; readonly seconds: number }

export function createLearnDesk(parts: DeskParts): LearnDesk {
  const { store, clock, log } = parts
  const { learnAfterMs = quietMs } = parts.options
  const waiting: { readonly messageId: string; retries: number }[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: { readonly abort: AbortController; readonly done: Promise<void> } | null = null
  let stopped: Failure | null = null
  let closing = false

  const usedToday = (): Used => {
    const day = new Date(clock.now()).toISOString().slice(0, 10)
    const kept = readSetting(store.read, useKey) as Used | null
    return kept?.day === day ? kept : { day, calls: 0, tokens: 0, seconds: 0 }
  }
  const hasRoom = (): boolean => {
    const used = usedToday()
    const { calls, tokens, seconds } = parts.settings.get().background
    return used.calls < calls && used.tokens < tokens && used.seconds < seconds
  }
  const isWanted = (): boolean => {
    const { learning, learnWithModel } = parts.settings.get()
    return learning !== 'off' && learnWithModel && stopped === null && !closing && store.write !== null
  }

  const schedule = (): void => {
    clearTimeout(timer)
    if (waiting.length === 0 || !isWanted() || learnAfterMs === null) return
    timer = setTimeout(begin, learnAfterMs)
    timer.unref()
  }

  const begin = (): void => {
    if (running !== null || !isWanted()) return
    if (parts.isBusy()) { schedule(); return }
    // What the day allows is used up: these messages were read by the patterns, so nothing waits for tomorrow.
    if (!hasRoom()) { waiting.length = 0; return }
    const abort = new AbortController()
    const done = learnNext(abort.signal).catch((error: unknown) => { log.warn(`a model could not look for facts: ${String(error)}`) }).finally(() => {
      running = null
      schedule()
    })
    running = { abort, done }
  }

  const learnNext = async (signal: AbortSignal): Promise<void> => {
    const next = waiting[0]
    if (next === undefined) return
    const message = getMessage(store.read, next.messageId)
    const info = parts.models.choose('local', parts.settings.get().localModelId)
    // Only a model that is loaded already and large enough: small ones invent, and loading one for this would surprise.
    if (message === null || info === null || info.small || info.providerId !== null || info.state !== 'ready') { waiting.shift(); return }
    const opened = await parts.models.open(info.id)
    if (!opened.ok || opened.value.place !== 'local') { waiting.shift(); return }
    const { learnWithModel } = await import('../turn/learnWithModel.ts')
    const forgets = parts.forgets.count
    const began = clock.elapsed()
    const { learned, tokens, failure } = await learnWithModel({ message, model: opened.value, settings: parts.settings.get(), now: clock.now(), newMemoryId: () => newId('y', clock.now()), signal }, store.read)
    const { write } = store
    if (write === null || closing) return
    const used = usedToday()
    writeSetting(write, useKey, { ...used, calls: used.calls + 1, tokens: used.tokens + tokens, seconds: used.seconds + Math.ceil((clock.elapsed() - began) / 1000) })
    if (failure !== null) return handle(failure, next)
    // Stopped by a turn: the message stays first in the row. What was forgotten meanwhile may stand in what was found.
    if (signal.aborted || parts.forgets.count !== forgets) return
    waiting.shift()
    if (learned.writes.length === 0) return
    transaction(write, () => { for (const { memory, change } of learned.writes) saveMemory(write, memory, change) })
    const memoryIds = learned.writes.map(({ memory }) => memory.id)
    parts.indexer.changed(memoryIds)
    parts.events.emit('memories.changed', { memoryIds })
  }

  const handle = (failure: Failure, next: { retries: number }): void => {
    const mayPass = failure.kind === 'busy' || failure.kind === 'model-crashed' || failure.kind === 'model-memory'
    next.retries += 1
    if (mayPass && next.retries <= mostRetries) return
    stopped = failure
    waiting.length = 0
    log.warn(`looking for facts with a model stops until the next start: ${failure.message}`)
    parts.events.emit('app.notice', { level: 'info', message: 'Looking for facts with a local model has stopped until the next start.', next: failure.message })
  }

  return {
    turnEnded(trace) {
      if (!isWanted() || trace.status !== 'done') return
      waiting.push({ messageId: trace.userMessageId, retries: 0 })
      if (waiting.length > mostWaiting) waiting.shift()
      schedule()
    },
    giveWay() { clearTimeout(timer); running?.abort.abort() },
    async settled() { await running?.done },
    async close() {
      closing = true
      clearTimeout(timer)
      running?.abort.abort()
      await running?.done
    },
  }
}
