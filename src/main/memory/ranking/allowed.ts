import type { Memory } from '../../../shared/memory.ts'
import type { Message } from '../../../shared/message.ts'
import type { RecallAsk } from '../recallPorts.ts'
import { isInScope } from '../scope.ts'

/** Why a memory may not come back for this question, as a sentence; null where it may. What is faded is judged later: an exact match brings it back. */
export function keepsMemoryOut(memory: Memory, ask: RecallAsk): string | null {
  if (memory.state === 'forgotten') return 'It is forgotten.'
  if (memory.state === 'candidate') return 'It is a candidate that waits for your review.'
  if (memory.state === 'superseded') return `It was superseded${memory.validUntil === null ? '' : ` on ${dayOf(memory.validUntil)}`} by a newer fact.`
  if (!isInScope(memory, ask.conversationId, ask.projectId ?? null)) return memory.scope === 'project' ? 'It belongs to another project.' : 'It belongs to another conversation.'
  const filter = ask.filter
  if (filter === undefined) return null
  const at = memory.eventAt ?? memory.learnedAt
  if (filter.kinds !== undefined && filter.kinds.length > 0 && !filter.kinds.includes(memory.kind)) return 'The filter leaves out memories of its kind.'
  if (!isWithin(at, filter.from ?? null, filter.until ?? null)) return `It is of ${dayOf(at)}, outside the time that was asked for.`
  if (memory.importance < (filter.minImportance ?? 0)) return 'It is less important than the filter asks for.'
  const person = filter.person ?? null
  if (person !== null && !namesPerson(memory, person)) return `It does not name ${person}.`
  return null
}

/** Whether an earlier message may come back: those of the conversation itself only where they do not stand in the prompt. */
export function isMessageAllowed(message: Message, ask: RecallAsk): boolean {
  if (message.conversationId === ask.conversationId && ask.ownIds?.has(message.id) !== true) return false
  const filter = ask.filter
  if (filter === undefined) return true
  // A message has no kind and no importance of its own: who asks for those asks for memories.
  if ((filter.kinds !== undefined && filter.kinds.length > 0) || (filter.minImportance ?? 0) > 0) return false
  if (!isWithin(message.createdAt, filter.from ?? null, filter.until ?? null)) return false
  const person = filter.person ?? null
  return person === null || `${message.speaker ?? ''} ${message.text}`.toLowerCase().includes(person.toLowerCase())
}

function namesPerson(memory: Memory, person: string): boolean {
  const wanted = person.toLowerCase()
  return memory.subject.toLowerCase() === wanted || memory.entities.some((entity) => entity.name.toLowerCase() === wanted)
}

function isWithin(at: number, from: number | null, until: number | null): boolean {
  return (from === null || at >= from) && (until === null || at < until)
}

/** "3 May 2026", in UTC as everywhere in the index. */
export function dayOf(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? 'an unknown day' : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date)
}
