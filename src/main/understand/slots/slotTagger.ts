import { featuresOf } from './features.ts'
import { runsOf } from './labels.ts'
import { tokensOf, type Token } from './tokens.ts'
import { bestLabels } from './viterbi.ts'
import { findIn, unknownGroup, type WordClusters } from './wordClusters.ts'

/** What a message names, by the types that the tagger was trained on. */
export interface Slot { readonly type: string; readonly text: string; readonly start: number; readonly end: number }

export interface SlotTagger {
  readonly types: readonly string[]
  /** True for a word in lower case that the embedding model's own vocabulary holds. */
  knows(word: string): boolean
  /** The slots of a text in their order, without overlaps; offsets are UTF-16 units. A long text is read up to `maxSlotTokens`. */
  tag(text: string): Slot[]
}

/** What a tagger consists of, as the weights file holds it. */
export interface SlotModel {
  readonly types: readonly string[]
  readonly clusters: WordClusters
  /** Hashes of the features, ascending. */
  readonly features: Uint32Array
  /** Where the weights of each feature begin; one more than there are features. */
  readonly starts: Uint32Array
  readonly labels: Uint8Array
  readonly weights: Int8Array
  /** What one unit of a weight is worth. */
  readonly unit: number
  /** Score of going from one label to another, row by row. */
  readonly steps: Float32Array
}

/** Slots stand in what a person asks, not in what they paste. */
export const maxSlotTokens = 40
/** A token takes 30 UTF-16 units at most on average; a text without spaces ends here. */
const maxSlotChars = 2000

/** A tagger over trained weights: the best row of labels by Viterbi, no chance in it. */
export function openSlotTagger(model: SlotModel): SlotTagger {
  const labels = 1 + 2 * model.types.length
  return {
    types: model.types,
    knows: (word) => model.clusters.of(word, 'coarse') !== unknownGroup,
    tag(text) {
      const tokens = tokensOf(text.slice(0, maxSlotChars)).slice(0, maxSlotTokens)
      const scores = featuresOf(tokens, model.clusters).map((row) => scoresOf(row, model, labels))
      return runsOf(bestLabels(scores, model.steps, labels)).map((run) => slotOf(text, tokens, model.types[run.type]!, run.from, run.end))
    },
  }
}

function scoresOf(row: Uint32Array, { features, starts, labels, weights, unit }: SlotModel, count: number): Float32Array {
  const scores = new Float32Array(count)
  for (const hash of row) {
    const at = findIn(features, hash)
    if (at < 0) continue
    for (let place = starts[at]!; place < starts[at + 1]!; place++) scores[labels[place]!]! += weights[place]! * unit
  }
  return scores
}

function slotOf(text: string, tokens: readonly Token[], type: string, from: number, end: number): Slot {
  const [start, last] = [tokens[from]!.start, tokens[end - 1]!.end]
  return { type, text: text.slice(start, last), start, end: last }
}
