import type { Embed } from './compressText.ts'
import type { SplitText } from './sentences.ts'
import { termsOf } from './terms.ts'

export async function scoreSentences(ask: { readonly text: string; readonly split: SplitText; readonly sizes: readonly number[]; readonly query: { readonly text: string; readonly vector: Float32Array | null } | null; readonly embed: Embed | null }): Promise<number[]> {
  const terms = ask.split.sentences.map((one) => termsOf(ask.text.slice(one.start, one.end)))
  const frequency = new Map<string, number>()
  for (const list of terms) for (const term of new Set(list)) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  const wanted = ask.query === null ? null : new Set(termsOf(ask.query.text))
  return terms.map((list) => {
    let sum = 0
    for (const term of new Set(list)) if (wanted === null ? (frequency.get(term) ?? 0) > 1 : wanted.has(term)) sum += Math.log(1 + terms.length / frequency.get(term)!)
    return sum / Math.sqrt(1 + list.length)
  })
}
