import type { Log } from '../platform/log.ts'
import { backUpDaily, rescue, type Rescue } from '../storage/backup.ts'
import type { Store } from '../storage/openStore.ts'

/** Asks for a verified copy often; one runs at a time, and only when one is due. Where the store's file is gone, all it held is saved instead. */
export interface BackUps {
  ask(): void
  /** Waits for a copy that is being made; a store whose file is gone is saved once more, with the end of what ran. */
  close(): Promise<void>
}

/** @param onDisplaced hears once that the store's file is gone and what it held was saved */
export function createBackUps(store: Store, now: () => number, log: Log, onDisplaced: () => void): BackUps {
  let running: Promise<unknown> | null = null
  let askedAgain = false
  let closing = false
  let rescued: Rescue | null = null
  let told = false
  const save = async (): Promise<void> => {
    rescued = await rescue(store, rescued, now(), log)
    if (!told) onDisplaced()
    told = true
  }
  const ask = (): void => {
    if (store.write === null || closing) return
    if (running !== null) { askedAgain = true; return }
    running = (store.displaced() === null ? backUpDaily(store, now(), log) : save()).finally(() => {
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
      if (store.write !== null && store.displaced() !== null) await save()
    },
  }
}
