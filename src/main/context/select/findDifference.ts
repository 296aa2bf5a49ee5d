import { readFact } from './readFact.ts'

/** Facts that share so many of their words speak of the same thing. */
const sameThing = 0.5
const leastWords = 2

/**
 * In what two texts about the same thing differ: a number, a "not", or one word that each has instead of the other's ("lives in
 * Porto", "lives in Lisbon"). Null where they speak of different things, or where one only says more than the other.
 */
export function findDifference(a: string, b: string): 'number' | 'negation' | 'word' | null {
  const [one, other] = [readFact(a), readFact(b)]
  const shared = one.words.filter((word) => other.set.has(word))
  if (shared.length < leastWords) return null
  const [onlyOne, onlyOther] = [one.words.filter((word) => !other.set.has(word)), other.words.filter((word) => !one.set.has(word))]
  if (onlyOne.length === 1 && onlyOther.length === 1 && shared.length >= 2) return /\d/.test(onlyOne[0]! + onlyOther[0]!) ? 'number' : 'word'
  if (shared.length / (shared.length + onlyOne.length + onlyOther.length) < sameThing) return null
  if (one.numbers !== '' && other.numbers !== '' && one.numbers !== other.numbers) return 'number'
  return (one.negations > 0) !== (other.negations > 0) ? 'negation' : null
}
