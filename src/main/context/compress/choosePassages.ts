import type { SplitText } from './sentences.ts'
import { isTalk } from './speech.ts'

export interface ChoiceAsk {
  readonly split: SplitText
  /** Tokens of each sentence as it would be written. */
  readonly sizes: readonly number[]
  /** Words of each sentence as it was said, and as it would be written. */
  readonly words: readonly { readonly said: number; readonly left: number }[]
  /** Tokens of each line's head with its end. */
  readonly heads: readonly number[]
  readonly scores: readonly number[]
  readonly repeated: readonly boolean[]
  /** Tokens to fill, and their part of the whole text. */
  readonly room: number
  readonly ratio: number
}

/** A line that says as much as this is thinned where space is short: the sentences that fit least leave while more than this part of its words stays. */
const longLine = 40
const thinnedTo = 0.605
/** Below this ratio long lines are thinned. */
const thinBelow = 0.5
/** How much a part's size counts against it: 0 takes the best whatever it costs, 1 takes the most worth for a token. */
const thrift = 0.5

interface Part { readonly sentences: readonly number[]; readonly size: number; readonly key: number }

/**
 * Chooses what stays: of a talk whole turns, of other texts sentences, by how likely they are needed and what they cost; since
 * scores are alike within a passage, passages come out whole. Repeats never stay. Places of sentences in rising order.
 */
export function choosePassages(ask: ChoiceAsk): number[] {
  const parts = isTalk(ask.split) ? turns(ask) : ask.split.sentences.flatMap((_, at) => ask.repeated[at] ? [] : [partOf(ask, [at])])
  const order = parts.sort((a, b) => b.key - a.key || a.sentences[0]! - b.sentences[0]!)
  const opened = new Set<number>()
  const chosen: number[] = []
  let used = 0
  for (const part of order) {
    const line = ask.split.sentences[part.sentences[0]!]!.line
    const size = part.size + (opened.has(line) ? 0 : ask.heads[line]!)
    if (used + size > ask.room) continue
    used += size
    opened.add(line)
    chosen.push(...part.sentences)
  }
  return chosen.sort((a, b) => a - b)
}

function turns(ask: ChoiceAsk): Part[] {
  const byLine = new Map<number, number[]>()
  ask.split.sentences.forEach((sentence, at) => {
    if (ask.repeated[at]) return
    const list = byLine.get(sentence.line)
    if (list === undefined) byLine.set(sentence.line, [at])
    else list.push(at)
  })
  return [...byLine.values()].map((sentences) => partOf(ask, ask.ratio < thinBelow ? thin(ask, sentences) : sentences))
}

/** A turn of which less stays has lost its sense, so it is thinned so far and no further. */
function thin(ask: ChoiceAsk, sentences: readonly number[]): readonly number[] {
  if (sentences.length < 2 || sum(ask, sentences) < longLine) return sentences
  const enough = sentences.reduce((all, at) => all + ask.words[at]!.said, 0) * thinnedTo
  let left = sentences.reduce((all, at) => all + ask.words[at]!.left, 0)
  const gone = new Set<number>()
  for (const at of [...sentences].sort((a, b) => ask.scores[a]! - ask.scores[b]! || b - a)) {
    if (left - ask.words[at]!.left < enough) continue
    left -= ask.words[at]!.left
    gone.add(at)
  }
  return sentences.filter((at) => !gone.has(at))
}

function partOf(ask: ChoiceAsk, sentences: readonly number[]): Part {
  const size = sum(ask, sentences)
  // The best sentence speaks for its turn.
  const score = sentences.reduce((best, at) => Math.max(best, ask.scores[at]!), -Infinity)
  return { sentences, size, key: -Math.log1p(Math.exp(-score)) - thrift * Math.log(Math.max(1, size + ask.heads[ask.split.sentences[sentences[0]!]!.line]!)) }
}

const sum = (ask: ChoiceAsk, sentences: readonly number[]) => sentences.reduce((all, at) => all + ask.sizes[at]!, 0)
