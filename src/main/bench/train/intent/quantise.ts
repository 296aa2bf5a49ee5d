import type { IntentMember } from '../../../understand/intent/intentNet.ts'
import type { NetWeights } from './trainNet.ts'

/** Rounds weights to whole bytes: those of the first layer with one step for each hidden unit, those of the outputs with one for each output. */
export function quantise({ first, outputs }: NetWeights, places: number, dimensions: number, hidden: number): IntentMember {
  const grams = roundColumns(first.subarray(0, places * hidden), hidden)
  const vector = roundColumns(first.subarray(places * hidden, (places + dimensions) * hidden), hidden)
  return {
    grams: grams.whole, vector: vector.whole, gramSteps: grams.steps, vectorSteps: vector.steps, constants: first.slice((places + dimensions) * hidden),
    outputs: outputs.map(({ weights, constants }) => ({ ...roundRows(weights, hidden), constants })),
  }
}

function roundColumns(from: Float32Array, hidden: number): { steps: Float32Array; whole: Int8Array } {
  const steps = new Float32Array(hidden)
  from.forEach((value, at) => { steps[at % hidden] = Math.max(steps[at % hidden]!, Math.abs(value) / 127) })
  return { steps, whole: Int8Array.from(from, (value, at) => Math.round(value / (steps[at % hidden]! || 1))) }
}

/** Each row with one step for all of it. */
export function roundRows(from: Float32Array, hidden: number): { weights: Int8Array; steps: Float32Array } {
  const row = (at: number) => Math.floor(at / hidden)
  const steps = new Float32Array(from.length / hidden)
  from.forEach((value, at) => { steps[row(at)] = Math.max(steps[row(at)]!, Math.abs(value) / 127) })
  return { steps, weights: Int8Array.from(from, (value, at) => Math.round(value / (steps[row(at)]! || 1))) }
}
