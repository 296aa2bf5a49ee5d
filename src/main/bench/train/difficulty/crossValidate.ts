import { readDifficultyHead } from '../../../router/difficulty/difficultyHead.ts'
import { packHead } from '../../../router/difficulty/headFile.ts'
import { createRandom } from '../random.ts'
import { trainHead, type Exam, type Talk } from './trainHead.ts'

/**
 * What a head says of each prompt when it was trained on the other folds only, read back from the bytes that would be shipped.
 * @param folds a negative one is trained on always and never measured
 */
export function crossValidate(exams: readonly Exam[], talks: readonly Talk[], folds: readonly number[], modelId: string): Float64Array {
  const scores = new Float64Array(exams.length)
  for (const fold of new Set(folds.filter((one) => one >= 0))) {
    const head = readDifficultyHead(packHead(trainHead(exams.filter((_, at) => folds[at] !== fold), talks, modelId)), modelId)
    if (head === null) throw new Error('A head that was just trained cannot be read.')
    exams.forEach(({ text, vector }, at) => { if (folds[at] === fold) scores[at] = head.difficultyOf(text, vector) })
  }
  return scores
}

/** A fold for each prompt, drawn evenly. */
export function foldsByChance(count: number, folds: number, seed: number): number[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => random.below(folds))
}

/** Two folds, with each subject whole in one of them, so that words of a subject teach nothing about the other fold. */
export function foldsBySubject(subjects: readonly string[], seed: number): number[] {
  const random = createRandom(seed)
  const names = [...new Set(subjects)].sort()
  for (let at = names.length - 1; at > 0; at--) { const other = random.below(at + 1); [names[at], names[other]] = [names[other]!, names[at]!] }
  const place = new Map(names.map((name, at) => [name, at % 2]))
  return subjects.map((subject) => place.get(subject)!)
}
