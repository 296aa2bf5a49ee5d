import { dayAt, type Days, type Leaning } from './calendar.ts'
import { lexiconFor, readDays, type NamedDays } from './readDays.ts'

/** What "before" and "after" reach to. */
const longAgo = new Date(1800, 0, 1).getTime()
const farAhead = new Date(2200, 0, 1).getTime()

/** The first span that a text names, two that are joined ("from 3 to 7 May", "between March and June") taken as one. */
export function rangeIn(text: string, at: number, leaning: Leaning): Days | null {
  const named = readDays(text.slice(0, 2000), at, leaning)
  const first = named[0]
  if (first === undefined) return null
  const words = lexiconFor(text)
  const before = text.slice(0, first.start)
  const follows = (source: string) => new RegExp(`(?:^|[^\\p{L}])(?:${source})(?: the| den| dem| le| el| il| o)? ?$`, 'iu').test(before)
  const second = named[1]
  if (second !== undefined) {
    const joint = text.slice(first.end, second.start)
    if (new RegExp(`^\\s*(?:${words.to})\\s*$`, 'iu').test(joint) || (new RegExp(`^\\s*(?:${words.and})\\s*$`, 'iu').test(joint) && follows(words.between))) return joined(first, second)
  }
  if (follows(words.before)) return { from: longAgo, until: first.from }
  if (follows(words.after)) return { from: first.until, until: leaning === 'past' && first.until < dayAt(at).until ? dayAt(at).until : farAhead }
  if (follows(words.since) && first.from < dayAt(at).until && (!/(?:from|da|dal)$/iu.test(before.trim()) || words.language !== 'en')) return { from: first.from, until: Math.max(first.until, dayAt(at).until) }
  return { from: first.from, until: first.until }
}

/** The first takes the year of the second where only that one says it, and never lies behind it. */
function joined(first: NamedDays, second: NamedDays): Days {
  let from = !first.isSure && second.isSure && first.inYear !== null ? first.inYear(new Date(second.from).getFullYear())?.from ?? first.from : first.from
  if (from > second.from && first.inYear !== null) from = first.inYear(new Date(from).getFullYear() - 1)?.from ?? from
  return from < second.until ? { from, until: second.until } : { from: first.from, until: first.until }
}

/** Whether a sentence looks back or ahead; most questions to a memory look back. */
export function leaningOf(text: string): Leaning {
  return !looksBack(text) && says(text, lexiconFor(text).futureHint) ? 'future' : 'past'
}

/** True for a sentence with a word that speaks of the past. */
export function looksBack(text: string): boolean {
  return says(text, lexiconFor(text).pastHint)
}

function says(text: string, source: string): boolean {
  return new RegExp(`(?<![\\p{L}])(?:${source})(?![\\p{L}])`, 'iu').test(text)
}
