import type { Log } from '../platform/log.ts'
import { backUpDaily } from '../storage/backup.ts'
import type { Store } from '../storage/openStore.ts'

/** Asks for a verified copy often; one runs at a time, and only when one is due. */
export interface BackUps {
  ask(): void
  /** Waits for a copy that is being made. */
  close(): Promise<void>
}

export function createBackUps(store: Store, now: () => number, log: Log): BackUps {
  let running: Promise<unknown> | null = null
  let askedAgain = false
  let closing = false
  const ask = (): void => {
    if (store.write === null || closing) return
    if (running !== null) { askedAgain = true; return }
    running = backUpDaily(store, now(), log).finally(() => {
      running = null
      if (!askedAgain) return
      askedAgain = false
      ask()
    })
  }
  return {
    ask,
    async close() {
      closing = true
      await running
    },
  }
}
