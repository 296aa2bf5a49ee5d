import type { TurnTrace } from '../../shared/trace.ts'
import { getTrace, letGoContexts, saveTrace } from '../storage/traces.ts'
import type { EngineParts } from './engineParts.ts'
import type { EpochDesk } from './epochDesk.ts'

/** What follows an answer without anybody waiting for it. */
export interface AfterDesk {
  /** A turn was kept: look back at it, sum up what has outgrown its room, and read ahead for the next one. */
  turnEnded(trace: TurnTrace): void
  /** A turn begins in this conversation, or it is deleted: what still goes on for it gives way. */
  giveWay(conversationId: string): void
  /** Resolves when nothing goes on any more. */
  settled(): Promise<void>
  close(): Promise<void>
}

type DeskParts = Pick<EngineParts, 'store' | 'isTemporary' | 'search' | 'indexer' | 'clock' | 'log' | 'models' | 'settings' | 'events' | 'forgets'> & { readonly epochs: EpochDesk; isBusy(): boolean }

const dayMs = 86_400_000
/** Quiet before any of this begins, so that a person who writes on at once is not slowed down by it. */
const quietMs = 120

/** Its work is loaded with the turn: a start does not wait for it. */
const loadWork = () => Promise.all([import('../turn/reflectTurn.ts'), import('../turn/prepareNext.ts'), import('../trace/summariseTurn.ts')])

export function createAfterDesk(parts: DeskParts): AfterDesk {
  const { store, log, events } = parts
  const stops = new Map<string, AbortController>()
  let queue: Promise<void> = Promise.resolve()
  let closing = false
  let lastLetGo = 0

  const untilQuiet = async (): Promise<void> => {
    do await new Promise((resolve) => { setTimeout(resolve, quietMs) })
    while (parts.isBusy() && !closing)
  }

  /** Saves what was seen in a turn, unless something was forgotten meanwhile: then it is looked at once more. */
  const reflect = async (turnId: string): Promise<void> => {
    const [{ reflectTurn }, , { summariseTurn }] = await loadWork()
    for (let attempt = 0; attempt < 2; attempt++) {
      const forgets = parts.forgets.count
      const trace = getTrace(store.read, turnId)
      if (trace === null || store.write === null) return
      const { index, embedder: searcher } = parts.search.current()
      const seen = await reflectTurn(trace, { db: store.read, index, searcher, models: parts.models })
      if (seen === null || closing) return
      if (parts.forgets.count !== forgets) continue
      saveTrace(store.write, seen, summariseTurn(seen))
      events.emit('trace.changed', { turnId, conversationId: trace.conversationId })
      return
    }
  }

  const letGo = (): void => {
    const days = parts.settings.get().keepContextsDays
    const now = parts.clock.now()
    if (days === null || store.write === null || now - lastLetGo < dayMs) return
    lastLetGo = now
    const gone = letGoContexts(store.write, now - days * dayMs)
    if (gone > 0) log.info(`the texts of ${gone} older contexts were let go, as the settings ask for`)
  }

  const follow = async (turnId: string, conversationId: string, signal: AbortSignal): Promise<void> => {
    await untilQuiet()
    if (closing) return
    await reflect(turnId)
    if (signal.aborted || closing) return
    await parts.epochs.afterTurn(conversationId, signal)
    letGo()
    // Reading ahead keeps what was read on the disk.
    if (signal.aborted || closing || parts.isTemporary) return
    const [, { prepareNext }] = await loadWork()
    const trace = getTrace(store.read, turnId)
    if (trace !== null) await prepareNext(trace, parts, signal)
  }

  return {
    // While turns follow each other without a pause many wait here, so that only their ids may be held and not all they read.
    turnEnded({ turnId, conversationId }) {
      stops.get(conversationId)?.abort()
      const stop = new AbortController()
      stops.set(conversationId, stop)
      queue = queue.then(() => closing ? undefined : follow(turnId, conversationId, stop.signal)).catch((error: unknown) => {
        if (!closing) log.warn(`looking back at a turn failed: ${error instanceof Error ? error.message : String(error)}`)
      }).finally(() => { if (stops.get(conversationId) === stop) stops.delete(conversationId) })
    },
    giveWay(conversationId) { stops.get(conversationId)?.abort() },
    settled: () => queue,
    async close() {
      closing = true
      for (const stop of stops.values()) stop.abort()
      await queue
    },
  }
}
