import { cutAtSentence, cutAtWord, cutToWord } from './cut.ts'
import { fenceAt, findFences, type Fence } from './fences.ts'
import { formatCount } from './figures.ts'

export type CountTokens = (texts: string[]) => Promise<number[]>
export interface Shortened { readonly text: string; readonly tokens: number }

/**
 * Keeps head and tail in equal parts and names what is missing between them: "[… 12,345 tokens left out …]".
 * A block of code that fits into its part stays or goes as a whole; a larger one is cut at line ends and closed again.
 */
export function shortenMiddle(text: string, tokens: number, budget: number, count: CountTokens): Promise<Shortened> {
  const fences = findFences(text)
  const part = roomIn(text, tokens, budget) / 2
  return shorten(text, tokens, budget, count, async (length) => {
    const head = keepHead(text, Math.ceil(length / 2), fences, part, cutAtWord)
    const tail = keepTail(text, Math.max(head.at, text.length - Math.floor(length / 2)), fences, part)
    const [headTokens, tailTokens] = await count([head.text, tail]) as [number, number]
    const missing = Math.max(1, tokens - headTokens - tailTokens)
    return `${head.text}\n[… ${formatCount(missing)} tokens left out …]\n${tail}`
  })
}

/** Keeps the beginning up to the end of a sentence where one is near, else of a word, else of a grapheme; code as above. */
export function shortenEnd(text: string, tokens: number, budget: number, count: CountTokens): Promise<Shortened> {
  const fences = findFences(text)
  const room = roomIn(text, tokens, budget)
  return shorten(text, tokens, budget, count, (length) => Promise.resolve(keepHead(text, length, fences, room, cutAtSentence).text.trimEnd()))
}

/** Fewer characters of a block of code say nothing beside its marks. */
const leastCode = 40

/** Characters that a budget holds, about. */
function roomIn(text: string, tokens: number, budget: number): number {
  return Math.floor((text.length * Math.max(1, budget)) / Math.max(1, tokens))
}

function keepHead(text: string, length: number, fences: readonly Fence[], room: number, cut: (text: string, at: number) => number): { text: string; at: number } {
  const at = cut(text, length)
  const fence = fenceAt(fences, at)
  if (fence === undefined) return { text: text.slice(0, at), at }
  const code = text.indexOf('\n', fence.start) + 1
  if (fence.end - fence.start <= room || at < code || (at - code < leastCode && fence.start > 0)) return { text: text.slice(0, fence.start), at: fence.start }
  const lineEnd = text.lastIndexOf('\n', length)
  // Where lines are so long that half would be lost, the line itself is cut.
  const end = lineEnd - code > (at - code) / 2 ? lineEnd : at
  return { text: `${text.slice(0, end)}\n${fence.mark}`, at: end }
}

function keepTail(text: string, from: number, fences: readonly Fence[], room: number): string {
  const at = cutToWord(text, from)
  const fence = fenceAt(fences, at)
  if (fence === undefined) return text.slice(at)
  const left = fence.end - at
  if (fence.end - fence.start <= room || left < leastCode) return text.slice(text[fence.end] === '\n' ? fence.end + 1 : fence.end)
  const lineStart = text.indexOf('\n', at) + 1
  return `${fence.opening}\n${text.slice(lineStart > 0 && lineStart < at + left / 2 ? lineStart : at)}`
}

/**
 * Looks for the most that fits: a guess from tokens per character, then corrected by real counts. A text of any length costs
 * only a few counts of about the budget's size. The result can be over the budget where even the least text is.
 */
async function shorten(text: string, tokens: number, budget: number, count: CountTokens, cut: (length: number) => Promise<string>): Promise<Shortened> {
  const measure = async (length: number) => {
    const made = await cut(length)
    const [size] = await count([made]) as [number]
    return { text: made, tokens: size, length }
  }
  let length = roomIn(text, tokens, budget)
  let low = 1
  let high = text.length
  let best: Shortened | null = null
  for (let step = 0; step < 12 && low <= high; step++) {
    length = Math.min(high, Math.max(low, length))
    const tried = await measure(length)
    if (tried.tokens <= budget) {
      // A longer cut may keep less: a block of code that no longer fits leaves as a whole.
      if (best === null || tried.tokens > best.tokens) best = tried
      low = length + 1
      if (tried.tokens >= budget * 0.94 || step >= 6) break
    } else high = length - 1
    const scaled = Math.floor((length * budget * 0.98) / Math.max(1, tried.tokens))
    length = step < 4 && scaled >= low && scaled <= high ? scaled : Math.floor((low + high) / 2)
  }
  return best ?? measure(1)
}
