import { fadeDue, saveMemory } from '../storage/memories.ts'
import { transaction } from '../storage/database.ts'
import type { EngineParts } from './engineParts.ts'

/** Lets memories fade that nobody used for long: they stay, and exact words still find them. */
export interface FadeDesk {
  /** Looks once; cheap where nothing is due. */
  look(): void
  close(): Promise<void>
}

type DeskParts = Pick<EngineParts, 'store' | 'clock' | 'events' | 'indexer' | 'log'>

const hourMs = 3_600_000
/** Of many at once the rest follows with the next look, so that no start waits for them. */
const most = 500

export function createFadeDesk(parts: DeskParts): FadeDesk {
  const { store, clock } = parts
  const look = (): void => {
    const { write } = store
    if (write === null) return
    try {
      const now = clock.now()
      const due = fadeDue(write, now, most)
      if (due.length === 0) return
      transaction(write, () => {
        for (const memory of due) saveMemory(write, { ...memory, state: 'faded', updatedAt: now }, { at: now, author: 'rule', action: 'faded', reason: 'Not used for long', before: null })
      })
      parts.indexer.changed(due.map((memory) => memory.id))
      parts.events.emit('memories.changed', { memoryIds: due.length > 100 ? [] : due.map((memory) => memory.id) })
    } catch (error) {
      parts.log.warn(`memories could not fade now: ${String(error)}`)
    }
  }
  const timer = setInterval(look, hourMs)
  timer.unref()
  return { look, async close() { clearInterval(timer) } }
}
