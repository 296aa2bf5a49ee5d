import { endIndexErasing, finishErasing, isErasing, isIndexErasing } from '../storage/erase.ts'
import type { EngineParts } from './engineParts.ts'

/**
 * Sees to it that what was forgotten leaves every byte of the files: of the search index, once it has let go of the words, and of the
 * store where that could not be done at once. What fails is tried again while Casement runs; what a close or a kill cuts off, at the next start.
 */
export interface EraseDesk {
  /** Something was forgotten: begins at once, in the background. */
  begin(): void
  /** What an earlier run left goes in a quiet moment. */
  finishEarlier(): void
  /** Waits until the bytes are gone, or for the shortest while that this can take; the rest is done with the closing of the index or at the next start. */
  close(): Promise<void>
}

type DeskParts = Pick<EngineParts, 'store' | 'index' | 'indexer' | 'log' | 'options'>

/** Between tries, in milliseconds. */
export const eraseAgainMs = 30_000
/** A close waits so long for the index to let go of words; then the index does it while it closes. */
const closeWithinMs = 2000

export function createEraseDesk(parts: DeskParts): EraseDesk {
  const { store, index, indexer, log } = parts
  const { eraseAgainAfterMs = eraseAgainMs } = parts.options
  let asked = 0
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let closing = false
  let stopWaiting = (): void => {}
  const stopped = new Promise<void>((resolve) => { stopWaiting = resolve })

  /** @returns whether every byte is gone */
  const eraseIndex = async (): Promise<boolean> => {
    const { write } = store
    if (write === null || !isIndexErasing(write)) return true
    const round = asked
    await Promise.race([indexer.settled(), stopped])
    // Most is gone now; what a long rebuild still holds follows it.
    await index.erase()
    if (!closing && indexer.state().state !== 'ready') {
      await Promise.race([indexer.whole(), stopped])
      await index.erase()
    }
    if (closing || round !== asked || indexer.state().state !== 'ready') return false
    endIndexErasing(write)
    return true
  }

  const work = async (): Promise<void> => {
    for (let round = -1; round !== asked;) {
      round = asked
      let isDone = false
      try {
        if (store.write !== null && isErasing(store.write)) finishErasing(store.write)
        isDone = await eraseIndex() && !isErasing(store.read)
      } catch (error) { log.warn(`what was forgotten has left the search, and is erased from its file later: ${String(error)}`) }
      if (closing) break
      if (!isDone && round === asked) { later(); break }
    }
    // At once: what is forgotten from here on begins anew.
    running = null
  }
  const begin = (): void => {
    asked++
    clearTimeout(timer)
    running ??= Promise.resolve().then(work)
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(begin, eraseAgainAfterMs)
    timer.unref()
  }

  return {
    begin,
    finishEarlier() { if (store.write !== null && (isErasing(store.read) || isIndexErasing(store.read))) later() },
    async close() {
      clearTimeout(timer)
      if (running === null) return
      const patience = setTimeout(() => { closing = true; stopWaiting() }, closeWithinMs)
      await running
      clearTimeout(patience)
    },
  }
}
