/**
 * What lies around each place, nearer things counting more: the sum of all values, each falling off with its distance by
 * e for every `reach`. Places rise. Both passes together look at each place twice, however far the reach.
 */
export function spreadSum(places: readonly number[], values: readonly number[], reach: number): number[] {
  const sums = places.map(() => 0)
  let carried = 0
  for (let at = 0; at < places.length; at++) {
    carried = carried * (at === 0 ? 0 : Math.exp((places[at - 1]! - places[at]!) / reach)) + values[at]!
    sums[at] = carried
  }
  carried = 0
  for (let at = places.length - 1; at >= 0; at--) {
    carried *= at === places.length - 1 ? 0 : Math.exp((places[at]! - places[at + 1]!) / reach)
    sums[at]! += carried
    carried += values[at]!
  }
  return sums
}

/** Like `spreadSum`, as a mean in which each value counts by its weight. */
export function spreadMean(places: readonly number[], values: readonly number[], weights: readonly number[], reach: number): number[] {
  const all = spreadSum(places, values.map((value, at) => value * weights[at]!), reach)
  return spreadSum(places, weights, reach).map((weight, at) => weight === 0 ? 0 : all[at]! / weight)
}

/** The values as distances from their mean in standard deviations; zeros where all are alike. */
export function standardise(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length))
  return values.map((value) => deviation < 1e-9 ? 0 : (value - mean) / deviation)
}
