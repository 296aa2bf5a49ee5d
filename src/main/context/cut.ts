const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** How far a safe start for the segmenter is looked for. Longer runs without one plain sign are cut between code points. */
const farthest = 2000

/** The last place at or before `at` that lies between two graphemes. UTF-16 units; `at` beyond the text gives its end. */
export function cutBefore(text: string, at: number): number {
  return boundaries(text, at).before
}

/** The first place at or after `at` that lies between two graphemes. */
export function cutAfter(text: string, at: number): number {
  return boundaries(text, at).after
}

/** Like `cutAfter`, and at the beginning of a word where one begins within the next 40 units. */
export function cutToWord(text: string, at: number): number {
  if (at <= 0) return 0
  const space = text.slice(at - 1, at + 40).search(/\s\S/)
  return cutAfter(text, space < 0 ? at : at + space)
}

/** Like `cutBefore`, and at the end of a word where one ends within the last 40 units. */
export function cutAtWord(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.slice(Math.max(0, at - 40), at + 1).search(/\s\S*$/)
  return cutBefore(text, space > 0 ? Math.max(0, at - 40) + space : at)
}

/** Like `cutBefore`, and at the end of a sentence or line where one ends in the second half. */
export function cutAtSentence(text: string, at: number): number {
  if (at >= text.length) return text.length
  const half = Math.floor(at / 2)
  // One sign of look-ahead decides whether a full stop ends a sentence.
  const window = text.slice(half, at + 1)
  let end = 0
  for (const found of window.matchAll(/[.!?…]["'”’)\]]*(?=\s)|[。！？]|(?=\n)/gu)) if (found.index + found[0].length < window.length) end = found.index + found[0].length
  return end > 0 ? cutBefore(text, half + end) : cutAtWord(text, at)
}

function boundaries(text: string, at: number): { before: number; after: number } {
  if (at <= 0) return { before: 0, after: 0 }
  if (at >= text.length) return { before: text.length, after: text.length }
  let start = at - 1
  while (start > 0 && at - start < farthest && !startsGrapheme(text, start)) start--
  if (start > 0 && isLow(text.charCodeAt(start))) start--
  let before = start
  for (const { index, segment } of graphemes.segment(text.slice(start, at + farthest))) {
    const end = start + index + segment.length
    if (start + index === at) return { before: at, after: at }
    if (end > at) return { before: start + index, after: end }
    before = end
  }
  return { before, after: before }
}

/** Printable ASCII always begins a grapheme of its own, unless a joiner stands before it. */
function startsGrapheme(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x20 && unit < 0x7f && text.charCodeAt(at - 1) !== 0x200d
}

const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000
