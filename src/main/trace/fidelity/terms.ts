import { emptyWords, isCommon, months, numberWords, weekdays } from './lexicon.ts'
import { figuresIn } from './figures.ts'
import { stemOf } from './stem.ts'

export type TermKind = 'word' | 'name' | 'number' | 'date' | 'code'

/** One telling part of a text: equal keys mean the same thing, however it was written. */
export interface Term {
  /** "w:porto", "n:1200", "d:5-3", "t:6:30"; several where one spelling can mean several things. */
  readonly keys: readonly string[]
  readonly kind: TermKind
  /** How much it tells when it comes back in an answer, 0 to 2. */
  readonly weight: number
  readonly start: number
  readonly end: number
}

const word = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
const title = /^(?:mr|mrs|ms|dr|prof|sra?|mme|st)$/i
const upper = /^\p{Lu}/u

/**
 * The telling parts of a text in their order: dates, times, numbers, codes, names and words that carry a subject. Places are
 * UTF-16 units of `text`.
 */
export function termsOf(text: string): Term[] {
  const { terms, covered } = figuresIn(text)
  let sentenceBegins = true, last = 0, before = ''
  for (const found of text.matchAll(word)) {
    const start = found.index, end = start + found[0].length
    if (/[.!?:\n]\s*(?:[-*"“(]\s*)?$/u.test(text.slice(Math.max(0, last), start)) || last === 0) sentenceBegins = !title.test(before)
    last = end
    before = found[0]
    if (unspaced.test(found[0])) addUnspaced(terms, found[0], start, covered)
    else if (!covered(start)) addWord(terms, found[0], start, end, sentenceBegins)
    sentenceBegins = false
  }
  return terms.sort((a, b) => a.start - b.start)
}

function addWord(terms: Term[], raw: string, start: number, end: number, sentenceBegins: boolean): void {
  const plain = raw.replaceAll('’', '\'').replace(/'s$/, '')
  const lower = plain.toLowerCase()
  const isUpper = upper.test(plain)
  const number = numberWords.get(lower)
  if (number !== undefined) { terms.push({ keys: [`n:${number}`], kind: 'number', weight: 0.7, start, end }); return }
  const weekday = weekdays.get(lower.replace(/s$/, '')) ?? weekdays.get(lower)
  if (weekday !== undefined) { terms.push({ keys: [`wd:${weekday}`], kind: 'date', weight: 1, start, end }); return }
  const month = months.get(lower)
  // "May" and "march" are verbs, too, unless they are written as names.
  if (month !== undefined && isUpper && !(sentenceBegins && lower.length < 4)) { terms.push({ keys: [`m:${month}`], kind: 'date', weight: 1, start, end }); return }
  if (emptyWords.has(lower) || lower.length < 2) return
  const isName = isUpper && !sentenceBegins
  const weight = isCommon(lower) ? 0.25 : isName ? 1.4 : lower.length < 4 ? 0.5 : lower.length < 7 ? 0.8 : 1
  terms.push({ keys: [`w:${stemOf(lower)}`], kind: isName && weight > 1 ? 'name' : 'word', weight, start, end })
}

/** Scripts without spaces are read as pairs of neighbouring characters. */
function addUnspaced(terms: Term[], run: string, start: number, covered: (place: number) => boolean): void {
  const letters = [...run]
  let from = start
  for (let at = 0; at < Math.max(1, letters.length - 1); at++) {
    const pair = letters.slice(at, at + 2).join('')
    if (!covered(from) && !covered(from + pair.length - 1)) terms.push({ keys: [`w:${pair}`], kind: 'word', weight: 0.5, start: from, end: from + pair.length })
    from += letters[at]!.length
  }
}
