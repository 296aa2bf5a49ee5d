import { isAmbiguousName, isWellKnown } from './knownNames.ts'
import { isOrdinary } from './ordinaryWords.ts'

/**
 * How a name has to be written to be one: `capital` where it is a word or a place too ("mark", "rose"), `inside` where it also opens
 * sentences as a word ("will", "may"), so that only a capital within a sentence tells; `any` for all others.
 */
export function careForName(lower: string): 'any' | 'capital' | 'inside' {
  if (isOrdinary(lower, 'en') && !isWellKnown(lower)) return 'inside'
  return isAmbiguousName(lower) || isOrdinary(lower, 'en') ? 'capital' : 'any'
}
