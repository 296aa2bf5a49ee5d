import { packHalves } from '../../../understand/intent/halfBytes.ts'
import type { IntentMember } from '../../../understand/intent/intentNet.ts'
import type { NetWeights } from './trainNet.ts'

/** Rounds weights: those of words and letters to half bytes with one scale for each hidden unit, all others to whole bytes with one step for each hidden unit or output. */
export function quantise({ first, outputs }: NetWeights, places: number, dimensions: number, hidden: number): IntentMember {
  const grams = first.subarray(0, places * hidden)
  const gramTops = new Float32Array(hidden)
  grams.forEach((value, at) => { gramTops[at % hidden] = Math.max(gramTops[at % hidden]!, Math.abs(value)) })
  const vector = roundColumns(first.subarray(places * hidden, (places + dimensions) * hidden), hidden)
  return {
    grams: packHalves(grams, (at) => gramTops[at % hidden]!), vector: vector.whole, gramTops, vectorSteps: vector.steps, constants: first.slice((places + dimensions) * hidden),
    outputs: outputs.map(({ weights, constants }) => ({ ...roundRows(weights, hidden), constants })),
  }
}

function roundColumns(from: Float32Array, hidden: number): { steps: Float32Array; whole: Int8Array } {
  const steps = new Float32Array(hidden)
  from.forEach((value, at) => { steps[at % hidden] = Math.max(steps[at % hidden]!, Math.abs(value) / 127) })
  return { steps, whole: Int8Array.from(from, (value, at) => Math.round(value / (steps[at % hidden]! || 1))) }
}

/** Each row with one step for all of it. */
function roundRows(from: Float32Array, hidden: number): { weights: Int8Array; steps: Float32Array } {
  const row = (at: number) => Math.floor(at / hidden)
  const steps = new Float32Array(from.length / hidden)
  from.forEach((value, at) => { steps[row(at)] = Math.max(steps[row(at)]!, Math.abs(value) / 127) })
  return { steps, weights: Int8Array.from(from, (value, at) => Math.round(value / (steps[row(at)]! || 1))) }
}
