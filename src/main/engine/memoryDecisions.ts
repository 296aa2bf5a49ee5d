import type { Memory } from '../../shared/memory.ts'
import { fail, ok } from '../../shared/result.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { fingerprintsOf } from '../memory/fingerprints.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { discardMemory } from '../storage/discardMemory.ts'
import { findSupersededBy } from '../storage/findMemories.ts'
import { historyOf, saveMemory } from '../storage/memories.ts'
import { getMessage } from '../storage/messages.ts'
import { getTrace, saveTrace } from '../storage/traces.ts'
import { summariseTurn } from '../trace/summariseTurn.ts'
import { writable } from './engineParts.ts'
import { missing } from './handlers/conversationHandlers.ts'
import type { MemoryDesk } from './memoryDesk.ts'
import { rivalsOf, sureByHand, type MemoryDeskParts, type MemoryWrites } from './memoryWrites.ts'

/** What a person says of what was learned: yes, no, or that it be taken back. */
export function createMemoryDecisions(parts: MemoryDeskParts, writes: MemoryWrites): Pick<MemoryDesk, 'decide' | 'unlearn'> {
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
    const back = derived({ ...old, state: 'active', supersededBy: null, validUntil: null }, old)
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

  return {
    decide(memoryId, decision, text) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = writes.existing(write.value, memoryId)
      if (before === null) return missing('memory')
      if (before.state !== 'candidate') return fail('bad-input', 'This memory does not wait for a decision any more.', 'Look at it once more; it may have been decided in another window.')
      if (decision === 'reject') {
        transaction(write.value, () => {
          discardMemory(write.value, memoryId, clock.now(), fingerprintsOf)
          for (const turnId of turnsThatLearned(write.value, before)) takeBack(write.value, turnId, memoryId)
        })
        writes.told([before])
        return ok({ memory: null })
      }
      const changed = transaction(write.value, () => {
        const edited = text?.trim() ?? before.text
        const memory = derived({ ...before, text: edited === '' ? before.text : edited, state: 'active', confidence: Math.max(before.confidence, sureByHand), conflictsWith: null }, before)
        const others = decision === 'both' ? [] : writes.replace(write.value, memory, before.conflictsWith, 'A newer fact took its place; confirmed by you.')
        writes.save(write.value, memory, note('confirmed', decision === 'both' ? 'Confirmed beside what it seemed to contradict' : 'Confirmed', before.text === memory.text ? null : before.text))
        return [memory, ...others.map(({ after }) => after)]
      })
      writes.told(changed)
      return ok({ memory: changed[0]! })
    },
    unlearn(turnId, memoryId) {
      const write = writable(parts)
      if (!write.ok) return write
      const trace = getTrace(write.value, turnId)
      const fact = trace?.learned.find((one) => one.memoryId === memoryId)
      const memory = writes.existing(write.value, memoryId)
      if (trace === null || fact === undefined || memory === null) return missing('memory')
      const changed = transaction(write.value, () => {
        takeBack(write.value, turnId, memoryId)
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

/** The turn does not say any more that it learned this. */
function takeBack(write: WriteDb, turnId: string, memoryId: string): void {
  const trace = getTrace(write, turnId)
  if (trace === null) return
  const kept = { ...trace, learned: trace.learned.map((fact) => fact.memoryId === memoryId ? { ...fact, change: 'rejected' as const } : fact) }
  saveTrace(write, kept, summariseTurn(kept))
}
