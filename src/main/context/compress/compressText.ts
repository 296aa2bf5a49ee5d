import type { Detail } from '../../../shared/epoch.ts'
import type { CountTokens } from '../shorten.ts'
import { lostDetails } from './details.ts'
import { dropRepeats } from './repeats.ts'
import { scoreSentences } from './scoreSentences.ts'
import { choosePassages } from './choosePassages.ts'
import { splitSentences, type Span } from './sentences.ts'
import { writeKept } from './writeKept.ts'

/** Unit vectors, one per text, in order. */
export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>

export interface CompressAsk {
  readonly text: string
  /** Tokens that the result may have at most. */
  readonly target: number
  /** What the text is needed for; null where nobody knows yet. */
  readonly query: { readonly text: string; readonly vector: Float32Array | null } | null
  readonly count: CountTokens
  /** Null works by words alone. */
  readonly embed: Embed | null
}

export interface Compressed {
  readonly text: string
  readonly tokens: number
  /** `redundancy`: above 0.7 of the size, `key-points`: above 0.4, `summary`: below. */
  readonly level: 'none' | 'redundancy' | 'key-points' | 'summary'
  readonly lost: Detail[]
  /** The places of the source that were kept, in order. */
  readonly kept: readonly Span[]
}

/**
 * Shortens a text to at most `target` tokens by leaving out whole sentences: repeats first, then what matters least for the
 * query, or for the text itself where there is none. Order and wording stay; code blocks and tool calls with their
 * results are kept or left out whole. The same ask gives the same text.
 */
export async function compressText(ask: CompressAsk): Promise<Compressed> {
  const { text, target, count } = ask
  const [tokens] = await count([text]) as [number]
  if (tokens <= target) return { text, tokens, level: 'none', lost: [], kept: [{ start: 0, end: text.length }] }
  const ratio = target / tokens
  const level = ratio > 0.7 ? 'redundancy' : ratio > 0.4 ? 'key-points' : 'summary'
  const split = splitSentences(text)
  const sizes = await sizesOf(text, tokens, split.sentences, count)
  const repeated = dropRepeats(text, split, sizes)
  const scores = await scoreSentences({ text, split, sizes, query: ask.query, embed: ask.embed })
  let room = target
  for (let step = 0; step < 8 && room > 0; step++) {
    const chosen = choosePassages({ split, sizes, scores, repeated, room })
    const made = writeKept(text, split, chosen)
    const [size] = await count([made]) as [number]
    if (size <= target) return { text: made, tokens: size, level, lost: lostDetails(text, made), kept: chosen.map((at) => split.sentences[at]!) }
    room = Math.floor(room * Math.min(0.98, (target / size) * 0.995))
  }
  return { text: '', tokens: 0, level, lost: lostDetails(text, ''), kept: [] }
}

/** Beyond so many sentences their sizes are taken from their lengths. */
const mostCounted = 5000

async function sizesOf(text: string, tokens: number, sentences: readonly Span[], count: CountTokens): Promise<number[]> {
  if (sentences.length > mostCounted) return sentences.map((one) => Math.ceil((tokens * (one.end - one.start)) / text.length))
  return count(sentences.map((one) => text.slice(one.start, one.end)))
}
