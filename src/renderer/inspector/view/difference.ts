/** A stretch of a text beside another: in both, only before, or only after. */
export type Stretch = { kind: 'same' | 'gone' | 'new'; text: string }

/** More comparisons than this would be felt; longer texts are compared by sentences, and then by their ends alone. */
const mostWork = 3_000_000

/** What became of a text, word by word where it is short enough, sentence by sentence where it is longer. Put together, `same` and `gone` are the text before, `same` and `new` the text after. */
export function compareTexts(before: string, after: string): Stretch[] {
  for (const split of [/\s*\S+/gu, /[^.!?\n]*[.!?\n]*\s*/gu]) {
    const parts = compareParts(cut(before, split), cut(after, split))
    if (parts !== null) return parts
  }
  return compareEnds(before, after)
}

function cut(text: string, pattern: RegExp): string[] {
  const parts: string[] = []
  let at = 0
  for (const found of text.matchAll(pattern)) {
    if (found[0] === '') continue
    parts.push(text.slice(at, found.index + found[0].length))
    at = found.index + found[0].length
  }
  if (at < text.length) parts.push(text.slice(at))
  return parts
}

/** The longest common subsequence of both lists, after their common ends; null where that is too much work. */
function compareParts(before: readonly string[], after: readonly string[]): Stretch[] | null {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const one = before.slice(head, before.length - tail)
  const other = after.slice(head, after.length - tail)
  if (one.length * other.length > mostWork) return null
  const width = other.length + 1
  const common = new Uint16Array((one.length + 1) * width)
  for (let row = one.length - 1; row >= 0; row--) {
    for (let column = other.length - 1; column >= 0; column--) {
      common[row * width + column] = one[row] === other[column] ? common[(row + 1) * width + column + 1]! + 1 : Math.max(common[(row + 1) * width + column]!, common[row * width + column + 1]!)
    }
  }
  const found: Stretch[] = before.slice(0, head).map((text) => ({ kind: 'same', text }))
  let row = 0
  let column = 0
  while (row < one.length || column < other.length) {
    if (row < one.length && column < other.length && one[row] === other[column]) { found.push({ kind: 'same', text: one[row]! }); row++; column++ } else if (column >= other.length || (row < one.length && common[(row + 1) * width + column]! >= common[row * width + column + 1]!)) { found.push({ kind: 'gone', text: one[row]! }); row++ } else { found.push({ kind: 'new', text: other[column]! }); column++ }
  }
  return join([...found, ...before.slice(before.length - tail).map((text): Stretch => ({ kind: 'same', text }))])
}

function compareEnds(before: string, after: string): Stretch[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  return join([{ kind: 'same', text: before.slice(0, head) }, { kind: 'gone', text: before.slice(head) }, { kind: 'new', text: after.slice(head) }])
}

function join(parts: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.text === '') continue
    if (last?.kind === part.kind) last.text += part.text
    else joined.push({ ...part })
  }
  return joined
}

/** The stretches up to a length, the last one cut. */
export function takeStretches(parts: readonly Stretch[], length: number): Stretch[] {
  const taken: Stretch[] = []
  let left = length
  for (const part of parts) {
    if (left <= 0) break
    taken.push({ kind: part.kind, text: part.text.slice(0, left) })
    left -= part.text.length
  }
  return taken
}
