import type { Embed } from './compressText.ts'
import type { Point } from './points.ts'
import { termsOf } from './terms.ts'

export interface ScoredPoint extends Point {
  readonly score: number
  /** Its place among all points. */
  readonly at: number
  /** How alike it is to another point, 0 to 1. */
  likeness(other: ScoredPoint): number
}

/** Beyond so many points meaning is not looked at: it would take minutes. */
const mostEmbedded = 1500

/**
 * How much a later turn will need each point: who said it and what it does (statements of the user, decisions, findings), the details it
 * carries, how central it is to the talk, and a little how late it came.
 */
export async function scorePoints(points: readonly Point[], ask: { readonly embed: Embed | null; readonly messages: readonly unknown[] }): Promise<ScoredPoint[]> {
  const terms = points.map((point) => new Set(termsOf(point.text)))
  const spread = new Map<string, number>()
  for (const set of terms) for (const term of set) spread.set(term, (spread.get(term) ?? 0) + 1)
  const vectors = ask.embed !== null && points.length > 0 && points.length <= mostEmbedded ? await ask.embed(points.map((point) => point.text.slice(0, 600))) : null
  const centre = vectors === null ? null : middleOf(vectors)
  const seenDetails = new Set<string>()
  return points.map((point, at) => {
    const fresh = point.details.filter((detail) => !seenDetails.has(detail)).length
    for (const detail of point.details) seenDetails.add(detail)
    const central = centre === null || vectors === null ? lexicalCentre(terms[at]!, spread, points.length) : Math.max(0, cosine(vectors[at]!, centre))
    return { ...point, at, score: weigh(point, fresh, central, ask.messages.length), likeness: (other) => likeness(terms, vectors, at, other.at) }
  })
}

function weigh(point: Point, fresh: number, central: number, messages: number): number {
  const words = point.text.split(/\s+/).length
  let score = 0.6 * central + 0.22 * Math.min(3, fresh)
  if (point.from === 'user') score += point.cues.own ? 0.55 : 0.25
  if (point.from === 'summary') score += 0.5
  if (point.cues.decision) score += point.from === 'assistant' ? 0.2 : 0.45
  if (point.cues.finding) score += 0.2
  if (point.cues.question) score -= point.from === 'assistant' ? 0.5 : 0.15
  // The first sentence of an answer says what it answers; what follows explains it.
  if (point.from === 'assistant') score += point.place === 0 ? 0.2 : -0.02 * Math.min(10, point.place)
  if (words < 4) score -= 0.3
  if (words > 45) score -= 0.15
  if (point.code) score -= 0.3
  if (messages > 0 && point.message >= 0) score += 0.15 * (point.message / messages)
  return score
}

function lexicalCentre(terms: ReadonlySet<string>, spread: ReadonlyMap<string, number>, points: number): number {
  let sum = 0
  for (const term of terms) { const found = spread.get(term)!; if (found > 1) sum += Math.log(1 + found) / Math.log(2 + points) }
  return sum / Math.max(4, terms.size)
}

function likeness(terms: readonly ReadonlySet<string>[], vectors: readonly Float32Array[] | null, a: number, b: number): number {
  let shared = 0
  for (const term of terms[a]!) if (terms[b]!.has(term)) shared++
  const words = shared / Math.max(1, Math.min(terms[a]!.size, terms[b]!.size))
  return vectors === null ? words : Math.max(words * 0.9, cosine(vectors[a]!, vectors[b]!))
}

function middleOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]!.length)
  for (const vector of vectors) for (let at = 0; at < sum.length; at++) sum[at]! += vector[at]!
  const length = Math.hypot(...sum) || 1
  return sum.map((value) => value / length)
}

/** Both are unit vectors. */
function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}
