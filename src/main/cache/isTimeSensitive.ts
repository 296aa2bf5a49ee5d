import type { Understanding } from '../../shared/understanding.ts'
import { anotherEachTime, unspacedAnother } from './anotherEachTime.ts'
import { momentWords, unspacedMoments } from './momentWords.ts'
import { standings, unspacedStandings } from './standings.ts'

const spaced = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...momentWords, ...standings, ...anotherEachTime].join('|')})(?![\\p{L}\\p{N}])`, 'u')
const unspaced = [unspacedMoments, unspacedStandings, unspacedAnother]

/** Beyond this only its two ends are looked at. */
const readChars = 4000

/**
 * True for a question whose answer may be another one a moment later: an answer of before must not be given again. Its words tell (a time,
 * how something stands, what comes next, a joke that should be a new one), in the languages that Casement knows, and so does what was
 * understood of it: a time that it speaks of, or a need for how the world stands now.
 */
export function isTimeSensitive(text: string, understanding: Pick<Understanding, 'times' | 'needs'> | null): boolean {
  if (understanding !== null && (understanding.needs.fresh || understanding.times.length > 0)) return true
  const read = (text.length <= readChars ? text : `${text.slice(0, readChars / 2)}\n${text.slice(-readChars / 2)}`).normalize('NFKC').toLowerCase().replaceAll('’', '\'')
  return spaced.test(read) || unspaced.some((form) => form.test(read))
}
