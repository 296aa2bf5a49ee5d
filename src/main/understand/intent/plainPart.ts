/**
 * A linear reading of one part: for each output a weight for each place of the text, in half a byte, and for each dimension of its
 * vector, in a byte. Few places matter much and most hardly, so the steps of half bytes grow with their square.
 */
export interface PlainPart {
  readonly grams: Uint8Array
  /** The largest weight of a place, for each output. */
  readonly tops: Float32Array
  readonly vector: Int8Array
  /** What one step of `vector` is worth, for each output. */
  readonly steps: Float32Array
  readonly constants: Float32Array
}

const half = Float32Array.from({ length: 16 }, (_, code) => Math.sign(code - 8) * (code - 8) ** 2 / 49)

/** Packs the weights of a linear machine: for each output first the places, then the dimensions, then the constant. */
export function packPlainPart(machine: readonly Float32Array[], places: number, dimensions: number): PlainPart {
  const grams = new Uint8Array(Math.ceil(machine.length * places / 2))
  const vector = new Int8Array(machine.length * dimensions)
  const [tops, steps, constants] = [new Float32Array(machine.length), new Float32Array(machine.length), new Float32Array(machine.length)]
  machine.forEach((weights, output) => {
    for (let place = 0; place < places; place++) tops[output] = Math.max(tops[output]!, Math.abs(weights[place]!))
    for (let place = 0; place < places; place++) {
      const code = 8 + Math.sign(weights[place]!) * Math.round(7 * Math.sqrt(Math.abs(weights[place]!) / (tops[output]! || 1)))
      const at = output * places + place
      grams[at >> 1]! |= code << (4 * (at & 1))
    }
    for (let at = 0; at < dimensions; at++) steps[output] = Math.max(steps[output]!, Math.abs(weights[places + at]!) / 127)
    for (let at = 0; at < dimensions; at++) vector[output * dimensions + at] = Math.round(weights[places + at]! / (steps[output]! || 1))
    constants[output] = weights[places + dimensions]!
  })
  return { grams, tops, vector, steps, constants }
}

/** The margin of each output. @param total how many places there are @param vector as it counts beside the places */
export function scorePlainPart({ grams, tops, vector: turns, steps, constants }: PlainPart, total: number, places: Int32Array, values: Float32Array, vector: Float32Array): Float32Array {
  return constants.map((constant, output) => {
    let [words, meaning] = [0, 0]
    for (let at = 0; at < places.length; at++) {
      const place = output * total + places[at]!
      words += half[(grams[place >> 1]! >> (4 * (place & 1))) & 15]! * values[at]!
    }
    for (let at = 0, turn = output * vector.length; at < vector.length; at++, turn++) meaning += turns[turn]! * vector[at]!
    return constant + words * tops[output]! + meaning * steps[output]!
  })
}
