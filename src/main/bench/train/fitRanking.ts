/** What one question found: a row of features for each thing, and which of them answer it. `needed` counts answers that were not found too. */
export interface Example { readonly rows: readonly Float64Array[]; readonly gold: readonly boolean[]; readonly needed: number; readonly weight: number }

/** Features vary at least this much, so that one that is rarely set gets no huge weight. */
const leastSpread = 0.02
const rounds = 120
const [memoryOfSlope, memoryOfSquare] = [0.9, 0.99]

/**
 * Fits a linear ranker by listwise softmax: each gold row against all that are none, questions weighed as they say, a ridge on
 * standardised weights (Adam with two step sizes; the same examples give the same weights).
 * @param ridge how much large weights cost
 * @returns one weight for each feature, for features as they are
 */
export function fitRanking(examples: readonly Example[], size: number, ridge: number): Float64Array {
  const spread = spreadOf(examples, size)
  const weights = new Float64Array(size)
  const [slopes, squares] = [new Float64Array(size), new Float64Array(size)]
  const flat = examples.filter(({ gold }) => gold.some(Boolean)).map((example) => ({ ...example, cells: Float64Array.from(example.rows.flatMap((row) => [...row].map((value, at) => value / spread[at]!))) }))
  for (let round = 1; round <= rounds; round++) {
    const slope = slopeOf(flat, weights, size)
    const step = round < rounds * 0.7 ? 0.1 : 0.02
    for (let at = 0; at < size; at++) {
      const pull = slope[at]! + ridge * weights[at]!
      slopes[at] = memoryOfSlope * slopes[at]! + (1 - memoryOfSlope) * pull
      squares[at] = memoryOfSquare * squares[at]! + (1 - memoryOfSquare) * pull * pull
      weights[at]! -= step * (slopes[at]! / (1 - memoryOfSlope ** round)) / (Math.sqrt(squares[at]! / (1 - memoryOfSquare ** round)) + 1e-8)
    }
  }
  return weights.map((weight, at) => weight / spread[at]!)
}

interface Flat extends Example { readonly cells: Float64Array }

function slopeOf(examples: readonly Flat[], weights: Float64Array, size: number): Float64Array {
  const slope = new Float64Array(size)
  let all = 0
  for (const { cells, gold, weight } of examples) {
    const golds = gold.reduce((sum, is) => sum + (is ? 1 : 0), 0)
    const sums = Float64Array.from(gold, (_, row) => { let sum = 0; for (let at = 0; at < size; at++) sum += cells[row * size + at]! * weights[at]!; return sum })
    const top = Math.max(...sums)
    const chances = sums.map((sum) => Math.exp(sum - top))
    const others = chances.reduce((sum, chance, row) => sum + (gold[row] ? 0 : chance), 0)
    const share = chances.reduce((sum, chance, row) => sum + (gold[row] ? 1 / (others + chance) / golds : 0), 0)
    all += weight
    for (let row = 0; row < chances.length; row++) {
      const push = gold[row] ? -(1 - chances[row]! / (others + chances[row]!)) / golds : chances[row]! * share
      for (let at = 0; at < size; at++) slope[at]! += weight * push * cells[row * size + at]!
    }
  }
  return slope.map((value) => value / (all || 1))
}

function spreadOf(examples: readonly Example[], size: number): Float64Array {
  const [sums, squares] = [new Float64Array(size), new Float64Array(size)]
  let all = 0
  for (const { rows, weight } of examples) {
    for (const row of rows) {
      const part = weight / rows.length
      all += part
      for (let at = 0; at < size; at++) { sums[at]! += part * row[at]!; squares[at]! += part * row[at]! ** 2 }
    }
  }
  return sums.map((sum, at) => Math.max(leastSpread, Math.sqrt(Math.max(0, squares[at]! / all - (sum / all) ** 2))))
}
