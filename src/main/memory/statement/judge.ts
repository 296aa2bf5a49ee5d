import { featuresOf, type Around } from './features.ts'
import { statementWeights } from './weights.ts'

/**
 * How likely it is that a plain sentence says something worth keeping, 0 to 1: a logistic model over classes of words and
 * forms, fitted by `src/main/bench/train/fitStatements.ts` on sentences of the project's own and of public sets.
 */
export function worthKeeping(sentence: string, around: Around): number {
  let sum = statementWeights.always ?? 0
  for (const name of featuresOf(sentence, around)) sum += statementWeights[name] ?? 0
  return 1 / (1 + Math.exp(-sum))
}
