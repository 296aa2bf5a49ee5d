import { createRandom } from '../random.ts'

/** A text as places with values; places need no order. */
export interface SparseRow { readonly places: Int32Array; readonly values: Float32Array }
/** For each class a weight for each place, the constant last. */
export type LinearMachine = readonly Float32Array[]

/**
 * One linear support vector machine a class against all others, squared hinge loss, by dual coordinate descent (Hsieh et al. 2008).
 * @param strength how much an error counts beside the size of the weights
 */
export function trainLinearMachine(rows: readonly SparseRow[], labels: readonly number[], classes: number, places: number, strength = 1, passes = 12): LinearMachine {
  const slack = 0.5 / strength
  const sizes = rows.map(({ values }) => values.reduce((sum, value) => sum + value * value, 1))
  return Array.from({ length: classes }, (_, own) => {
    const weights = new Float32Array(places + 1)
    const shares = new Float32Array(rows.length)
    const order = rows.map((_, at) => at)
    const random = createRandom(own + 1)
    for (let pass = 0; pass < passes; pass++) {
      let most = 0
      for (let at = order.length - 1; at >= 0; at--) {
        const other = random.below(at + 1);
        [order[at], order[other]] = [order[other]!, order[at]!]
        const one = order[at]!
        // Most texts of other classes lie far outside the margin from the second pass on: they are looked at every fifth time.
        if (pass > 1 && shares[one] === 0 && pass % 5 !== 0) continue
        const side = labels[one] === own ? 1 : -1
        const slope = side * marginOf(weights, rows[one]!) - 1 + slack * shares[one]!
        if (shares[one] === 0 && slope > 0) continue
        most = Math.max(most, Math.abs(slope))
        const share = Math.max(0, shares[one]! - slope / (sizes[one]! + slack))
        const step = (share - shares[one]!) * side
        shares[one] = share
        const { places: used, values } = rows[one]!
        for (let place = 0; place < used.length; place++) weights[used[place]!]! += step * values[place]!
        weights[places]! += step
      }
      if (most < 0.05) break
    }
    return weights
  })
}

/** The margin of each class. */
export function marginsOf(machine: LinearMachine, row: SparseRow): Float32Array {
  return Float32Array.from(machine, (weights) => marginOf(weights, row))
}

function marginOf(weights: Float32Array, { places, values }: SparseRow): number {
  let sum = weights[weights.length - 1]!
  for (let at = 0; at < places.length; at++) sum += weights[places[at]!]! * values[at]!
  return sum
}
