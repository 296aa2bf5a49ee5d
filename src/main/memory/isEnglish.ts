import { isOrdinary } from './entities/ordinaryWords.ts'
import { languagesOf } from './languageOf.ts'

/** So many of its words must be known before a sentence counts as English. */
const leastShare = 0.35

/**
 * True for a sentence that rules for English may read: no other known language fits it better, and enough of its words are
 * English. Names and numbers count for nothing.
 */
export function isEnglish(sentence: string): boolean {
  const told = languagesOf(sentence)
  if (told.length > 0 && told[0] !== 'en') return false
  const words = (sentence.toLowerCase().match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []).map((word) => word.replace('’', '\''))
  if (words.some((word) => /[^\p{Script=Latin}\p{M}'-]/u.test(word))) return words.filter((word) => /^[a-z'-]+$/u.test(word)).length / words.length > 0.7
  const known = words.filter((word) => word.length > 1 && (isOrdinary(word, 'en') || isOrdinary(word.replace(/s$/u, ''), 'en'))).length
  return words.length > 0 && known / words.length >= leastShare
}
