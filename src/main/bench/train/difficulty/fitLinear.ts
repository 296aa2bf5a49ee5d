const newtonSteps = 4
const gradientSteps = 15

/**
 * Logistic regression with a ridge, by Newton's method whose steps are solved by conjugate gradients. Targets may be shares.
 * @param rows one row of features for each example
 * @param ridge how much large weights cost; the last weight, which stands alone, costs nothing
 * @returns a weight for each feature, then the one that stands alone
 */
export function fitLinear(rows: readonly Float64Array[], target: ArrayLike<number>, ridge: number): Float32Array {
  const width = rows[0]!.length
  const mean = Array.from(target).reduce((sum, one) => sum + one, 0) / rows.length
  const weights = new Float64Array(width + 1)
  weights[width] = Math.log(mean / (1 - mean))
  for (let round = 0; round < newtonSteps; round++) {
    const slope = new Float64Array(width + 1)
    const bend = Float64Array.from(rows, (row, at) => {
      const chance = 1 / (1 + Math.exp(-product(weights, row)))
      add(slope, row, target[at]! - chance)
      return chance * (1 - chance)
    })
    for (let at = 0; at < width; at++) slope[at]! -= ridge * weights[at]!
    const step = solve(rows, bend, slope, ridge)
    for (let at = 0; at <= width; at++) weights[at]! += step[at]!
  }
  return Float32Array.from(weights)
}

/** The step whose change of slope is `slope`: (rows' bend + ridge) step = slope. */
function solve(rows: readonly Float64Array[], bend: Float64Array, slope: Float64Array, ridge: number): Float64Array {
  const width = slope.length - 1
  const step = new Float64Array(width + 1)
  const [rest, way] = [Float64Array.from(slope), Float64Array.from(slope)]
  let left = rest.reduce((sum, one) => sum + one * one, 0)
  for (let round = 0; round < gradientSteps && left > 1e-6; round++) {
    const bent = new Float64Array(width + 1)
    rows.forEach((row, at) => { add(bent, row, product(way, row) * bend[at]!) })
    for (let at = 0; at < width; at++) bent[at]! += ridge * way[at]!
    const length = left / way.reduce((sum, one, at) => sum + one * bent[at]!, 0)
    for (let at = 0; at <= width; at++) { step[at]! += length * way[at]!; rest[at]! -= length * bent[at]! }
    const now = rest.reduce((sum, one) => sum + one * one, 0)
    for (let at = 0; at <= width; at++) way[at] = rest[at]! + now / left * way[at]!
    left = now
  }
  return step
}

function product(weights: Float64Array, row: Float64Array): number {
  let sum = weights[row.length]!
  for (let at = 0; at < row.length; at++) sum += weights[at]! * row[at]!
  return sum
}

function add(to: Float64Array, row: Float64Array, times: number): void {
  for (let at = 0; at < row.length; at++) to[at]! += times * row[at]!
  to[row.length]! += times
}
