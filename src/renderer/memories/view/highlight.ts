export type Marked = { text: string; marked: boolean }

const marks = /\p{M}/gu

/**
 * A text in parts, with the words of a search marked where they begin a word of the text; case and accents do not count.
 * Put together, the parts are the text.
 */
export function markWords(text: string, query: string): Marked[] {
  const wanted = [...new Set(query.toLowerCase().normalize('NFD').replaceAll(marks, '').match(/[\p{L}\p{N}]{2,}/gu) ?? [])]
  if (wanted.length === 0) return [{ text, marked: false }]
  const parts: Marked[] = []
  let done = 0
  for (const found of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const plain = found[0].toLowerCase().normalize('NFD').replaceAll(marks, '')
    const hit = wanted.filter((word) => plain.startsWith(word)).sort((one, other) => other.length - one.length)[0]
    if (hit === undefined) continue
    const length = plain.length === found[0].length ? hit.length : found[0].length
    if (found.index > done) parts.push({ text: text.slice(done, found.index), marked: false })
    parts.push({ text: text.slice(found.index, found.index + length), marked: true })
    done = found.index + length
  }
  if (done < text.length || parts.length === 0) parts.push({ text: text.slice(done), marked: false })
  return parts
}
