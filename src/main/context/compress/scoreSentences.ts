import { readFeatures, type Features, type RelevanceAsk } from './relevance.ts'

/** A weight for each column of the features; `one` is added to all. */
export type Weights = Readonly<Record<string, number>>

/** Weights of a logistic regression on human-marked passages of meetings; `bench compress --fit` fits them anew and says how well they carry over. */
const queryWeights: Weights = { one: -2.45, words: 0.36, meaning: 0.62, speaker: 0.74, opening: -1.05, closing: -0.76 }
const wordWeights: Weights = { one: -2.38, words: 0.74, speaker: 0.36, opening: -0.74, closing: -0.62 }
const blindWeights: Weights = { one: -2.12, shared: 0.1, centre: 0.1, opening: -0.46, closing: -1.1, lead: 1.2 }
/** A sentence that holds most of the query's words by itself is wanted whatever stands around it. */
const exactFrom = 0.5
const exactWeight = 8

/** How likely each sentence is needed, as log-odds: comparable within one text only. */
export async function scoreSentences(ask: RelevanceAsk, given?: Weights): Promise<number[]> {
  const features = await readFeatures(ask)
  const weights = given ?? usual(ask, features)
  const scores = weigh(features, weights, ask.sizes.length)
  const exact = features['exact']
  return exact === undefined ? scores : scores.map((score, at) => score + exactWeight * Math.max(0, exact[at]! - exactFrom))
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
