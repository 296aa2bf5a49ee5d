/** About 200 tokens, in UTF-16 units. */
const digestChars = 800
const longestSentence = 300
const sentencesRead = 600

/**
 * What a session is about, in its own sentences: those whose words are the most frequent in it, each next one counting less for
 * what is said already (SumBasic: Nenkova and Vanderwende, 2005). The same text gives the same digest.
 * @returns the chosen sentences in their order; the text itself where it is short
 */
export function digestSession(text: string): string {
  if (text.length <= digestChars) return text
  const sentences = text.split(/(?<=[.!?…。！？])\s+|\n+/u).map((sentence) => sentence.trim().slice(0, longestSentence)).filter((sentence) => sentence !== '').slice(0, sentencesRead)
  const words = sentences.map(contentWords)
  const weights = new Map<string, number>()
  const total = words.reduce((sum, own) => sum + own.size, 0)
  for (const own of words) for (const word of own) weights.set(word, (weights.get(word) ?? 0) + 1 / total)
  const score = (at: number): number => {
    const own = words[at]!
    // One short word must not make a sentence the most telling one.
    return own.size === 0 ? 0 : [...own].reduce((sum, word) => sum + weights.get(word)!, 0) / (own.size + 3)
  }
  const chosen = new Set<number>()
  let chars = 0
  for (;;) {
    let best = -1
    let most = 0
    for (let at = 0; at < sentences.length; at++) {
      if (chosen.has(at) || chars + sentences[at]!.length > digestChars) continue
      const value = score(at)
      if (value > most) { best = at; most = value }
    }
    if (best === -1) break
    chosen.add(best)
    chars += sentences[best]!.length + 1
    for (const word of words[best]!) weights.set(word, weights.get(word)! ** 2)
  }
  return chosen.size === 0 ? text.slice(0, digestChars) : [...chosen].sort((a, b) => a - b).map((at) => sentences[at]).join(' ')
}

/** Words of four letters and more stand for content well enough here; scripts without spaces count by pairs of characters. */
function contentWords(sentence: string): Set<string> {
  const found = sentence.toLowerCase().match(/[\p{L}\p{N}]{4,}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]{2}/gu)
  return new Set(found)
}
