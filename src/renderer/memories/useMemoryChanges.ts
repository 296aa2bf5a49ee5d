import { useMemo } from 'react'
import type { Input, Output } from '../../shared/contract.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { formatAmount } from '../state/formats.ts'
import { useAppState } from '../state/AppStateContext.ts'

/** What may be changed of many memories at once. */
export type ManyChange = Omit<Input<'memories.change'>, 'memoryIds'>

export type MemoryChanges = {
  /** Changes one memory. True when the engine took it; a refusal is shown as a toast. */
  update(change: Input<'memories.update'>): Promise<boolean>
  /** Changes many in the same way, and offers to take that back. @param done what happened, as a sentence without its number: "pinned" */
  change(memoryIds: readonly string[], change: ManyChange, done: string): Promise<boolean>
  /** Forgets what was previewed, and offers to take it back for as long as the settings say. */
  forget(previewId: string): Promise<boolean>
  add(wish: Input<'memories.add'>): Promise<boolean>
  /** Takes back what a turn learned as one fact. */
  unlearn(turnId: string, memoryId: string): Promise<boolean>
  restore(memoryId: string, number: number): Promise<boolean>
  merge(memoryIds: readonly string[], text: string): Promise<Output<'memories.merge'> | null>
  split(memoryId: string, texts: readonly string[]): Promise<Output<'memories.split'> | null>
  /** The id by which `takeBack` takes it back; null where it was refused, which is shown. */
  decide(memoryId: string, decision: Input<'memories.decide'>['decision'], text?: string): Promise<string | null>
  /** Takes a decision back. False where that is too late, which is shown. */
  takeBack(changeId: string): Promise<boolean>
}

/** The engine takes so many in one change; more go in several. */
const mostAtOnce = 10_000
const countMemories = (count: number) => formatAmount(count, 'memory', 'memories')

/** The ways to change memories from the window. The lists hear of a change from the engine, not from here. */
export function useMemoryChanges(): MemoryChanges {
  const { client, toasts, settings } = useAppState()
  return useMemo(() => {
    const { notify, notifyFailure } = toasts.getState()
    const take = <T>(answer: Result<T, Failure>): T | null => {
      if (answer.ok) return answer.value
      notifyFailure(answer.error)
      return null
    }
    const undoChanges = async (changeIds: readonly string[]) => {
      let count = 0
      for (const changeId of changeIds.toReversed()) {
        const undone = take(await client.call('memories.undoChange', { changeId }))
        if (undone === null) return
        count += undone.count
      }
      notify({ message: `${countMemories(count)} as before.` })
    }
    return {
      update: async (change) => take(await client.call('memories.update', change)) !== null,
      change: async (memoryIds, change, done) => {
        const changeIds: string[] = []
        let count = 0
        for (let at = 0; at < memoryIds.length; at += mostAtOnce) {
          const changed = take(await client.call('memories.change', { memoryIds: memoryIds.slice(at, at + mostAtOnce), ...change }))
          if (changed === null) break
          changeIds.push(changed.changeId)
          count += changed.count
        }
        if (count > 0) notify({ message: `${countMemories(count)} ${done}.`, action: { label: 'Undo', run: () => void undoChanges(changeIds) } })
        return count > 0
      },
      forget: async (previewId) => {
        const undoSeconds = settings.getState().settings?.forgetUndoSeconds ?? 0
        const gone = take(await client.call('memories.forgetSelected', { previewId, undoSeconds }))
        if (gone === null) return false
        const { forgetId, count, undoUntil } = gone
        if (undoUntil === null) notify({ message: count === 1 ? 'The memory is gone for good.' : `${countMemories(count)} are gone for good.` })
        else {
          const undo = async () => {
            const back = take(await client.call('memories.undoForget', { forgetId }))
            if (back !== null) notify({ message: back.count === 1 ? 'The memory is back.' : `${countMemories(back.count)} are back.` })
          }
          notify({ message: count === 1 ? 'The memory is being forgotten.' : `${countMemories(count)} are being forgotten.`, until: undoUntil, action: { label: 'Undo', run: () => void undo() } })
        }
        return true
      },
      add: async (wish) => take(await client.call('memories.add', wish)) !== null,
      unlearn: async (turnId, memoryId) => take(await client.call('memories.unlearn', { turnId, memoryId })) !== null,
      restore: async (memoryId, number) => take(await client.call('memories.restore', { memoryId, number })) !== null,
      merge: async (memoryIds, text) => take(await client.call('memories.merge', { memoryIds: [...memoryIds], text })),
      split: async (memoryId, texts) => take(await client.call('memories.split', { memoryId, texts: [...texts] })),
      decide: async (memoryId, decision, text) => take(await client.call('memories.decide', { memoryId, decision, ...(text === undefined ? {} : { text }) }))?.changeId ?? null,
      takeBack: async (changeId) => {
        const back = take(await client.call('memories.undoChange', { changeId }))
        if (back?.count === 0) notify({ level: 'info', message: 'This decision cannot be taken back any more.', next: 'Something was forgotten since. Add the memory again by hand.' })
        return (back?.count ?? 0) > 0
      },
    }
  }, [client, toasts, settings])
}
