import { useAppState } from '../state/AppStateContext.ts'
import type { MemoryRowsState } from './memoryRows.ts'
import type { Choice } from './useChoice.ts'
import type { ForgetWish } from './useForgetPreview.ts'
import { useMemoryChanges, type ManyChange } from './useMemoryChanges.ts'
import type { MemoryFilter } from './view/filter.ts'
import { isChosen } from './view/selection.ts'

/** The engine takes so many ids for one forgetting. */
const mostForgotten = 100_000

export type ManyChanges = {
  /** The chosen ids, read where they were not; null where that failed, which is said. */
  idsOf(choice: Choice): Promise<string[] | null>
  change(choice: Choice, change: ManyChange, done: string): Promise<void>
  /** What forgetting the chosen ones asks for: ids, or the filter where all of a list without a search are chosen. */
  wishFor(choice: Choice): Promise<ForgetWish | null>
  wishForAll(): Promise<ForgetWish | null>
}

/** Changes of what is chosen in a list, however much that is. */
export function useManyChanges(rows: MemoryRowsState, filter: MemoryFilter): ManyChanges {
  const { toasts } = useAppState()
  const changes = useMemoryChanges()
  const readAll = async (): Promise<string[] | null> => {
    const ids = await rows.idsOf(0, rows.total)
    if (ids === null) toasts.getState().notify({ level: 'error', message: 'The chosen memories could not be read.', next: 'Choose them again.' })
    return ids
  }
  const idsOf = async ({ selection }: Choice): Promise<string[] | null> => {
    if (!selection.all) return [...selection.ids]
    const all = await readAll()
    return all === null ? null : all.filter((id) => isChosen(selection, id))
  }
  const asWish = (ids: string[] | null): ForgetWish | null => {
    if (ids !== null && ids.length > mostForgotten) {
      toasts.getState().notify({ level: 'error', message: 'These are too many to forget at once.', next: 'Narrow the list, for example by a time.' })
      return null
    }
    return ids === null ? null : { memoryIds: ids }
  }
  // A search also shows what only means the same, and a filter would forget by words: only ids say exactly what is shown.
  const isExact = filter.query.trim() === ''
  return {
    idsOf,
    change: async (choice, change, done) => {
      const ids = await idsOf(choice)
      if (ids !== null && ids.length > 0) await changes.change(ids, change, done)
    },
    wishFor: async (choice) => choice.selection.all && choice.selection.ids.size === 0 && isExact ? { filter } : asWish(await idsOf(choice)),
    wishForAll: async () => isExact ? { filter } : asWish(await readAll()),
  }
}
