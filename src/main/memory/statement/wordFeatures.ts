import { statementWords } from './weights.ts'

const known = new Set(statementWords)

/** The frequent words of a sentence that the model has a weight for, as features. */
export function wordFeatures(sentence: string, among: ReadonlySet<string> = known): string[] {
  const found = new Set<string>()
  for (const [word] of sentence.toLowerCase().replaceAll('’', "'").matchAll(/[a-z]+(?:'[a-z]+)?/g)) if (among.has(word)) found.add(`word.${word}`)
  return [...found]
}
