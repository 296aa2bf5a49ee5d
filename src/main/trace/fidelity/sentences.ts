export interface Sentence { readonly text: string; readonly start: number; readonly end: number }

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
/** Longer sentences are read in pieces of this size: a vector of a whole page says little. */
const longest = 400

/**
 * The sentences of a text with their places; lines of a list and of code are sentences too.
 * @param most how many at most; of a longer text the first ones and the last ones are taken
 */
export function sentencesOf(text: string, most: number): Sentence[] {
  const found: Sentence[] = []
  for (const { segment, index } of wholeSegments(text)) {
    for (let from = 0; from < segment.length; from += longest) {
      const raw = segment.slice(from, from + longest)
      const body = raw.trim()
      if (!/[\p{L}\p{N}]/u.test(body)) continue
      const start = index + from + raw.length - raw.trimStart().length
      found.push({ text: body, start, end: start + body.length })
    }
  }
  if (found.length <= most) return found
  const tail = Math.floor(most / 4)
  return [...found.slice(0, most - tail), ...found.slice(-tail)]
}

/** "4. Oktober", "Dr. Winter" and "1. Book" are not the ends of sentences. */
const openEnd = /(?:(?:^|\s)\d{1,2}|\b(?:Dr|Mr|Mrs|Ms|Prof|St|Nr|No|Str|ca|bzw|usw|vs|e\.g|i\.e|z\.\s?B|Sra?|M|Mme))\.[ \t]*$/u

function* wholeSegments(text: string): Generator<{ segment: string; index: number }> {
  let open: { segment: string; index: number } | null = null
  for (const { segment, index } of segmenter.segment(text)) {
    const joined: { segment: string; index: number } = open === null ? { segment, index } : { segment: open.segment + segment, index: open.index }
    open = openEnd.test(joined.segment.slice(-12)) && joined.segment.length < longest ? joined : null
    if (open === null) yield joined
  }
  if (open !== null) yield open
}
