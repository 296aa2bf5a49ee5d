import type { Meeting } from './meetingData.ts'

/** What simpler programs do: each gives the turns in the order in which they are taken until the room is full. */

const plain = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

export function leadOrder(meeting: Meeting): number[] {
  return meeting.turns.map((_, at) => at)
}

export function tailOrder(meeting: Meeting): number[] {
  return leadOrder(meeting).reverse()
}

/** The same order for the same seed: a small multiplicative generator (Park, Miller 1988). */
export function randomOrder(meeting: Meeting, seed: number): number[] {
  let state = (seed + 1) * 48_271 % 2_147_483_647
  const keys = meeting.turns.map(() => { state = (state * 48_271) % 2_147_483_647; return state })
  return leadOrder(meeting).sort((a, b) => keys[a]! - keys[b]!)
}

/** Turns by how well they are connected to others through shared words (Mihalcea, Tarau 2004), 30 rounds at 0.85. */
export function textRankOrder(meeting: Meeting): number[] {
  const words = meeting.turns.map((turn) => new Set(plain(turn.content)))
  const byWord = new Map<string, number[]>()
  words.forEach((set, at) => { for (const word of set) byWord.set(word, [...byWord.get(word) ?? [], at]) })
  const edges = words.map((set, at) => {
    const shared = new Map<number, number>()
    for (const word of set) for (const other of byWord.get(word)!) if (other !== at) shared.set(other, (shared.get(other) ?? 0) + 1)
    return [...shared].map(([other, count]) => ({ other, weight: count / (Math.log(1 + set.size) + Math.log(1 + words[other]!.size)) }))
  })
  const out = edges.map((list) => list.reduce((sum, edge) => sum + edge.weight, 0))
  let rank = words.map(() => 1)
  for (let round = 0; round < 30; round++) rank = edges.map((list) => 0.15 + 0.85 * list.reduce((sum, { other, weight }) => sum + (out[other]! === 0 ? 0 : (weight / out[other]!) * rank[other]!), 0))
  return byScore(rank)
}

/** BM25 of each turn by itself, k1 1.2 and b 0.75. */
export function bm25Order(meeting: Meeting, query: string): number[] {
  const turns = meeting.turns.map((turn) => plain(turn.content))
  const mean = turns.reduce((sum, words) => sum + words.length, 0) / Math.max(1, turns.length)
  const scores = turns.map(() => 0)
  for (const word of new Set(plain(query))) {
    const counts = turns.map((words) => words.filter((one) => one === word).length)
    const holding = counts.filter((count) => count > 0).length
    const weight = Math.log(1 + (turns.length - holding + 0.5) / (holding + 0.5))
    counts.forEach((count, at) => { scores[at]! += (weight * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * turns[at]!.length) / mean)) })
  }
  return byScore(scores)
}

/** Each turn by the likeness of its vector to the query's. */
export function vectorOrder(vectors: readonly Float32Array[], query: Float32Array): number[] {
  return byScore(vectors.map((vector) => vector.reduce((sum, value, at) => sum + value * query[at]!, 0)))
}

function byScore(scores: readonly number[]): number[] {
  return scores.map((_, at) => at).sort((a, b) => scores[b]! - scores[a]! || a - b)
}
