import { halfShares, packHalves } from './halfBytes.ts'

/** A linear reading of one part: for each output a weight for each place of the text, in half a byte, and for each dimension of its vector, in a byte. */
export interface PlainPart {
  readonly grams: Uint8Array
  /** The largest weight of a place, for each output. */
  readonly tops: Float32Array
  readonly vector: Int8Array
  /** What one step of `vector` is worth, for each output. */
  readonly steps: Float32Array
  readonly constants: Float32Array
}

/** Packs the weights of a linear machine: for each output first the places, then the dimensions, then the constant. */
export function packPlainPart(machine: readonly Float32Array[], places: number, dimensions: number): PlainPart {
  const grams = new Float32Array(machine.length * places)
  const vector = new Int8Array(machine.length * dimensions)
  const [tops, steps, constants] = [new Float32Array(machine.length), new Float32Array(machine.length), new Float32Array(machine.length)]
  machine.forEach((weights, output) => {
    for (let place = 0; place < places; place++) tops[output] = Math.max(tops[output]!, Math.abs(weights[place]!))
    grams.set(weights.subarray(0, places), output * places)
    for (let at = 0; at < dimensions; at++) steps[output] = Math.max(steps[output]!, Math.abs(weights[places + at]!) / 127)
    for (let at = 0; at < dimensions; at++) vector[output * dimensions + at] = Math.round(weights[places + at]! / (steps[output]! || 1))
    constants[output] = weights[places + dimensions]!
  })
  return { grams: packHalves(grams, (at) => tops[Math.floor(at / places)]!), tops, vector, steps, constants }
}

/** The margin of each output. @param total how many places there are @param vector as it counts beside the places */
export function scorePlainPart({ grams, tops, vector: turns, steps, constants }: PlainPart, total: number, places: Int32Array, values: Float32Array, vector: Float32Array): Float32Array {
  return constants.map((constant, output) => {
    let [words, meaning] = [0, 0]
    for (let at = 0; at < places.length; at++) {
      const place = output * total + places[at]!
      words += halfShares[(grams[place >> 1]! >> (4 * (place & 1))) & 15]! * values[at]!
    }
    for (let at = 0, turn = output * vector.length; at < vector.length; at++, turn++) meaning += turns[turn]! * vector[at]!
    return constant + words * tops[output]! + meaning * steps[output]!
  })
}
