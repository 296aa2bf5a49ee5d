import type { Span, SplitText } from './sentences.ts'

const marks = /\{[a-z]{2,20}\}|\[(?:inaudible|laughs?|laughter|crosstalk|noise|pause|music|applause|unintelligible)\]|\((?:inaudible|laughs?|laughter|crosstalk|pause|applause)\)/giu
const fillers = /(?<![\p{L}'’-])(?:uh|uhm|um|erm|hmm|mm)(?![\p{L}'’-])(?:\s*,)?/giu
/** So often, and in at most so many kinds, must a word in braces stand before it is a mark of a transcriber and no placeholder. */
const leastMarks = 8
const mostKinds = 12

/** True where most lines begin with one of a few speakers. */
export function isTalk(split: SplitText): boolean {
  const speakers = new Map<string, number>()
  for (const line of split.lines) if (line.speaker !== null) speakers.set(line.speaker, (speakers.get(line.speaker) ?? 0) + 1)
  const spoken = [...speakers.values()].filter((lines) => lines > 1).reduce((sum, lines) => sum + lines, 0)
  return speakers.size > 1 && spoken > split.lines.length / 2 && speakers.size < split.lines.length / 2
}

/**
 * Places of a transcript that say nothing: a transcriber's marks ("{laugh}", "[inaudible]") and sounds such as "um". Only in
 * a talk, and "um" only where "uh" is there too, since it is a word in German. A sentence of nothing else stays as it is: it
 * tells who reacted.
 */
export function emptySpeech(text: string, split: SplitText): Span[] {
  if (!isTalk(split)) return []
  const found = [...text.matchAll(marks)]
  const kinds = new Set(found.map(([mark]) => mark.toLowerCase()))
  const spans: Span[] = found.length >= leastMarks && kinds.size <= mostKinds ? found.map((one) => ({ start: one.index, end: one.index + one[0].length })) : []
  if ((text.match(/(?<!\p{L})uh(?!\p{L})/giu)?.length ?? 0) >= 3) spans.push(...[...text.matchAll(fillers)].map((one) => ({ start: one.index, end: one.index + one[0].length })))
  return spans.sort((a, b) => a.start - b.start)
}

/** What of a sentence is left without the empty places; the sentence itself where nothing would be. */
export function withoutEmpty(text: string, sentence: Span, empty: readonly Span[]): Span[] {
  const inside = empty.slice(firstFrom(empty, sentence.start)).slice(0, 200).filter((one) => one.end <= sentence.end)
  if (inside.length === 0) return [sentence]
  const parts: Span[] = []
  let at = sentence.start
  for (const one of [...inside, { start: sentence.end, end: sentence.end }]) {
    const part = trim(text, at, Math.max(at, one.start))
    if (part !== null) parts.push(part)
    at = Math.max(at, one.end)
  }
  return parts.some((part) => /[\p{L}\p{N}]/u.test(text.slice(part.start, part.end))) ? parts : [sentence]
}

function firstFrom(spans: readonly Span[], start: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.start < start) low = middle + 1
    else high = middle
  }
  return low
}

function trim(text: string, start: number, end: number): Span | null {
  let [from, to] = [start, end]
  while (from < to && /\s/.test(text[from]!)) from++
  while (to > from && /\s/.test(text[to - 1]!)) to--
  return to > from ? { start: from, end: to } : null
}
