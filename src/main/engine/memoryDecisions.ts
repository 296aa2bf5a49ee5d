import type { Memory } from '../../shared/memory.ts'
import { fail, ok } from '../../shared/result.ts'
import type { LearnedFact, TurnTrace } from '../../shared/trace.ts'
import { fingerprintsOf } from '../memory/fingerprints.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { bringBackMemory, discardMemory } from '../storage/discardMemory.ts'
import { findConflicting, findSupersededBy } from '../storage/findMemories.ts'
import { historyOf, loadMemories, saveMemory } from '../storage/memories.ts'
import { getMessage } from '../storage/messages.ts'
import { getTrace, saveTrace } from '../storage/traces.ts'
import { summariseTurn } from '../trace/summariseTurn.ts'
import { writable } from './engineParts.ts'
import { missing } from './handlers/conversationHandlers.ts'
import type { ChangeBook } from './memoryChanges.ts'
import type { MemoryDesk } from './memoryDesk.ts'
import { rivalsOf, sureByHand, type MemoryDeskParts, type MemoryWrites } from './memoryWrites.ts'

/** What a person says of what was learned: yes, no, or that it be taken back. */
export function createMemoryDecisions(parts: MemoryDeskParts, writes: MemoryWrites, book: ChangeBook): Pick<MemoryDesk, 'decide' | 'unlearn'> {
  const { clock } = parts
  const { derived, note } = writes

  /** What ended because of a memory that goes: it holds again, unless something newer has the one place of its key. */
  const revive = (write: WriteDb, old: Memory, gone: Memory): Memory => {
    const successor = rivalsOf(write, old).find((one) => one.id !== gone.id)
    if (successor !== undefined) {
      const ended: Memory = { ...old, supersededBy: successor.id, updatedAt: clock.now() }
      saveMemory(write, ended, note('undone', 'What came between it and a newer fact was taken back'))
      return ended
    }
    // An end that it had of its own is not the one that the newer fact gave it.
    const held = historyOf(write, old.id).findLast(({ snapshot }) => snapshot !== null && snapshot.state !== 'superseded')?.snapshot
    const back = derived({ ...old, state: 'active', supersededBy: null, validUntil: held?.validUntil ?? null }, old)
    saveMemory(write, back, note('undone', 'What took its place was taken back'))
    return back
  }

  /** A fact that was only said again loses that saying: its sources, and what it added where nothing was changed since. */
  const takeSaying = (write: WriteDb, memory: Memory, trace: TurnTrace): Memory => {
    const answerBefore = getMessage(write, trace.userMessageId)?.parentId ?? null
    const rest = memory.sources.filter((source) => source.messageId !== trace.userMessageId && (source.role === 'user' || source.messageId !== answerBefore))
    const versions = historyOf(write, memory.id)
    const isLast = versions.at(-1)?.at === trace.startedAt
    const before = isLast ? versions.at(-2)?.snapshot ?? null : null
    const back = derived({ ...memory, ...before, sources: rest.some((source) => source.role === 'user') ? rest : memory.sources }, memory)
    saveMemory(write, back, note('undone', 'That it was said again was taken back'))
    return back
  }

  /** Drops what a person did not want. @returns how to take that back: as it was, unless something was forgotten since, which may be the same words */
  const reject = (write: WriteDb, memory: Memory) => {
    const history = historyOf(write, memory.id)
    const disputed = findConflicting(write, memory.id)
    const said = turnsThatLearned(write, memory).flatMap((turnId) => getTrace(write, turnId)?.learned.filter((fact) => fact.memoryId === memory.id).map(({ change }) => ({ turnId, change })) ?? [])
    discardMemory(write, memory.id, clock.now(), fingerprintsOf)
    for (const { turnId } of said) sayChange(write, turnId, memory.id, 'rejected')
    const forgets = parts.forgets.count
    return (later: WriteDb): Memory[] => {
      if (parts.forgets.count !== forgets || !bringBackMemory(later, memory, history, fingerprintsOf)) return []
      const back = { ...memory, updatedAt: clock.now() }
      saveMemory(later, back, note('undone', 'That it was rejected was taken back'))
      for (const { turnId, change } of said) sayChange(later, turnId, memory.id, change)
      const others = loadMemories(later, disputed).filter((one) => one.state === 'candidate' && one.conflictsWith === null).map((one) => ({ ...one, conflictsWith: memory.id }))
      for (const one of others) saveMemory(later, one, note('undone', 'What it may contradict is back'))
      return [back, ...others]
    }
  }

  return {
    decide(memoryId, decision, text) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = writes.existing(write.value, memoryId)
      if (before === null) return missing('memory')
      if (before.state !== 'candidate') return fail('bad-input', 'This memory does not wait for a decision any more.', 'Look at it once more; it may have been decided in another window.')
      if (decision === 'reject') {
        const takeBackReject = transaction(write.value, () => reject(write.value, before))
        writes.told([before])
        return ok({ memory: null, changeId: book.keep(takeBackReject) })
      }
      const changed = transaction(write.value, () => {
        const edited = text?.trim() ?? before.text
        const memory = derived({ ...before, text: edited === '' ? before.text : edited, state: 'active', confidence: Math.max(before.confidence, sureByHand), conflictsWith: null }, before)
        const others = decision === 'both' ? [] : writes.replace(write.value, memory, before.conflictsWith, 'A newer fact took its place; confirmed by you.')
        writes.save(write.value, memory, note('confirmed', decision === 'both' ? 'Confirmed beside what it seemed to contradict' : 'Confirmed', before.text === memory.text ? null : before.text))
        return [{ before, after: memory }, ...others]
      })
      writes.told(changed.map(({ after }) => after))
      return ok({ memory: changed[0]!.after, changeId: book.keepChanged(changed) })
    },
    unlearn(turnId, memoryId) {
      const write = writable(parts)
      if (!write.ok) return write
      const trace = getTrace(write.value, turnId)
      const fact = trace?.learned.find((one) => one.memoryId === memoryId)
      const memory = writes.existing(write.value, memoryId)
      if (trace === null || fact === undefined || memory === null) return missing('memory')
      const changed = transaction(write.value, () => {
        sayChange(write.value, turnId, memoryId, 'rejected')
        if (fact.change === 'strengthened') return [takeSaying(write.value, memory, trace)]
        const olds = findSupersededBy(write.value, memoryId)
        discardMemory(write.value, memoryId, clock.now(), fingerprintsOf)
        return [memory, ...olds.map((old) => revive(write.value, old, memory))]
      })
      parts.forgets.count++
      writes.told(changed)
      return ok({})
    },
  }
}

/** The turns whose messages a memory was learned from. */
function turnsThatLearned(write: WriteDb, memory: Memory): string[] {
  return [...new Set(memory.sources.flatMap((source) => (source.messageId === null ? null : getMessage(write, source.messageId)?.turnId) ?? []))]
}

/** What a turn says that became of a fact that it learned. */
function sayChange(write: WriteDb, turnId: string, memoryId: string, change: LearnedFact['change']): void {
  const trace = getTrace(write, turnId)
  if (trace === null) return
  const kept = { ...trace, learned: trace.learned.map((fact) => fact.memoryId === memoryId ? { ...fact, change } : fact) }
  saveTrace(write, kept, summariseTurn(kept))
}
