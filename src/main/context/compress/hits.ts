import { cosine } from './meaning.ts'
import type { Features, RelevanceAsk } from './relevance.ts'

/** So many sentences are looked at one by one: those with the most words of the query, and those of the passages that mean most nearly what it asks. */
const byWords = 80
const byPassage = 60
/** The most that are taken, and their part of what may stay. */
const mostHits = 8
const share = 0.06
/** What sharing the query's words adds to sharing its meaning. */
const wordShare = 0.5
/** A hit is nearly as good as the best one. */
const near = 0.6

/**
 * Single sentences that answer the query by themselves, wherever they stand: passages are judged by what surrounds them, and
 * one sentence amid other matters would drown there. Places of sentences, best first.
 */
export async function findHits(ask: RelevanceAsk, features: Features): Promise<number[]> {
  const { covered, passage } = features
  if (ask.query === null || covered === undefined) return []
  const candidates = new Set([...best(covered, byWords).filter((at) => covered[at]! > 0), ...passage === undefined ? [] : best(passage, byPassage)])
  const places = [...candidates].filter((at) => ask.sizes[at]! > 3)
  const likeness = await likenessOf(ask, places)
  const scored = places.map((at, index) => ({ at, score: wordShare * covered[at]! + likeness[index]! })).sort((a, b) => b.score - a.score || a.at - b.at)
  const hits: number[] = []
  let used = 0
  for (const { at, score } of scored) {
    if (hits.length === mostHits || score < near * scored[0]!.score) break
    if (used + ask.sizes[at]! > ask.target * share && hits.length > 0) continue
    used += ask.sizes[at]!
    hits.push(at)
  }
  return hits
}

async function likenessOf(ask: RelevanceAsk, places: readonly number[]): Promise<number[]> {
  if (ask.embed === null || ask.query === null || places.length === 0) return places.map(() => 0)
  const [question, ...vectors] = await ask.embed([ask.query.text, ...places.map((at) => { const one = ask.split.sentences[at]!; return ask.text.slice(one.start, one.end) })])
  return vectors.map((vector) => Math.max(0, cosine(vector, question!)))
}

function best(values: readonly number[], most: number): number[] {
  return values.map((_, at) => at).sort((a, b) => values[b]! - values[a]! || a - b).slice(0, most)
}
