import type { Embed } from './compressText.ts'
import type { SplitText } from './sentences.ts'

/** Tokens of a passage whose meaning is taken as one, and from one beginning to the next: what a small embedder reads at once. */
const longestWindow = 240
const step = 80
/** More passages are not embedded: about half a minute of work. Those that share words with the query go first. */
const mostWindows = 480

export interface Window { readonly from: number; readonly to: number; readonly middle: number }

/**
 * Overlapping passages as places among the sentences, `to` excluded. They begin anew at each long line, so that a change in one
 * paragraph leaves the passages of the others as they are, and their known vectors stay good.
 */
export function windowsOf(split: SplitText, sizes: readonly number[], places: readonly number[]): Window[] {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const length = Math.max(40, Math.min(longestWindow, total / 12))
  const windows: Window[] = []
  let next = 0
  for (const [from, sentence] of split.sentences.entries()) {
    const begin = places[from]! - sizes[from]! / 2
    const opensLong = split.sentences[from - 1]?.line !== sentence.line && lineSize(split, sizes, from) >= step
    if (begin < next && !opensLong) continue
    next = begin + step * (length / longestWindow)
    let to = from
    for (let size = 0; to < split.sentences.length && (size === 0 || size + sizes[to]! <= length); to++) size += sizes[to]!
    windows.push({ from, to, middle: (begin + places[to - 1]! + sizes[to - 1]! / 2) / 2 })
  }
  return windows
}

function lineSize(split: SplitText, sizes: readonly number[], from: number): number {
  let size = 0
  for (let at = from; split.sentences[at]?.line === split.sentences[from]!.line && size < step; at++) size += sizes[at]!
  return size
}

export interface Meaning {
  /** The likeness of what stands around each sentence to the wanted vector. */
  readonly likeness: (wanted: Float32Array) => number[]
  /** The direction of the whole text. */
  readonly centre: Float32Array
}

/** Embeds the passages once. Where there are too many, the first by `order` are taken and the rest counts as far away. */
export async function meaningOf(ask: { readonly windows: readonly Window[]; readonly places: readonly number[]; readonly textOf: (window: Window) => string; readonly rank: (window: Window) => number; readonly embed: Embed }): Promise<Meaning | null> {
  const ranked = ask.windows.map((window, at) => ({ window, at }))
  const chosen = ranked.length <= mostWindows ? ranked : ranked.map((one) => ({ ...one, rank: ask.rank(one.window) })).sort((a, b) => b.rank - a.rank || a.at - b.at).slice(0, mostWindows).sort((a, b) => a.at - b.at)
  const vectors = chosen.length === 0 ? [] : await ask.embed(chosen.map((one) => ask.textOf(one.window)))
  if (vectors.length === 0) return null
  const centre = new Float32Array(vectors[0]!.length)
  for (const vector of vectors) for (let at = 0; at < centre.length; at++) centre[at]! += vector[at]! / vectors.length
  const vectorAt = new Map(chosen.map((one, index) => [one.at, vectors[index]!]))
  return {
    centre,
    likeness(wanted) {
      const known = vectors.map((vector) => cosine(vector, wanted))
      const least = known.reduce((low, value) => Math.min(low, value), 1)
      const values = ask.windows.map((_, at) => { const vector = vectorAt.get(at); return vector === undefined ? least : cosine(vector, wanted) })
      return between(ask.windows, values, ask.places)
    },
  }
}

/** Values of passages carried over to places, straight between two middles. */
function between(windows: readonly Window[], values: readonly number[], places: readonly number[]): number[] {
  let at = 0
  return places.map((place) => {
    while (at < windows.length - 1 && windows[at + 1]!.middle <= place) at++
    const [here, next] = [windows[at]!, windows[at + 1]]
    if (next === undefined || place <= here.middle || next.middle <= here.middle) return values[at]!
    const share = (place - here.middle) / (next.middle - here.middle)
    return values[at]! * (1 - share) + values[at + 1]! * share
  })
}

export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}
