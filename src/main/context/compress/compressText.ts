import type { Detail } from '../../../shared/epoch.ts'
import { shortenEnd, type CountTokens } from '../shorten.ts'
import { lostDetails } from './details.ts'
import { dropRepeats } from './repeats.ts'
import { scoreSentences, type Weights } from './scoreSentences.ts'
import { choosePassages } from './choosePassages.ts'
import { splitSentences, type Line, type Span, type SplitText } from './sentences.ts'
import { emptySpeech, withoutEmpty } from './speech.ts'
import { plainWords } from './terms.ts'
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
 * @param weights other weights of relevance than the usual ones, for measuring those
 */
export async function compressText(ask: CompressAsk, weights?: Weights): Promise<Compressed> {
  const { text, target, count } = ask
  const [tokens] = await count([text]) as [number]
  if (tokens <= target) return { text, tokens, level: 'none', lost: [], kept: [{ start: 0, end: text.length }] }
  const ratio = target / tokens
  const level = ratio > 0.7 ? 'redundancy' : ratio > 0.4 ? 'key-points' : 'summary'
  const split = splitSentences(text)
  const empty = emptySpeech(text, split)
  const sizes = await sizesOf(text, tokens, split.sentences, empty, count)
  const words = split.sentences.map((one) => ({ said: wordsIn(text, [one]), left: wordsIn(text, withoutEmpty(text, one, empty)) }))
  const heads = await headSizes(text, split.lines, count)
  const repeated = dropRepeats(text, split, sizes)
  const scores = await scoreSentences({ text, split, sizes, empty, query: ask.query, embed: ask.embed, target }, weights)
  let best: { text: string; kept: Span[]; tokens: number } | null = null
  let room = target
  // Sizes of parts do not quite add up to the size of the whole: what is written is counted, and the room corrected.
  for (let step = 0; step < 10 && room > 0; step++) {
    const made = writeKept(text, split, choosePassages({ split, sizes, words, heads, scores, repeated, room, ratio }), empty)
    const [size] = await count([made.text]) as [number]
    if (size <= target && size > (best?.tokens ?? 0)) best = { ...made, tokens: size }
    if (best !== null && (best.tokens >= target * 0.995 || step >= 6)) break
    room = size > target ? Math.floor(room * Math.min(0.98, (target / size) * 0.995)) : Math.ceil(room + (target - size) * 0.9)
  }
  const made = best ?? await leastOf(ask, tokens, split, scores)
  return { text: made.text, tokens: made.tokens, level, lost: lostDetails(text, made.text), kept: made.kept }
}

/** Where not even one sentence fits: the beginning of the one that is needed most; for code alone, a line that names what is missing; else nothing. */
async function leastOf(ask: CompressAsk, tokens: number, split: SplitText, scores: readonly number[]): Promise<{ text: string; kept: Span[]; tokens: number }> {
  const [best] = split.sentences.map((_, at) => at).filter((at) => split.sentences[at]!.kind === 'sentence').sort((a, b) => scores[b]! - scores[a]! || a - b)
  const { start, end } = best === undefined ? { start: 0, end: 0 } : split.sentences[best]!
  const whole = best === undefined ? `[… ${tokens} tokens left out …]` : ask.text.slice(start, end)
  const [size] = await ask.count([whole]) as [number]
  const cut = size <= ask.target || best === undefined ? { text: whole, tokens: size } : await shortenEnd(whole, size, ask.target, ask.count)
  if (cut.tokens > ask.target || cut.text === '') return { text: '', tokens: 0, kept: [] }
  return { ...cut, kept: best === undefined ? [] : [{ start, end: start + cut.text.length }] }
}

const wordsIn = (text: string, spans: readonly Span[]) => spans.reduce((sum, span) => sum + plainWords(text.slice(span.start, span.end)).length, 0)

/** Beyond so many sentences their sizes are taken from their lengths. */
const mostCounted = 5000

async function sizesOf(text: string, tokens: number, sentences: readonly Span[], empty: readonly Span[], count: CountTokens): Promise<number[]> {
  if (sentences.length > mostCounted) return sentences.map((one) => Math.ceil((tokens * (one.end - one.start)) / text.length))
  return count(sentences.map((one) => withoutEmpty(text, one, empty).map((part) => text.slice(part.start, part.end)).join(' ')))
}

/** Tokens of the head and the end of each line. Heads are few, whatever the number of lines. */
async function headSizes(text: string, lines: readonly Line[], count: CountTokens): Promise<number[]> {
  const heads = lines.map((line) => line.head === null ? '' : text.slice(line.head.start, line.head.end).trim())
  const different = [...new Set(heads)].slice(0, mostCounted)
  const known = new Map((await count(different.map((head) => `${head}\n`))).map((size, at) => [different[at]!, size]))
  return heads.map((head) => known.get(head) ?? Math.ceil(head.length / 3) + 1)
}
