import { hashedScore } from '../../../router/difficulty/scorers.ts'
import { hashBuckets } from '../../../router/difficulty/textHashes.ts'
import { createRandom } from '../random.ts'

export interface WordWeights { readonly weights: Float64Array; readonly start: number }

const [firstStep, lastStep, firstSquare, seed] = [0.3, 0.01, 1, 3]

/** How rare each bucket is among texts: log(texts / texts with it); 0 for what stands in one alone, which teaches nothing. */
export function rarityOf(texts: readonly Int32Array[]): Float64Array {
  const counts = new Float64Array(hashBuckets)
  for (const buckets of texts) for (const bucket of buckets) counts[bucket]!++
  return counts.map((count) => (count < 2 ? 0 : Math.log(texts.length / count)))
}

/**
 * Logistic regression over hashed words by AdaGrad. The same texts give the same weights.
 * @param rounds through all texts; few of them hold the weights small as a ridge would
 */
export function fitWords(texts: readonly Int32Array[], rarity: Float64Array, target: ArrayLike<number>, rounds = 4): WordWeights {
  const [weights, squares] = [new Float64Array(hashBuckets), new Float64Array(hashBuckets).fill(firstSquare)]
  const lengths = texts.map((buckets) => Math.sqrt(buckets.reduce((sum, bucket) => sum + rarity[bucket]! ** 2, 0)) || 1)
  const random = createRandom(seed)
  const order = [...texts.keys()]
  let start = 0
  for (let round = 0; round < rounds; round++) {
    for (let at = order.length - 1; at > 0; at--) { const other = random.below(at + 1); [order[at], order[other]] = [order[other]!, order[at]!] }
    const step = firstStep * (1 - round / rounds) + lastStep
    for (const text of order) {
      const error = 1 / (1 + Math.exp(-hashedScore(weights, rarity, start, texts[text]!))) - target[text]!
      start -= 0.02 * step * error
      for (const bucket of texts[text]!) {
        const slope = error * rarity[bucket]! / lengths[text]!
        squares[bucket]! += slope * slope
        weights[bucket]! -= step * slope / Math.sqrt(squares[bucket]!)
      }
    }
  }
  return { weights, start }
}
