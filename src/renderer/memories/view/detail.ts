import type { Memory, MemoryChange, MemorySource } from '../../../shared/memory.ts'
import { formatAgo, formatCount, formatDay, formatMoment, formatScore } from '../../state/formats.ts'
import { kindWords, labelWords, scopeWords, stateWords, trustWords } from '../../inspector/view/names.ts'
import { withoutRuleNames } from './rules.ts'
import { fadesSoon, tellFading } from './fading.ts'
import { timeOf } from './timeline.ts'

export type Fact = { name: string; value: string; hint?: string }

/** How much of a memory is told: the plain parts, or the figures too. */
export type Telling = { detailed: boolean; nameScope?: (scopeId: string) => string | null; locale?: string }

/** What is known about a memory, as lines of a table. @param now milliseconds since 1970, for "how long ago" */
export function tellMemory(memory: Memory, now: number, { detailed, nameScope = () => null, locale }: Telling): Fact[] {
  const about = memory.subject === 'user' ? 'about you' : `about ${memory.subject}`
  const place = memory.scopeId === null ? null : nameScope(memory.scopeId)
  const span = tellValidity(memory, locale)
  const fading = tellFading(memory, now)
  return [
    { name: 'Kind', value: `${kindWords[memory.kind].name}, ${about}`, hint: kindWords[memory.kind].hint },
    { name: 'State', value: stateWords[memory.state].name, hint: stateWords[memory.state].hint },
    { name: 'Label', value: `${labelWords[memory.label].name}: ${labelWords[memory.label].hint.toLowerCase()}` },
    { name: 'Applies', value: place === null ? scopeWords[memory.scope].name.toLowerCase() : `${scopeWords[memory.scope].name.toLowerCase()}: ${place}`, hint: scopeWords[memory.scope].hint },
    ...(memory.eventAt === null ? [] : [{ name: 'When', value: formatDay(memory.eventAt, locale) }]),
    ...(span === null ? [] : [{ name: 'Holds', value: span }]),
    { name: 'Learned', value: formatDay(memory.learnedAt, locale) },
    { name: 'Used', value: tellUses(memory, now, locale) },
    { name: 'Fades', value: memory.pinned ? 'never: it is pinned' : fading === null ? (memory.state === 'active' ? 'never' : 'not counted') : fading.replace('fades ', '') },
    ...(memory.entities.length === 0 ? [] : [{ name: 'Names', value: memory.entities.map((one) => one.name).join(', ') }]),
    ...(!detailed ? [{ name: 'Certainty', value: `${tellSureness(memory.confidence)}, from ${trustWords[memory.trust].name}`, hint: trustWords[memory.trust].hint }] : [
      { name: 'Certainty', value: `${trustWords[memory.trust].name} · ${formatScore(memory.confidence)}`, hint: trustWords[memory.trust].hint },
      { name: 'Importance', value: formatScore(memory.importance) },
    ]),
  ]
}

/** A confidence in words. @param confidence 0 to 1 */
export function tellSureness(confidence: number): string {
  return confidence >= 0.9 ? 'sure' : confidence >= 0.6 ? 'fairly sure' : 'not sure'
}

function tellValidity(memory: Memory, locale?: string): string | null {
  const { validFrom, validUntil } = memory
  if (validFrom !== null && validUntil !== null) return `from ${formatDay(validFrom, locale)} to ${formatDay(validUntil, locale)}`
  if (validFrom !== null) return `since ${formatDay(validFrom, locale)}`
  return validUntil === null ? null : `until ${formatDay(validUntil, locale)}`
}

/** How often a memory went along in a turn, and when last. */
export function tellUses(memory: Pick<Memory, 'uses' | 'lastUsedAt'>, now: number, locale?: string): string {
  if (memory.uses === 0) return 'not yet'
  const times = memory.uses === 1 ? 'once' : `${formatCount(memory.uses)} times`
  return memory.lastUsedAt === null ? times : `${times}, last ${formatAgo(memory.lastUsedAt, now, locale)}`
}

/** The quiet line under a memory in the list. @param withDay false where its day stands beside it */
export function noteMemory(memory: Memory, now: number, withDay = true, locale?: string): string {
  const parts = [memory.subject === 'user' ? 'you' : memory.subject]
  if (withDay) parts.push(formatDay(timeOf(memory, 'time'), locale))
  if (memory.sources.length > 1) parts.push(`${formatCount(memory.sources.length)} sources`)
  if (memory.sources.length === 0) parts.push('written by hand')
  if (memory.state !== 'active') parts.push(stateWords[memory.state].name.toLowerCase())
  if (fadesSoon(memory, now)) parts.push(tellFading(memory, now)!)
  return parts.join(' · ')
}

const authors: Record<MemoryChange['author'], string> = { user: 'by you', rule: 'from your words', model: 'by a local model', import: 'by an import' }

/** One line of a memory's history. */
export function tellChange(change: MemoryChange, locale?: string): { day: string; what: string; before: string | null } {
  const what = `${change.action} ${authors[change.author]}`
  const reason = withoutRuleNames(change.reason.replace(/\.$/, ''))
  // What a person did by hand is said by its reason already, and so is what a reason begins with.
  const told = reason === '' ? what : change.author === 'user' ? `${reason}, by you` : reason.toLowerCase().startsWith(change.action) ? reason : `${what}: ${reason}`
  return { day: formatMoment(change.at, locale), what: told, before: change.before === '' ? null : change.before }
}

/**
 * The message around a quote, cut for showing: at most `around` characters before and after it. When the quote does
 * not stand where the source says, only the quote itself is shown, so that nothing wrong is ever highlighted.
 */
export function frameQuote(source: MemorySource, messageText: string | null, around = 160): { before: string; quote: string; after: string } {
  if (messageText === null || messageText.slice(source.start, source.end) !== source.quote) return { before: '', quote: source.quote, after: '' }
  const from = Math.max(0, source.start - around)
  const to = Math.min(messageText.length, source.end + around)
  return {
    before: `${from > 0 ? '…' : ''}${messageText.slice(from, source.start)}`,
    quote: source.quote,
    after: `${messageText.slice(source.end, to)}${to < messageText.length ? '…' : ''}`,
  }
}
