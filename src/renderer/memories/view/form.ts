import type { Input } from '../../../shared/contract.ts'
import type { Memory } from '../../../shared/memory.ts'

/** A memory as it stands in a form; dates as the browser writes them ("2026-11-21"), empty where there is none. */
export type MemoryFields = Pick<Memory, 'text' | 'subject' | 'kind' | 'importance' | 'label' | 'scope' | 'scopeId'> & { eventDay: string; untilDay: string }

/** Whom a memory is about, as it is shown. */
export function nameSubject(subject: string): string {
  return subject === 'user' ? 'you' : subject
}

/** Whom it is about, as the engine is told. */
export function subjectOf(shown: string): string {
  return /^(?:you|me|i|myself)$/i.test(shown.trim()) ? 'user' : shown.trim()
}

export function fieldsOf(memory: Memory): MemoryFields {
  const { text, subject, kind, importance, label, scope, scopeId } = memory
  return { text, subject: nameSubject(subject), kind, importance, label, scope, scopeId, eventDay: dayOf(memory.eventAt), untilDay: dayOf(memory.validUntil) }
}

/** Why a form cannot be saved, in a sentence; null when it can. */
export function tellWrong(fields: MemoryFields): string | null {
  if (fields.text.trim() === '') return 'A memory needs some text. To remove it, forget it.'
  if (fields.subject.trim() === '') return 'Say who or what it is about: you, or a name.'
  if (fields.scope !== 'everywhere' && fields.scopeId === null) return 'Choose the project or conversation that it applies to.'
  return null
}

/** What a form changed of a memory, as the engine is told it; null where nothing is. A day that was not touched keeps its time of day. */
export function changeOf(memory: Memory, fields: MemoryFields): Omit<Input<'memories.update'>, 'memoryId'> | null {
  const before = fieldsOf(memory)
  const change: Omit<Input<'memories.update'>, 'memoryId'> = {}
  if (fields.text.trim() !== before.text) change.text = fields.text.trim()
  if (fields.subject.trim() !== before.subject) change.subject = subjectOf(fields.subject)
  if (fields.kind !== before.kind) change.kind = fields.kind
  if (fields.importance !== before.importance) change.importance = fields.importance
  if (fields.label !== before.label) change.label = fields.label
  if (fields.scope !== before.scope || fields.scopeId !== before.scopeId) Object.assign(change, { scope: fields.scope, scopeId: fields.scopeId })
  if (fields.eventDay !== before.eventDay) change.eventAt = timeOfDay(fields.eventDay, memory.eventAt)
  if (fields.untilDay !== before.untilDay) change.validUntil = timeOfDay(fields.untilDay, memory.validUntil)
  return Object.keys(change).length === 0 ? null : change
}

function dayOf(at: number | null): string {
  if (at === null) return ''
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  const two = (part: number) => String(part).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The moment of a day ("2026-11-21"): at the same time of day as before, else at noon. Null where it is none. */
export function timeOfDay(day: string, before: number | null): number | null {
  const found = /^(\d{1,6})-(\d{2})-(\d{2})$/.exec(day)
  if (found === null) return null
  const date = new Date(before ?? 0)
  if (before === null) date.setHours(12, 0, 0, 0)
  date.setFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]))
  return date.getTime()
}
