import { wholeWords } from '../../../shared/wholeWords.ts'
import { timeWords, type TimeLanguage } from './timeWords.ts'

/** A place in a text that names a span of time: from its beginning to before its end, on the local clock. */
export interface Span { readonly start: number; readonly end: number; readonly from: number; readonly until: number }

interface Form { readonly pattern: RegExp; readonly read: (match: RegExpExecArray, now: Date, past: boolean) => readonly [from: Date, until: Date] }

const word = (source: string) => wholeWords(source, 'gi')
const made = new Map<TimeLanguage, readonly Form[]>()

/** Weeks, weekends, months and years that a text names in one language; days and hours are read elsewhere. */
export function readSpans(text: string, language: TimeLanguage, now: number, past: boolean): Span[] {
  const forms = made.get(language) ?? buildForms(language)
  made.set(language, forms)
  const found: Span[] = []
  for (const { pattern, read } of forms) {
    for (const match of text.matchAll(pattern)) {
      const lead = match.groups?.['lead'] ?? ''
      const start = match.index + lead.length
      const end = match.index + match[0].length
      if (found.some((one) => start < one.end && one.start < end)) continue
      const [from, until] = read(match, new Date(now), past)
      found.push({ start, end, from: from.getTime(), until: until.getTime() })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

function buildForms(language: TimeLanguage): readonly Form[] {
  const words = timeWords[language]
  const month = words.months.map((source, at) => `(?<m${at}>${source})`).join('|')
  const around = ([before, after]: readonly [string, string], source: string) => [before === '' ? '' : `(?:${before}) (?:${source})`, after === '' ? '' : `(?:${source}) (?:${after})`].filter(Boolean).join('|')
  const shifted = [words.last, words.current, words.next].flatMap((marks, at) => ([
    ['weekend', words.weekend], ['week', words.week], ['month', words.month], ['year', words.year],
  ] as const).map(([unit, source]): Form => ({ pattern: word(around(marks, source)), read: (_, now) => unitAt(unit, now, at - 1) })))
  const monthOf = (match: RegExpExecArray) => words.months.findIndex((_, at) => match.groups?.[`m${at}`] !== undefined)
  return [
    // A month with its year needs no word before it.
    { pattern: word(`(?:${month})(?: de| del|,)? (?<year>(?:19|20)\\d\\d)`), read: (match) => monthAt(Number(match.groups!['year']), monthOf(match)) },
    { pattern: word(`(?<lead>(?:${words.inside}|${words.since}|${words.until}|${words.last[0] || words.inside}|${words.next[0] || words.inside}) ?)(?:${month})(?! ?\\d)`), read: (match, now, past) => leanMonth(now, monthOf(match), past) },
    ...shifted,
    { pattern: word(`(?<lead>(?:${words.inside}|${words.since}|${words.until}) )(?:19|20)\\d\\d(?!\\s*[%€$£]|[.,:/-]\\d)`), read: (match) => yearAt(Number(match[0].slice(-4))) },
    { pattern: /^\s*(?:19|20)\d\d\s*[?.!]?$/gu, read: (match) => yearAt(Number(/\d{4}/.exec(match[0])![0])) },
  ]
}

function unitAt(unit: 'week' | 'weekend' | 'month' | 'year', now: Date, shift: number): readonly [Date, Date] {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()]
  if (unit === 'year') return yearAt(year + shift)
  if (unit === 'month') return monthAt(year, month + shift)
  // Weeks begin on Monday.
  const monday = day - ((now.getDay() + 6) % 7) + shift * 7
  return unit === 'week' ? [new Date(year, month, monday), new Date(year, month, monday + 7)] : [new Date(year, month, monday + 5), new Date(year, month, monday + 7)]
}

function monthAt(year: number, month: number): readonly [Date, Date] {
  return [new Date(year, month, 1), new Date(year, month + 1, 1)]
}

function yearAt(year: number): readonly [Date, Date] {
  return [new Date(year, 0, 1), new Date(year + 1, 0, 1)]
}

/** A month without a year: the one that goes on or the next, or the last one in a sentence that looks back. */
function leanMonth(now: Date, month: number, past: boolean): readonly [Date, Date] {
  const [year, current] = [now.getFullYear(), now.getMonth()]
  if (past) return monthAt(month <= current ? year : year - 1, month)
  return monthAt(month >= current ? year : year + 1, month)
}
