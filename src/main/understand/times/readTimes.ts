import { de, en, es, fr, type ParsedResult } from 'chrono-node'
import type { TimeExpression } from '../../../shared/understanding.ts'
import { clockWords } from './clockWords.ts'
import { readSpans, type Span } from './spanForms.ts'
import { timeLanguages, timeWords, type TimeLanguage } from './timeWords.ts'

const readers = { en: en.casual, de: de.casual, fr: fr.casual, es: es.casual } as const
/** A time that matters stands in the words of a person, not far down in what they paste. */
const readChars = 600
/** "la semaine dernière" names no more than "semaine dernière". */
const articleChars = 4
const [hour, day] = [3_600_000, 86_400_000]

/** A cheap look first: most messages name no time at all. */
const mayNameTime = new RegExp(`\\d|${timeLanguages.flatMap((language) => {
  const { months, week, month, year, parts, units } = timeWords[language]
  return [...months, week, month, year, units, ...parts.map(([words]) => words)]
}).join('|')}|day|noon|tomorrow|now|ago|tag|heute|gestern|mittag|uhr|montag|mittwoch|samstag|sonnabend|aujourd|hier|demain|midi|minuit|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hoy|ayer|mañana|lunes|martes|miércoles|jueves|viernes|sábado|domingo|past|quarter|half|at `, 'iu')

/**
 * The times that a message speaks of, in their order and without overlap, as spans on the local clock: `from` is their first
 * moment, `until` the first one after them. "Since" leaves the end open, "until" the beginning. English, German, French and
 * Spanish; other languages are read as English. What comes again ("every Monday") or lasts ("for two hours") is no time.
 * @param now when it was said, Unix milliseconds
 */
export function readTimes(text: string, language: string, now: number): TimeExpression[] {
  const head = text.slice(0, readChars)
  if (!mayNameTime.test(head) || !Number.isFinite(now)) return []
  const own = timeLanguages.find((one) => one === language) ?? 'en'
  const words = timeWords[own]
  const past = new RegExp(`(?<!\\p{L})(?:${words.past})(?!\\p{L})`, 'iu').test(head)
  const apart = repeated(head, own)
  const spans = readSpans(head, own, now, past)
  const free = (start: number, end: number, taken: readonly { start: number; end: number }[]) => !taken.some((one) => start < one.end && one.start < end)
  const days = daysOf(head, own, now, past).filter((one) => free(one.start, one.end, apart))
  const sharp = spans.filter((one) => free(one.start, one.end, apart) && !days.some((other) => other.end - other.start > one.end - one.start + articleChars && one.start < other.end && other.start < one.end))
  const all = [...sharp, ...days.filter((one) => free(one.start, one.end, sharp))].sort((a, b) => a.start - b.start)
  return all.map((span) => opened(head, span, own))
}

function daysOf(text: string, language: TimeLanguage, now: number, past: boolean): Span[] {
  const clock = language === 'en' ? clockWords(text) : { text, places: [] }
  return readers[language].parse(clock.text, new Date(now), { forwardDate: !past }).filter(isTime(clock.text)).map((result) => {
    const [start, end] = [result.index, result.index + result.text.length]
    const words = clock.places.filter((place) => start < place.end && place.start < end)
    return { start: Math.min(start, ...words.map((place) => place.start)), end: Math.max(end, ...words.map((place) => place.end)), ...spanOf(result, language, now, past) }
  })
}

/** "sun" and "mon" in lower case are no days, a bare number is no hour, and neither is one with an article ("is 7 a prime number"). */
function isTime(text: string): (result: ParsedResult) => boolean {
  return (result) => {
    const said = text.slice(result.index, result.index + result.text.length)
    return said.trim().length > 1 && !/^(?:sun|mon|sat|wed|second|mar|mer|jan|dec|may|march)$/u.test(said) && !/^\d+(?:\s+[ap])?$/iu.test(said.trim()) && !/^(?:um|at|à|a las)? ?\d{3,}$/iu.test(said)
  }
}

function spanOf(result: ParsedResult, language: TimeLanguage, now: number, past: boolean): { from: number; until: number } {
  const { start, end } = result
  let begin = start.date()
  // A day without a year or direction, in a sentence that looks back, lies behind.
  if (past && begin.getTime() > now && !start.isCertain('year')) begin = start.isCertain('weekday') ? new Date(begin.getTime() - 7 * day) : new Date(begin.getFullYear() - 1, begin.getMonth(), begin.getDate(), begin.getHours(), begin.getMinutes())
  if (end !== null && end !== undefined) return { from: floorOf(begin, start.isCertain('hour')), until: end.isCertain('hour') ? end.date().getTime() : midnight(end.date(), 1) }
  if (start.isCertain('hour')) return { from: begin.getTime(), until: start.isCertain('second') ? begin.getTime() : begin.getTime() + hour }
  const part = timeWords[language].parts.find(([words]) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu').test(result.text))
  if (part !== undefined) return { from: midnight(begin, 0) + part[1] * hour, until: midnight(begin, 0) + part[2] * hour }
  if (start.isCertain('month') && !start.isCertain('day') && !start.isCertain('weekday')) return { from: new Date(begin.getFullYear(), begin.getMonth(), 1).getTime(), until: new Date(begin.getFullYear(), begin.getMonth() + 1, 1).getTime() }
  return { from: midnight(begin, 0), until: midnight(begin, 1) }
}

function floorOf(date: Date, sharp: boolean): number {
  return sharp ? date.getTime() : midnight(date, 0)
}

function midnight(date: Date, later: number): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + later).getTime()
}

/** After these words an amount of time points at a moment ("in two days"), before those too ("two days ago"). */
const [points, pointed] = ['in|last|next|past|previous|coming|following|vor|il y a|dans|hace|dentro de|últim[oa]s|letzten?|nächsten?', 'ago|later|from (?:now|today)|before|after|old|time']

/** What comes again or lasts: it stands in the way of reading a time there. */
export function repeated(text: string, language: TimeLanguage): { start: number; end: number; kind: 'recurrence' | 'duration' }[] {
  const { every, always, count, units } = timeWords[language]
  const forms = [
    { kind: 'recurrence', pattern: `(?:${every}) (?:other )?[\\p{L}]+|(?:${always})` },
    { kind: 'duration', pattern: `(?<!(?<!\\p{L})(?:${points}) )(?:${count}) (?:${units})(?! (?:${pointed}))` },
  ] as const
  return forms.flatMap(({ kind, pattern }) => Array.from(text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu')), (found) => ({ start: found.index, end: found.index + found[0].length, kind })))
}

/** "Since" and "until" before a time leave one of its ends open. */
function opened(text: string, { start, end, from, until }: Span, language: TimeLanguage): TimeExpression {
  const before = text.slice(Math.max(0, start - 24), start)
  const follows = (source: string) => new RegExp(`(?<!\\p{L})(?:${source})(?: the| den| dem| le| la| el)? ?$`, 'iu').test(before)
  const expression = { text: text.slice(start, end), start, end }
  if (follows(timeWords[language].since)) return { ...expression, from, until: null }
  if (follows(timeWords[language].until)) return { ...expression, from: null, until }
  return { ...expression, from, until }
}
