import { findHits } from './hits.ts'
import { readFeatures, type Features, type RelevanceAsk } from './relevance.ts'

/** A weight for each column of the features; `one` is added to all. */
export type Weights = Readonly<Record<string, number>>

/**
 * Weights of a logistic regression on the passages that people marked in 35 meetings, the speaker's doubled; `bench compress --fit` fits them anew
 * and says how well they do on meetings that they were not fitted on.
 */
const queryWeights: Weights = { one: -2.45, words: 0.35, meaning: 0.49, question: 0.16, speaker: 0.7, opening: -1.08, closing: -0.75 }
const wordWeights: Weights = { one: -2.38, words: 0.74, speaker: 0.7, opening: -0.74, closing: -0.62 }
const blindWeights: Weights = { one: -2.12, shared: 0.1, centre: 0.1, opening: -0.46, closing: -1.1, lead: 1.2 }
/** What is added to a sentence that answers by itself: more than any passage has. */
const hitWeight = 20

/** How likely each sentence is needed, as log-odds: comparable within one text only. Sentences that answer the query by themselves come before all. */
export async function scoreSentences(ask: RelevanceAsk, given?: Weights): Promise<number[]> {
  const features = await readFeatures(ask)
  const weights = given ?? usual(ask, features)
  const scores = weigh(features, weights, ask.sizes.length)
  for (const at of await findHits(ask, features)) scores[at]! += hitWeight
  return scores
}

function usual(ask: RelevanceAsk, features: Features): Weights {
  if (ask.query === null) return blindWeights
  return features['meaning'] === undefined ? wordWeights : queryWeights
}

function weigh(features: Features, weights: Weights, length: number): number[] {
  const scores = Array.from({ length }, () => weights['one'] ?? 0)
  for (const [name, weight] of Object.entries(weights)) features[name]?.forEach((value, at) => { scores[at]! += weight * value })
  return scores
}
