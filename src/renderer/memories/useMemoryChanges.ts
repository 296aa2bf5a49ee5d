import { useMemo } from 'react'
import type { Input, Output } from '../../shared/contract.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { formatAmount } from '../state/formats.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { tellStaying } from './view/forgetting.ts'

/** What may be changed of many memories at once. */
export type ManyChange = Omit<Input<'memories.change'>, 'memoryIds'>

export type MemoryChanges = {
  /** Changes one memory. True when the engine took it; a refusal is shown as a toast. */
  update(change: Input<'memories.update'>): Promise<boolean>
  /** Changes many in the same way, and offers to take that back. @param done what happened, as a sentence without its number: "pinned" */
  change(memoryIds: readonly string[], change: ManyChange, done: string): Promise<boolean>
  /** Forgets what was previewed, and offers to take it back for as long as the settings say. @param cutNames also every sentence that names its person */
  forget(previewId: string, cutNames: boolean): Promise<boolean>
  /** What is refused is for the form to say, where it can be mended; what became of it is said here. */
  add(wish: Input<'memories.add'>): Promise<Result<Output<'memories.add'>, Failure>>
  /** Takes back what a turn learned as one fact. */
  unlearn(turnId: string, memoryId: string): Promise<boolean>
  restore(memoryId: string, number: number): Promise<boolean>
  /** These two offer to take it back. */
  merge(memoryIds: readonly string[], text: string): Promise<Output<'memories.merge'> | null>
  split(memoryId: string, texts: readonly string[]): Promise<Output<'memories.split'> | null>
  /** The id by which `takeBack` takes it back; null where it was refused, which is shown. */
  decide(memoryId: string, decision: Input<'memories.decide'>['decision'], text?: string): Promise<string | null>
  /** Decides, and offers to take that back. */
  decideHere(memoryId: string, decision: Input<'memories.decide'>['decision']): Promise<boolean>
  /** Takes a decision back. False where that is too late, which is shown. */
  takeBack(changeId: string): Promise<boolean>
}

/** The engine takes so many in one change; more go in several. */
const mostAtOnce = 10_000
const addedWords: Record<Output<'memories.add'>['change'], string> = {
  learned: 'The memory is added.', strengthened: 'This was there already. It counts anew from now.', superseded: 'The memory is added. It takes the place of an older one, which stays as replaced.',
}
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
      if (count === 0) notify({ message: 'This cannot be taken back any more.', next: 'It was changed since, or something was forgotten. Open its history to go back by hand.' })
      else notify({ message: `${countMemories(count)} as before.` })
    }
    const offerUndo = (message: string, changeId: string) => notify({ message, action: { label: 'Undo', run: () => void undoChanges([changeId]) } })
    const decide = async (memoryId: string, decision: Input<'memories.decide'>['decision'], text?: string) => take(await client.call('memories.decide', { memoryId, decision, ...(text === undefined ? {} : { text }) }))?.changeId ?? null
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
      forget: async (previewId, cutNames) => {
        const undoSeconds = settings.getState().settings?.forgetUndoSeconds ?? 0
        const gone = take(await client.call('memories.forgetSelected', { previewId, undoSeconds, cutNames }))
        if (gone === null) return false
        const { forgetId, count, undoUntil, staying } = gone
        const next = tellStaying(staying)
        if (undoUntil === null) notify({ message: count === 1 ? 'The memory is gone for good.' : `${countMemories(count)} are gone for good.`, ...(next === null ? {} : { next }) })
        else {
          const undo = async () => {
            const back = take(await client.call('memories.undoForget', { forgetId }))
            if (back !== null) notify({ message: back.count === 1 ? 'The memory is back.' : `${countMemories(back.count)} are back.` })
          }
          notify({ message: count === 1 ? 'The memory is being forgotten.' : `${countMemories(count)} are being forgotten.`, ...(next === null ? {} : { next }), until: undoUntil, action: { label: 'Undo', run: () => void undo() } })
        }
        return true
      },
      add: async (wish) => {
        const answer = await client.call('memories.add', wish)
        if (answer.ok) notify({ message: addedWords[answer.value.change] })
        return answer
      },
      unlearn: async (turnId, memoryId) => take(await client.call('memories.unlearn', { turnId, memoryId })) !== null,
      restore: async (memoryId, number) => take(await client.call('memories.restore', { memoryId, number })) !== null,
      merge: async (memoryIds, text) => {
        const merged = take(await client.call('memories.merge', { memoryIds: [...memoryIds], text }))
        if (merged !== null) offerUndo(`${countMemories(memoryIds.length)} merged into one.`, merged.changeId)
        return merged
      },
      split: async (memoryId, texts) => {
        const made = take(await client.call('memories.split', { memoryId, texts: [...texts] }))
        if (made !== null) offerUndo(`Split into ${countMemories(made.memories.length)}.`, made.changeId)
        return made
      },
      decide,
      decideHere: async (memoryId, decision) => {
        const changeId = await decide(memoryId, decision)
        if (changeId !== null) offerUndo(decision === 'reject' ? 'Rejected. It is not learned again.' : decision === 'both' ? 'Both are kept.' : 'Kept.', changeId)
        return changeId !== null
      },
      takeBack: async (changeId) => {
        const back = take(await client.call('memories.undoChange', { changeId }))
        if (back?.count === 0) notify({ level: 'info', message: 'This decision cannot be taken back any more.', next: 'Something was forgotten since. Add the memory again by hand.' })
        return (back?.count ?? 0) > 0
      },
    }
  }, [client, toasts, settings])
}
