import type { Piece } from '../../shared/piece.ts'
import { cutBefore } from './cut.ts'
import type { CountTokens } from './shorten.ts'

/** Longer texts are far above most windows: their count is drawn from samples, and the finished prompt is counted anyway. */
const countedWhole = 400_000
const sampleLength = 20_000

/** The same pieces with their tokens as this counter sees them; all in one call. */
export async function countPieces(pieces: readonly Piece[], count: CountTokens): Promise<Piece[]> {
  const samples = pieces.map((piece) => sample(piece.text))
  const counts = await count(samples.flat())
  let next = 0
  return pieces.map((piece, i) => {
    const own = samples[i]!
    let tokens = 0
    for (const _ of own) tokens += counts[next++]!
    const sampled = own.reduce((sum, text) => sum + text.length, 0)
    return { ...piece, tokens: sampled === piece.text.length ? tokens : Math.ceil((tokens * piece.text.length) / sampled) }
  })
}

/** The whole text, or five parts of it at even distances. */
function sample(text: string): string[] {
  if (text.length <= countedWhole) return [text]
  return [0, 1, 2, 3, 4].map((part) => {
    const start = cutBefore(text, Math.floor(((text.length - sampleLength) * part) / 4))
    return text.slice(start, cutBefore(text, start + sampleLength))
  })
}
