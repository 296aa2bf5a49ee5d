import { languages, languagesOf, type Language } from '../languageOf.ts'
import { dayAt, daySpan, easterOf, isYear, leanYear, monthSpan, realDay, seasonSpan, weekAt, weekendAt, yearSpan, type Days, type Leaning } from './calendar.ts'
import { dateLexicons, type DateLexicon } from './lexicon.ts'

/** A place in a text that names days. */
export interface NamedDays extends Days {
  readonly start: number
  readonly end: number
  /** True where the year was said or follows from the wording, so that no direction was guessed. */
  readonly isSure: boolean
  /** The same with another year; null where the wording leaves none open. */
  readonly inYear: ((year: number) => Days | null) | null
}

interface Reading extends Days { readonly isSure?: boolean; readonly inYear?: (year: number) => Days | null }
interface Form { readonly pattern: RegExp; readonly read: (match: RegExpExecArray, at: number, leaning: Leaning) => Reading | null }
type Unit = keyof DateLexicon['units']

/**
 * All places of a text that name a day, week, month, season or year, in order and without overlap, in the language that its
 * small words show.
 * @param at when it was said
 * @param leaning where a name without a direction ("on Friday", "in May") points
 */
export function readDays(text: string, at: number, leaning: Leaning): NamedDays[] {
  if (!mayNameDays.test(text) || !isYear(new Date(at).getFullYear())) return []
  const told = languagesOf(text)
  for (const language of told.length === 0 ? languages : new Set([...told, 'en' as const])) {
    const found = readIn(language, text, at, leaning)
    if (found.length > 0) return found
  }
  return []
}

/** The same in one language. */
export function readDaysIn(language: Language, text: string, at: number, leaning: Leaning): NamedDays[] {
  return mayNameDays.test(text) ? readIn(language, text, at, leaning) : []
}

/** A cheap look: false where a text names no day in any of the languages, not even one that comes again and again. */
export function mayNameTime(text: string): boolean {
  return mayNameDays.test(text)
}

/** The lexicon of the language that most likely wrote a text. */
export function lexiconFor(text: string): DateLexicon {
  return dateLexicons[languagesOf(text)[0] ?? 'en']
}

/** What comes again and again in a language ("every Tuesday", "dienstags"): no date. */
export function recurringIn(language: Language): RegExp {
  return formsOf(language).recurring
}

function readIn(language: Language, text: string, at: number, leaning: Leaning): NamedDays[] {
  if (!hasWordsOf(language).test(text)) return []
  const { forms: all, recurring } = formsOf(language)
  const taken: [number, number][] = [...text.matchAll(recurring)].map((found) => [found.index, found.index + found[0].length])
  const found: NamedDays[] = []
  for (const { pattern, read } of all) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (taken.some(([from, until]) => start < until && end > from)) continue
      const days = read(match as RegExpExecArray, at, leaning)
      // A day that does not exist is no month either: nothing else may read the same words.
      taken.push([start, end])
      if (days === null || Number.isNaN(days.from) || Number.isNaN(days.until)) continue
      found.push({ start, end, from: days.from, until: days.until, isSure: days.isSure ?? true, inYear: days.inYear ?? null })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

const mayNameDays = new RegExp(`\\d|${Object.values(dateLexicons).flatMap((one) => [one.parts, one.always, ...one.months, ...one.weekdays, ...one.seasons, ...Object.values(one.units), ...one.named.map(([word]) => word), ...one.feasts.map(([word]) => word)]).join('|')}`, 'iu')

const wordsOfDays = new Map<Language, RegExp>()

/** Of what every form of a language holds at least one: most texts hold none, and the forms take a hundred times as long. */
function hasWordsOf(language: Language): RegExp {
  const ready = wordsOfDays.get(language)
  if (ready !== undefined) return ready
  const lexicon = dateLexicons[language]
  const words = [
    ...lexicon.months, ...lexicon.weekdays, ...lexicon.seasons, ...Object.values(lexicon.units), ...lexicon.named.map(([word]) => word), ...lexicon.feasts.map(([word]) => word), lexicon.theWeekend,
  ].join('|')
  // "lastweek" is read too.
  const sides = [lexicon.last, lexicon.next, lexicon.current].flatMap(([before]) => before === '' ? [] : [before]).join('|')
  const made = new RegExp(`\\d|(?<![\\p{L}\\p{M}])(?:(?:${sides}) ?)?(?:${words})(?![\\p{L}\\p{M}])`, 'iu')
  wordsOfDays.set(language, made)
  return made
}

const built = new Map<Language, { forms: Form[]; recurring: RegExp }>()
function formsOf(language: Language): { forms: Form[]; recurring: RegExp } {
  const ready = built.get(language)
  if (ready !== undefined) return ready
  const lexicon = dateLexicons[language]
  const weekday = lexicon.weekdays.join('|')
  const made = { forms: buildForms(lexicon), recurring: new RegExp(`(?<![\\p{L}\\d])(?:(?:${lexicon.every}) (?:(?:other|second|zweiten|deux) )?(?:${weekday}|${Object.values(lexicon.units).join('|')}|${lexicon.months.join('|')}|${lexicon.seasons.join('|')}|${lexicon.parts})s?(?! (?:${lexicon.last[1] || '~'}|${lexicon.next[1] || '~'}|\\d))|${lexicon.always})(?![\\p{L}])`, 'giu') }
  built.set(language, made)
  return made
}

function buildForms(words: DateLexicon): Form[] {
  const word = (source: string) => new RegExp(`(?<![\\p{L}\\p{M}\\d])(?:${source})(?![\\p{L}\\p{M}\\d])`, 'giu')
  const month = `(?<month>${words.months.join('|')})\\.?`
  const weekday = `(?<weekday>${words.weekdays.join('|')})`
  const season = `(?<season>${words.seasons.join('|')})`
  const year = '(?<year>\\d{4})'
  const day = `(?<day>\\d{1,2})${words.ordinal}`
  const number = `(?<n>\\d{1,3}|${Object.keys(words.numbers).sort((a, b) => b.length - a.length).join('|')})`
  const unit = `(?<unit>${Object.values(words.units).join('|')})`
  const fill = (source: string) => word(source.replace('{n}', number).replace('{unit}', unit))
  const around = ([before, after]: readonly [string, string], what: string) => [before === '' ? null : `(?:${before}) ?${what}`, after === '' ? null : `${what} (?:${after})`].flatMap((one, at) => one === null ? [] : [at === 0 ? one : one.replace(/\?<(\w+)>/gu, '?<$1Behind>')]).join('|')
  const group = (match: RegExpExecArray, name: string) => match.groups![name] ?? match.groups![`${name}Behind`]
  const monthOf = (match: RegExpExecArray) => indexOf(words.months, group(match, 'month')!)
  const countOf = (match: RegExpExecArray) => { const said = group(match, 'n')!.toLowerCase(); return words.numbers[said] ?? Number(said) }
  const unitOf = (said: string) => (['weekend', 'day', 'week', 'month', 'year'] as const).find((one) => new RegExp(`^(?:${words.units[one]})$`, 'iu').test(said))!
  const open = (at: number, leaning: Leaning, spanOf: (year: number) => Days, real: (year: number) => Days | null = spanOf): Reading => ({ ...leanYear(at, leaning, spanOf), isSure: false, inYear: real })
  const turn = (side: -1 | 0 | 1): Form[] => {
    const marks = side === -1 ? words.last : side === 1 ? words.next : words.current
    return [
      { pattern: word(around(marks, unit)), read: (match, at) => moved(unitOf(group(match, 'unit')!), at, side) },
      { pattern: word(around(marks, weekday)), read: (match, at) => weekdayAt(at, indexOf(words.weekdays, group(match, 'weekday')!), side === -1 ? 'past' : 'future') },
      { pattern: word(around(marks, month)), read: (match, at) => beside(at, side, (in_) => monthSpan(in_, monthOf(match))) },
      { pattern: word(around(marks, season)), read: (match, at) => beside(at, side, (in_) => seasonSpan(in_, indexOf(words.seasons, group(match, 'season')!))) },
    ]
  }
  const between = '\\s?(?:-|–|—)\\s?| (?:to|until|till|and|through|bis|und|au|à|et|al|a|y|e|ao|hasta|até) '
  const range = (match: RegExpExecArray, at: number, leaning: Leaning): Reading | null => {
    const [first, last, named] = [Number(match.groups!.first), Number(match.groups!.second), monthOf(match)]
    const spanOf = (in_: number) => { const a = realDay(in_, named, first); const b = realDay(in_, named, last); return a === null || b === null || last < first ? null : { from: a.from, until: b.until } }
    if (match.groups!.year !== undefined) return spanOf(Number(match.groups!.year))
    return spanOf(2024) === null ? null : open(at, leaning, (in_) => daySpan(in_, named, first, last - first + 1), spanOf)
  }
  const oneDay = (match: RegExpExecArray, at: number, leaning: Leaning): Reading | null => {
    const [named, date] = [monthOf(match), Number(match.groups!.day)]
    if (match.groups!.year !== undefined) return realDay(Number(match.groups!.year), named, date)
    return realDay(2024, named, date) === null ? null : open(at, leaning, (in_) => daySpan(in_, named, date), (in_) => realDay(in_, named, date))
  }
  const several = '(?<first>\\d{1,2})' + words.ordinal + `(?:${between})` + '(?<second>\\d{1,2})' + words.ordinal
  return [
    { pattern: /(?<![\d.-])(?<year>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?![\d-])/gu, read: ({ groups }) => realDay(Number(groups!.year), Number(groups!.m) - 1, Number(groups!.d)) },
    { pattern: /(?<![\d./-])(?<a>\d{1,2})(?<mark>[./])(?<b>\d{1,2})\k<mark>(?<year>\d{4}|\d{2})(?![\d/])/gu, read: ({ groups }) => slashed(Number(groups!.a), Number(groups!.b), groups!.year!, words.language === 'en' && groups!.mark === '/') },
    { pattern: word(`${several}${words.of} ${month}(?:${words.of} ${year})?`), read: range },
    { pattern: word(`${month} ${several}(?:,? ${year})?`), read: range },
    { pattern: word(`${day}${words.of} ${month}(?:${words.of},? ${year})?`), read: oneDay },
    { pattern: word(`${month} ${day}(?:,? ${year})?`), read: oneDay },
    { pattern: word(`${month}${words.of},? ${year}`), read: (match) => sane(Number(match.groups!.year), (in_) => monthSpan(in_, monthOf(match))) },
    { pattern: word(`${season}${words.of} ${year}`), read: (match) => sane(Number(match.groups!.year), (in_) => seasonSpan(in_, indexOf(words.seasons, match.groups!.season!))) },
    ...words.named.map(([source, move]): Form => ({ pattern: word(source), read: (_, at) => dayAt(at, move) })),
    ...words.ago.map((source): Form => ({ pattern: fill(source), read: (match, at) => away(unitOf(group(match, 'unit')!), at, -countOf(match)) })),
    ...words.ahead.map((source): Form => ({ pattern: fill(source), read: (match, at) => away(unitOf(group(match, 'unit')!), at, countOf(match)) })),
    { pattern: fill(words.recent), read: (match, at) => ({ from: movedDay(at, unitOf(group(match, 'unit')!), -countOf(match)), until: dayAt(at).until }) },
    { pattern: fill(words.coming), read: (match, at) => ({ from: dayAt(at).from, until: movedDay(at, unitOf(group(match, 'unit')!), countOf(match)) }) },
    ...turn(-1), ...turn(1), ...turn(0),
    { pattern: word(words.theWeekend), read: (_, at, leaning) => ({ ...(leaning === 'past' && weekendAt(at).from > dayAt(at).from ? weekendAt(at, -1) : weekendAt(at)), isSure: false }) },
    ...words.feasts.map(([source, named, date, length]): Form => ({ pattern: word(`(?:${source})(?:${words.of} ${year})?`), read: (match, at, leaning) => {
      const spanOf = (in_: number) => { const easter = easterOf(in_); return daySpan(in_, named ?? easter.month, named === null ? easter.day : date, length) }
      return match.groups!.year === undefined ? open(at, leaning, spanOf) : sane(Number(match.groups!.year), spanOf)
    } })),
    { pattern: word(`(?<=(?:^|[^\\p{L}])(?:${words.inside}) (?:the |le |el |il |o |den |dem )?)${month}`), read: (match, at, leaning) => open(at, leaning, (in_) => monthSpan(in_, monthOf(match))) },
    { pattern: word(month), read: (match, at, leaning) => match[0].length < 5 || alsoWords.test(match[0]) ? null : open(at, leaning, (in_) => monthSpan(in_, monthOf(match))) },
    { pattern: word(`(?<=(?:^|[^\\p{L}])(?:${words.inside}|the|le|el|il|o|den|dem|l['’]|in the) ?)${season}`), read: (match, at, leaning) => open(at, leaning, (in_) => seasonSpan(in_, indexOf(words.seasons, match.groups!.season!))) },
    { pattern: word(weekday), read: (match, at, leaning) => ({ ...weekdayAt(at, indexOf(words.weekdays, match.groups!.weekday!), leaning), isSure: false }) },
    { pattern: word(`${year}(?:${between})(?<second>\\d{4})`), read: (match) => { const [first, last] = [Number(match.groups!.year), Number(match.groups!.second)]; return isYear(first) && isYear(last) && first < last ? yearSpan(first, last - first + 1) : null } },
    { pattern: word(`(?<=(?:^|[^\\p{L}])(?:${words.inside}|the|year|the year) )(?<!(?:^|[^\\p{L}])(?:${words.and}|to|of|a|à) )${year}`), read: (match) => sane(Number(match.groups!.year), yearSpan) },
    { pattern: /(?<=(?:^|[^\p{L}])(?:the|in the) )(?<tens>(?:19|20)?\d0)['’]?s(?![\p{L}\d])/giu, read: ({ groups }) => words.language === 'en' ? yearSpan(groups!.tens!.length === 2 ? 1900 + Number(groups!.tens) : Number(groups!.tens), 10) : null },
  ]
}

/** Months that are other words as well, and short forms: they count only where the words before them speak of time. */
const alsoWords = /^(?:march|marzo|março|maggio|avril)$/iu

function indexOf(sources: readonly string[], said: string): number {
  return sources.findIndex((source) => new RegExp(`^(?:${source})$`, 'iu').test(said.replace(/\.$/u, '')))
}

function sane(year: number, spanOf: (year: number) => Days): Days | null {
  return isYear(year) ? spanOf(year) : null
}

function slashed(a: number, b: number, said: string, monthFirst: boolean): Days | null {
  const year = said.length === 2 ? 2000 + Number(said) : Number(said)
  const [month, day] = (monthFirst && a <= 12) || b > 12 ? [a, b] : [b, a]
  return realDay(year, month - 1, day)
}

/** Last, this or next week, weekend, month or year, by the calendar. */
function moved(unit: Unit, at: number, side: -1 | 0 | 1): Days {
  const now = new Date(at)
  if (unit === 'day') return dayAt(at, side)
  if (unit === 'week') return weekAt(at, side)
  if (unit === 'weekend') return weekendAt(at, side)
  return unit === 'month' ? monthSpan(now.getFullYear(), now.getMonth() + side) : yearSpan(now.getFullYear() + side)
}

/** "Three weeks ago": the day for days, else the week, month or year in which it lies. */
function away(unit: Unit, at: number, count: number): Days {
  const now = new Date(at)
  if (unit === 'day') return dayAt(at, count)
  if (unit === 'week') return weekAt(at, count)
  if (unit === 'weekend') return weekendAt(at, count)
  return unit === 'month' ? monthSpan(now.getFullYear(), now.getMonth() + count) : yearSpan(now.getFullYear() + count)
}

function movedDay(at: number, unit: Unit, count: number): number {
  if (unit === 'month' || unit === 'year') {
    const day = new Date(at)
    const months = unit === 'month' ? count : count * 12
    return new Date(day.getFullYear(), day.getMonth() + months, Math.min(day.getDate(), 28)).getTime()
  }
  const move = count * (unit === 'day' ? 1 : 7)
  return count < 0 ? dayAt(at, move).from : dayAt(at, move).until
}

/** The weekday before or after today, never today itself. */
function weekdayAt(at: number, weekday: number, leaning: Leaning): Days {
  const today = new Date(at).getDay()
  return dayAt(at, leaning === 'past' ? -(((today - weekday + 6) % 7) + 1) : ((weekday - today + 6) % 7) + 1)
}

/** The last one that is over, the one of this year, or the next that has not begun. */
function beside(at: number, side: -1 | 0 | 1, spanOf: (year: number) => Days): Days {
  const year = new Date(at).getFullYear()
  const today = dayAt(at)
  if (side === 0) return [year - 1, year].map(spanOf).find((span) => span.from < today.until && span.until > today.from) ?? spanOf(year)
  if (side === -1) return [year, year - 1, year - 2].map(spanOf).find((span) => span.until <= today.from)!
  return [year, year + 1, year + 2].map(spanOf).find((span) => span.from >= today.until)!
}
