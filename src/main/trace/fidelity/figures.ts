import { months, numberWords } from './lexicon.ts'
import type { Term } from './terms.ts'

const monthNames = [...months.keys()].sort((a, b) => b.length - a.length).join('|')
const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|er|\\.)?\\s+(?:of\\s+|de\\s+)?(${monthNames})\\b`, 'giu')
const monthFirst = new RegExp(`\\b(${monthNames})\\b\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)`, 'giu')
const eastern = /(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/gu
const isoDate = /\b(\d{4})-(\d{2})-(\d{2})\b/g
const dotted = /\b(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2}))?\b(?!%)/g
const clock = /\b(\d{1,2})[:.h](\d{2})\b(?:\s*(am|pm|a\.m\.|p\.m\.|uhr))?|\b(\d{1,2})\s*(am|pm|a\.m\.|p\.m\.|uhr|o['’]clock)(?![\p{L}])/giu
const halfHour = /\b(half past|halb)\s+(\p{L}+|\d{1,2})\b/giu
const code = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?:\/\/[^\s)>\]]+|(?<![\p{L}\p{N}])(?=[\w./-]{0,60}[A-Za-z])(?=[\w./-]{0,60}\d)[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*(?![\p{L}\p{N}])|(?:\+|(?<!\d)0)\d[\d ()/-]{6,30}\d/gu
const number = /(?<![\p{L}\p{N}])\d{1,3}(?:[ ,.'’ ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?/gu
const scales: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, tausend: 1e3, mille: 1e3, mil: 1e3, million: 1e6, millions: 1e6, millionen: 1e6 }

/** The dates, times, codes and numbers of a text, and which places they cover. What one rule took, the next leaves alone. */
export function figuresIn(text: string): { terms: Term[]; covered: (place: number) => boolean } {
  const terms: Term[] = []
  if (!/\d|@|\bhal[fb]\s/i.test(text)) return { terms, covered: () => false }
  const taken = new Uint8Array(text.length)
  const take = (start: number, length: number, term: Found | null) => {
    if (term === null || taken.subarray(start, start + length).includes(1)) return
    taken.fill(1, start, start + length)
    terms.push({ ...term, start, end: start + length })
  }
  for (const found of text.matchAll(isoDate)) take(found.index, found[0].length, date(Number(found[3]), Number(found[2])))
  for (const found of text.matchAll(eastern)) take(found.index, found[0].length, date(Number(found[2]), Number(found[1])))
  for (const found of text.matchAll(dayFirst)) take(found.index, found[0].length, date(Number(found[1]), months.get(found[2]!.toLowerCase())!))
  for (const found of text.matchAll(monthFirst)) take(found.index, found[0].length, date(Number(found[2]), months.get(found[1]!.toLowerCase())!))
  for (const found of text.matchAll(dotted)) take(found.index, found[0].length, slashed(found))
  for (const found of text.matchAll(clock)) take(found.index, found[0].length, time(found))
  for (const found of text.matchAll(halfHour)) take(found.index, found[0].length, half(found[1]!, found[2]!.toLowerCase()))
  for (const found of text.matchAll(code)) {
    const plain = found[0].replace(/[.,]+$/, '')
    if (!scaled.test(plain)) take(found.index, plain.length, { keys: [`c:${plain.toLowerCase().replace(/[\s()-]/g, '')}`], kind: 'code', weight: 1.6 })
  }
  for (const found of text.matchAll(number)) takeNumber(text, found, take)
  return { terms, covered: (place) => taken[place] === 1 }
}

/** "12k", "45min", "3rd", "20€": a number with a word at its end, not a code. */
const scaled = /^\d+(?:[.,]\d+)?(?:\p{L}{1,3}|mins?|hours?|weeks?|days?)?$/u

type Found = Omit<Term, 'start' | 'end'>

function date(day: number, month: number): Found | null {
  return day < 1 || day > 31 || month < 1 || month > 12 ? null : { keys: [`d:${month}-${day}`], kind: 'date', weight: 1.5 }
}

function slashed(found: RegExpMatchArray): Found | null {
  const first = Number(found[1]), second = Number(found[3])
  // "3.5" without a year is a number in English and a date in German: only a day that stands in full is taken for one.
  if (found[2] === '.' && found[4] === undefined) return null
  const one = date(first, second), other = found[2] === '/' ? date(second, first) : null
  if (one === null) return other
  return other === null ? one : { ...one, keys: [...new Set([...one.keys, ...other.keys])] }
}

function time(found: RegExpMatchArray): Found | null {
  const hour = Number(found[1] ?? found[4]), minute = Number(found[2] ?? 0)
  if (hour > 24 || minute > 59) return null
  // "3.50" is a price as often as a time: with a point it takes a word for the hour beside it.
  if (found[1] !== undefined && found[0].includes('.') && found[3] === undefined) return null
  // The half of the day is often left out: seven in the evening and seven in the morning count as one.
  return { keys: [`t:${hour % 12}:${minute}`, ...(minute === 0 ? [`n:${hour}`] : [])], kind: 'date', weight: 1.3 }
}

/** "Half past six" is 6:30, "halb sieben" too. */
function half(way: string, word: string): Found | null {
  const hour = numberWords.get(word) ?? Number(word)
  if (!Number.isInteger(hour) || hour > 24) return null
  return { keys: [`t:${(way.toLowerCase() === 'halb' ? hour + 11 : hour) % 12}:30`], kind: 'date', weight: 1.3 }
}

function takeNumber(text: string, found: RegExpMatchArray, take: (start: number, length: number, term: Found) => void): void {
  const raw = found[0], start = found.index!
  const tail = /^\s?(k|thousand|tausend|mille|mil|millions?|millionen)(?![\p{L}])/u.exec(text.slice(start + raw.length).toLowerCase())
  const scale = tail === null ? 1 : scales[tail[1]!]!
  const values = valuesOf(raw).map((value) => value * scale)
  // A small whole number comes back by chance; one with a fraction hardly does.
  const weight = values[0]! < 11 && Number.isInteger(values[0]) ? 0.7 : 1.3
  take(start, raw.length, { keys: values.map((value) => `n:${value}`), kind: 'number', weight })
}

/** What a written number can mean: "1.200" is twelve hundred in one country and one and a fifth in another. */
function valuesOf(raw: string): number[] {
  const groups = /^\d{1,3}(?:[ ,.'’ ]\d{3})+(?:([.,])\d{1,2})?$/u.exec(raw)
  if (groups !== null) {
    const decimal = groups[1]
    const whole = decimal === undefined ? raw : raw.slice(0, raw.lastIndexOf(decimal))
    const rest = decimal === undefined ? '' : `.${raw.slice(raw.lastIndexOf(decimal) + 1)}`
    const grouped = Number(whole.replace(/\D/g, '') + rest)
    return /^\d{1,3}[.,]\d{3}$/.test(raw) ? [grouped, Number(raw.replace(',', '.'))] : [grouped]
  }
  return [Number(raw.replace(',', '.'))]
}
