import type { Input } from '../../../shared/contract.ts'
import type { MemoryFilter, MemoryOrder } from '../../../shared/memory.ts'
import { formatDay } from '../../state/formats.ts'
import { kindWords, labelWords, scopeWords, stateWords } from '../../inspector/view/names.ts'
import { isWholeMonths, nameMonths } from './months.ts'

export type { MemoryFilter }

/** What is in use; the filter that a list begins with. */
export const everything: MemoryFilter = {
  query: '', kind: null, state: 'active', pinned: null, conversationId: null, label: null, scope: null, scopeId: null,
  person: null, from: null, until: null, minImportance: null, fading: false, review: false,
}

/** The filter as the engine is asked for it; without an order a search comes best first, and everything else newest first. */
export function askFor(filter: MemoryFilter, order: MemoryOrder | null, limit: number, place: { offset?: number; cursor?: string | null } = {}): Input<'memories.list'> {
  const query = filter.query.trim()
  return { ...filter, query, order: order ?? (query === '' ? 'changed' : 'relevance'), limit, cursor: place.cursor ?? null, offset: place.offset ?? 0 }
}

/** One part of a filter that narrows, in words, and what takes it away. */
export type Narrowing = { key: string; text: string; without: Partial<MemoryFilter> }

/** What narrows a list beyond its beginning, the words of the search left aside. */
export function listNarrowings(filter: MemoryFilter, nameScope: (scopeId: string) => string | null = () => null): Narrowing[] {
  const found: Narrowing[] = []
  const add = (key: string, text: string, without: Partial<MemoryFilter>) => { found.push({ key, text, without }) }
  if (filter.kind !== null) add('kind', kindWords[filter.kind].plural, { kind: null })
  if (filter.state !== everything.state) add('state', filter.state === null ? 'Every state' : stateWords[filter.state].name, { state: everything.state })
  if (filter.pinned !== null) add('pinned', filter.pinned ? 'Pinned' : 'Not pinned', { pinned: null })
  if (filter.label !== null) add('label', `Label ${labelWords[filter.label].name}`, { label: null })
  if (filter.scope !== null) {
    const named = filter.scopeId === null ? null : nameScope(filter.scopeId)
    add('scope', named === null ? scopeWords[filter.scope].name : `${scopeWords[filter.scope].name}: ${named}`, { scope: null, scopeId: null })
  }
  if (filter.person !== null) add('person', filter.person === 'user' ? 'About you' : filter.person, { person: null })
  if (filter.conversationId !== null) add('conversation', `From ${nameScope(filter.conversationId) ?? 'one conversation'}`, { conversationId: null })
  if (filter.from !== null || filter.until !== null) add('time', nameSpan(filter.from, filter.until), { from: null, until: null })
  if (filter.minImportance !== null) add('importance', `Importance from ${filter.minImportance}`, { minImportance: null })
  if (filter.fading) add('fading', 'Fading soon', { fading: false })
  if (filter.review) add('review', 'To review', { review: false })
  return found
}

function nameSpan(from: number | null, until: number | null): string {
  if (from !== null && until !== null) return isWholeMonths(from, until) ? nameMonths(from, until) : `${formatDay(from)} to ${formatDay(until - 1)}`
  return from === null ? `until ${formatDay(until! - 1)}` : `since ${formatDay(from)}`
}

/** The sentence of an empty list, with what to do about it. */
export function tellEmpty(filter: MemoryFilter): string {
  if (filter.query.trim() !== '') return `Nothing found for “${filter.query.trim()}”. Try one word of it${listNarrowings(filter).length > 0 ? ', or take a filter away' : ''}.`
  if (filter.state === 'candidate' || filter.review) return 'Nothing waits for review.'
  if (filter.state === 'superseded') return 'Nothing was replaced yet.'
  if (filter.state === 'faded') return 'Nothing has faded.'
  if (filter.fading) return 'Nothing fades within 30 days.'
  if (listNarrowings(filter).length > 1) return 'No memory fits all of these filters. Take one away.'
  if (filter.pinned === true) return 'Nothing is pinned. Press P on a memory to send it along in every turn.'
  if (filter.kind !== null) return 'No memories of this kind yet.'
  if (listNarrowings(filter).length > 0) return 'No memory fits this filter. Take it away to see all.'
  return 'No memories yet. Tell the assistant something about you, or add a memory by hand.'
}
