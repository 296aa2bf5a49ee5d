/** A part of a text, in UTF-16 units: from (included) until (not included). */
export interface Span { readonly start: number; readonly end: number }

/** Finds any of many words in a text, in one pass over it, whatever their case. */
export interface WordMatcher {
  isIn(text: string): boolean
  /** Everything that is covered by one of the words; spans that touch or overlap are one. In order. */
  spansIn(text: string): Span[]
  /** Which of the words stand there, as they were given; of several that begin at one place, the longest. */
  wordsIn(text: string): string[]
}

/** Every word begins with so many units; only where a text has the beginning of one is looked further. */
const startUnits = 4
const startBits = 20

/**
 * Makes a matcher. Case does not count, and neither does how an accent is put together.
 * @param words of at least four UTF-16 units each; shorter ones are left out, they would be found by chance
 */
export function createMatcher(words: readonly string[]): WordMatcher {
  const fold = foldTable()
  const startOf = (text: string, at: number): number => {
    const mixed = Math.imul(fold[text.charCodeAt(at)]!, 0x9e3779b1) ^ Math.imul(fold[text.charCodeAt(at + 1)]!, 0x85ebca6b)
      ^ Math.imul(fold[text.charCodeAt(at + 2)]!, 0xc2b2ae35) ^ Math.imul(fold[text.charCodeAt(at + 3)]!, 0x27d4eb2f)
    return (mixed ^ (mixed >>> 15)) >>> (32 - startBits)
  }
  const tree = new Map<number, number>()
  const ends: (string | null)[] = [null]
  const firsts = new Uint8Array(65_536)
  const starts = new Uint8Array(2 ** startBits)
  for (const [word, given] of words.flatMap((one) => spellings(one).map((form) => [form, one] as const))) {
    if (word.length < startUnits) continue
    firsts[fold[word.charCodeAt(0)]!] = 1
    starts[startOf(word, 0)] = 1
    let node = 0
    for (let at = 0; at < word.length; at++) {
      const step = node * 65_536 + fold[word.charCodeAt(at)]!
      let next = tree.get(step)
      if (next === undefined) tree.set(step, next = ends.push(null) - 1)
      node = next
    }
    ends[node] ??= given
  }

  let lastWord = ''
  /** The end of the longest word that begins here, which is then `lastWord`; -1 where none does. */
  const longestAt = (text: string, from: number): number => {
    if (firsts[fold[text.charCodeAt(from)]!] === 0 || starts[startOf(text, from)] === 0) return -1
    let node: number | undefined = 0
    let end = -1
    for (let at = from; at < text.length; at++) {
      node = tree.get(node * 65_536 + fold[text.charCodeAt(at)]!)
      if (node === undefined) break
      if (ends[node] !== null) { end = at + 1; lastWord = ends[node]! }
    }
    return end
  }

  return {
    isIn(text) {
      for (let at = 0; at + startUnits <= text.length; at++) if (longestAt(text, at) !== -1) return true
      return false
    },
    spansIn(text) {
      const spans: { start: number; end: number }[] = []
      for (let at = 0; at + startUnits <= text.length; at++) {
        const end = longestAt(text, at)
        if (end === -1) continue
        const last = spans.at(-1)
        if (last !== undefined && at <= last.end) last.end = Math.max(last.end, end)
        else spans.push({ start: at, end })
      }
      return spans
    },
    wordsIn(text) {
      const found = new Set<string>()
      for (let at = 0; at + startUnits <= text.length; at++) if (longestAt(text, at) !== -1) found.add(lastWord)
      return [...found]
    },
  }
}

/** A word and its forms that folding each unit does not find: composed otherwise, or of another length in the other case. */
function spellings(word: string): string[] {
  const cases = [word, word.toUpperCase(), word.toLowerCase()].filter((form, at) => at === 0 || form.length !== word.length)
  return cases.flatMap((form) => [form, form.normalize('NFC'), form.normalize('NFD')])
}

let folded: Uint16Array | null = null

/** For every unit its lower case, where that is one unit too. Made on first use: it takes some milliseconds. */
function foldTable(): Uint16Array {
  return folded ??= Uint16Array.from({ length: 65_536 }, (_, code) => {
    const lower = String.fromCharCode(code).toLowerCase()
    return lower.length === 1 ? lower.charCodeAt(0) : code
  })
}
