import { cutAtSentence, cutAtWord, cutToWord } from './cut.ts'

export type CountTokens = (texts: string[]) => Promise<number[]>
export interface Shortened { readonly text: string; readonly tokens: number }

const numbers = new Intl.NumberFormat('en-US')

/** Keeps head and tail in equal parts and names what is missing between them: "[… 12,345 tokens left out …]". */
export function shortenMiddle(text: string, tokens: number, budget: number, count: CountTokens): Promise<Shortened> {
  return shorten(text, tokens, budget, count, async (length) => {
    const head = text.slice(0, cutAtWord(text, Math.ceil(length / 2)))
    const tail = text.slice(cutToWord(text, Math.max(head.length, text.length - Math.floor(length / 2))))
    const [headTokens, tailTokens] = await count([head, tail]) as [number, number]
    const missing = Math.max(1, tokens - headTokens - tailTokens)
    return `${head}\n[… ${numbers.format(missing)} tokens left out …]\n${tail}`
  })
}

/** Keeps the beginning up to the end of a sentence where one is near, else of a word, else of a grapheme. */
export function shortenEnd(text: string, tokens: number, budget: number, count: CountTokens): Promise<Shortened> {
  return shorten(text, tokens, budget, count, (length) => Promise.resolve(text.slice(0, cutAtSentence(text, length)).trimEnd()))
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
  let length = Math.floor((text.length * Math.max(1, budget)) / Math.max(1, tokens))
  let low = 1
  let high = text.length
  let best: Shortened | null = null
  for (let step = 0; step < 12 && low <= high; step++) {
    length = Math.min(high, Math.max(low, length))
    const tried = await measure(length)
    if (tried.tokens <= budget) {
      best = tried
      low = length + 1
      if (tried.tokens >= budget * 0.94 || step >= 6) break
    } else high = length - 1
    const scaled = Math.floor((length * budget * 0.98) / Math.max(1, tried.tokens))
    length = step < 4 && scaled >= low && scaled <= high ? scaled : Math.floor((low + high) / 2)
  }
  return best ?? measure(1)
}
