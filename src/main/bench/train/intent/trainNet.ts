import { createRandom, type Random } from '../random.ts'

/** Texts as the net sees them, in flat arrays that threads can share. */
export interface NetExamples {
  readonly count: number
  /** Where the places of each text begin; one longer than `count`. */
  readonly starts: Int32Array
  readonly places: Int32Array
  readonly values: Float32Array
  /** Weighted vectors, one after the other. */
  readonly vectors: Float32Array
  readonly parts: Uint8Array
  readonly labels: Int32Array
  readonly weights: Float32Array
}
export interface NetShape { readonly places: number; readonly dimensions: number; readonly hidden: number; readonly classes: readonly number[] }
export interface NetWeights { readonly first: Float32Array; readonly outputs: { weights: Float32Array; constants: Float32Array }[] }

/** First layer and outputs. These and the share of units left out did best on CLINC150's validation part. */
const rates = { first: 0.06, outputs: 0.03 }
const dropped = 0.35
const blurredAtMost = 0.6
const noise = 0.04
/** A text that is answered this surely teaches nothing more in this pass. */
const settled = 0.01

/**
 * Trains one layer of rectified hidden units with a softmax for each part, by stochastic gradient descent with one adaptive rate a
 * row (AdaGrad; Duchi, Hazan, Singer 2011) under a cosine schedule. A third of the hidden units (dropout; Srivastava et al. 2014) and
 * a random share of the words and letters are left out at each step. The same examples and seed give the same weights.
 */
export function trainNet(examples: NetExamples, shape: NetShape, epochs: number, seed: number): NetWeights {
  const random = createRandom(seed)
  const { hidden, dimensions } = shape
  const rows = shape.places + dimensions + 1
  const net = startNet(shape, rows, random)
  const power = { first: new Float32Array(rows).fill(1e-3), outputs: shape.classes.map((count) => new Float32Array(count).fill(1e-3)) }
  const order = Int32Array.from({ length: examples.count }, (_, at) => at)
  const [sums, back, mask] = [new Float32Array(hidden), new Float32Array(hidden), new Float32Array(hidden)]
  // Drawn once and read from a random place on: a blur for each dimension of each text would cost more than the training.
  const blur = Float32Array.from({ length: 8192 }, () => noise * gaussOf(random))
  const chances = new Float32Array(Math.max(...shape.classes))
  const places = new Int32Array(rows)
  const values = new Float32Array(rows)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const pace = (0.5 * (1 + Math.cos(Math.PI * epoch / epochs)) + 0.01)
    shuffle(order, random)
    for (const one of order) {
      const used = takeText(examples, one, shape, random, blur, places, values)
      forward(net.first, places, values, used, sums)
      for (let unit = 0; unit < hidden; unit++) {
        mask[unit] = sums[unit]! > 0 && random.next() >= dropped ? 1 / (1 - dropped) : 0
        sums[unit]! *= mask[unit]!
      }
      const [part, label] = [examples.parts[one]!, examples.labels[one]!]
      const output = net.outputs[part]!
      const count = shape.classes[part]!
      softmax(output, sums, chances, count)
      if (1 - chances[label]! < settled) continue
      back.fill(0)
      let energy = 0
      for (let unit = 0; unit < hidden; unit++) energy += sums[unit]! ** 2
      for (let at = 0; at < count; at++) {
        const off = (chances[at]! - (at === label ? 1 : 0)) * examples.weights[one]!
        if (Math.abs(off) < 5e-4) continue
        const gathered = power.outputs[part]![at]! += off * off * energy / hidden
        const step = rates.outputs * pace * off / Math.sqrt(gathered)
        for (let unit = 0, place = at * hidden; unit < hidden; unit++, place++) {
          const weight = output.weights[place]!
          back[unit]! += off * weight
          output.weights[place] = weight - step * sums[unit]!
        }
        output.constants[at]! -= step
      }
      let pull = 0
      for (let unit = 0; unit < hidden; unit++) { back[unit]! *= mask[unit]!; pull += back[unit]! ** 2 }
      if (pull > 0) backward(net.first, places, values, used, back, pull / hidden, power.first, rates.first * pace)
    }
  }
  return net
}

function startNet({ places, dimensions, hidden, classes }: NetShape, rows: number, random: Random): NetWeights {
  const gauss = () => gaussOf(random)
  const first = new Float32Array(rows * hidden)
  for (let at = 0; at < (places + dimensions) * hidden; at++) first[at] = gauss() * (at < places * hidden ? 0.095 : 0.29)
  return { first, outputs: classes.map((count) => ({ weights: Float32Array.from({ length: count * hidden }, () => gauss() / Math.sqrt(hidden)), constants: new Float32Array(count) })) }
}

function gaussOf(random: Random): number {
  return Math.sqrt(-2 * Math.log(random.next() + 1e-9)) * Math.cos(2 * Math.PI * random.next())
}

function shuffle(order: Int32Array, random: Random): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = random.below(at + 1)
    const kept = order[at]!
    order[at] = order[other]!
    order[other] = kept
  }
}

/** Writes down what of a text is shown in this step, and gives how many rows that are. */
function takeText(examples: NetExamples, one: number, { places: grams, dimensions }: NetShape, random: Random, blur: Float32Array, places: Int32Array, values: Float32Array): number {
  const left = random.next() * blurredAtMost
  const more = 1 / Math.sqrt(1 - left)
  let used = 0
  for (let at = examples.starts[one]!; at < examples.starts[one + 1]!; at++) {
    if (random.next() < left) continue
    places[used] = examples.places[at]!
    values[used++] = examples.values[at]! * more
  }
  const from = random.below(blur.length)
  for (let at = 0; at < dimensions; at++) {
    places[used] = grams + at
    values[used++] = examples.vectors[one * dimensions + at]! + blur[(from + at) & (blur.length - 1)]!
  }
  places[used] = grams + dimensions
  values[used++] = 1
  return used
}

function forward(first: Float32Array, places: Int32Array, values: Float32Array, used: number, sums: Float32Array): void {
  const hidden = sums.length
  sums.fill(0)
  let row = 0
  // Four rows at once: the sums are then read and written a quarter as often.
  for (; row + 3 < used; row += 4) {
    const [a, b, c, d] = [values[row]!, values[row + 1]!, values[row + 2]!, values[row + 3]!]
    let [atA, atB, atC, atD] = [places[row]! * hidden, places[row + 1]! * hidden, places[row + 2]! * hidden, places[row + 3]! * hidden]
    for (let unit = 0; unit < hidden; unit++) sums[unit]! += first[atA++]! * a + first[atB++]! * b + first[atC++]! * c + first[atD++]! * d
  }
  for (; row < used; row++) {
    const value = values[row]!
    for (let unit = 0, at = places[row]! * hidden; unit < hidden; unit++, at++) sums[unit]! += first[at]! * value
  }
}

function softmax({ weights, constants }: NetWeights['outputs'][number], sums: Float32Array, chances: Float32Array, count: number): void {
  const hidden = sums.length
  let most = -Infinity
  for (let output = 0; output < count; output++) {
    let sum = constants[output]!
    for (let unit = 0, at = output * hidden; unit < hidden; unit++, at++) sum += weights[at]! * sums[unit]!
    chances[output] = sum
    most = Math.max(most, sum)
  }
  let whole = 0
  for (let output = 0; output < count; output++) whole += chances[output] = Math.exp(chances[output]! - most)
  for (let output = 0; output < count; output++) chances[output]! /= whole
}

function backward(first: Float32Array, places: Int32Array, values: Float32Array, used: number, back: Float32Array, pull: number, power: Float32Array, pace: number): void {
  const hidden = back.length
  for (let row = 0; row < used; row++) {
    const [place, value] = [places[row]!, values[row]!]
    const gathered = power[place]! += value * value * pull
    const step = pace * value / Math.sqrt(gathered)
    for (let unit = 0, at = place * hidden; unit < hidden; unit++, at++) first[at]! -= step * back[unit]!
  }
}
