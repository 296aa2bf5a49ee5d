import { featureNames, type Features } from './features.ts'
import { rankWeights } from './weights.ts'

/** The weighed features of each thing that was found: differences count, not the number itself. */
export function weigh(features: Features): Float64Array {
  const sums = new Float64Array(features.words.length)
  for (const name of featureNames) {
    const [weight, column] = [rankWeights[name], features[name]]
    for (let at = 0; at < sums.length; at++) sums[at]! += weight * column[at]!
  }
  return sums
}

/** Places in a list by their sums, best first; ties by id. */
export function placesBy(sums: Float64Array, idAt: (at: number) => string): number[] {
  return [...sums.keys()].sort((a, b) => sums[b]! - sums[a]! || (idAt(a) < idAt(b) ? -1 : 1))
}
