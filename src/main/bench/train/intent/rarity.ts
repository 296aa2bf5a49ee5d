import { gramsOf, type GramSpace } from '../../../understand/intent/textGrams.ts'

/** How rare each place is: the logarithm of all texts over those that hold it, plus one. */
export function rarityOf(texts: readonly string[], space: GramSpace): Float32Array {
  const counts = new Float32Array(space.words + space.letters)
  for (const text of texts) {
    const { words, letters } = gramsOf(text, space)
    for (const place of words.keys()) counts[place]!++
    for (const place of letters.keys()) counts[space.words + place]!++
  }
  return counts.map((count) => count === 0 ? 0 : Math.log((1 + texts.length) / (1 + count)) + 1)
}
