import { en } from 'chrono-node'
import { isYear } from './dates/calendar.ts'
import { clockIn } from './dates/clock.ts'
import { mayNameTime, readDays, readDaysIn, recurringIn } from './dates/readDays.ts'
import { leaningOf, looksBack, rangeIn } from './dates/timeRange.ts'
import { languagesOf, type Language } from './languageOf.ts'

/** Cheap look before the date reader is asked. */
const hint = /\b(?:to(?:day|night|morrow)|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|next|last|this (?:week|weekend|month|year|summer|winter|spring|autumn|fall|morning|afternoon|evening)|ago|in (?:a|an|one|two|three|four|five|six|\d+) (?:days?|weeks?|months?|years?)|\d{4}|\d{1,2}(?:st|nd|rd|th)|\d{1,2}[./-]\d{1,2}|christmas|easter|weekend)\b/iu

/**
 * The first day that a text names, in milliseconds; noon where it names no hour. Null where it names none, only an hour, or
 * a day that comes again and again ("every Tuesday").
 * @param at when it was said: "yesterday" counts from there
 * @param isPast false lets a bare weekday or month be the next one
 */
export function dateIn(text: string, at: number, isPast: boolean): number | null {
  if ((languagesOf(text)[0] ?? 'en') !== 'en') return dayAmong(text, at, isPast || looksBack(text), false)
  const once = withoutRecurring(text)
  if (!hint.test(once)) return null
  for (const found of en.casual.parse(once, new Date(at), { forwardDate: !isPast })) {
    const { start } = found
    const namesDay = start.isCertain('day') || start.isCertain('weekday') || start.isCertain('month') || start.isCertain('year')
      || /week|weekend|month|year|summer|winter|spring|autumn|today|tonight|tomorrow|yesterday|ago|morning|evening|afternoon/iu.test(found.text)
    // "may" and "march" are verbs too; a bare number is a count.
    if (!namesDay || /^(?:may|march|mar|sun|sat|second|now|just now|right now|\d{1,3})$/iu.test(found.text)) continue
    const day = start.date()
    if (isYear(day.getFullYear())) return day.getTime()
  }
  // The date reader asks for more than a year; a year is what people often say.
  const year = /(?<![\p{L}\d])(?:in|since|until|from) ((?:19|20)\d{2})(?!\d)/iu.exec(once)
  return year === null ? dayAmong(once, at, isPast, true) : new Date(Number(year[1]), 0, 1, 12).getTime()
}

/**
 * The time that a question asks about, from (included) until (not included), local time: "in May 2023", "last week",
 * "between March and June", "since Easter". Null where it names none. A name without a direction is the latest that has
 * begun, unless the question looks ahead.
 * @param at when it was asked
 */
export function timeRangeIn(text: string, at: number): { from: number; until: number } | null {
  return rangeIn(text, at, leaningOf(text))
}

/** True for words that name a time and nothing else: "On Friday", "tous les jeudis", "seit drei Jahren". */
export function isOnlyTime(text: string, language: Language): boolean {
  if (text.length > 60 || !mayNameTime(text)) return false
  let rest = text.replace(/(?<![\p{L}\d])(?:um |gegen |à |vers |a las? |alle |às |at )?\d{1,2}(?:[:.h]\d{2})?\s?(?:uhr|h|pm|am|heures)?(?![\p{L}\d.])(?! \p{L})|(?<![\p{L}])(?:(?:um|gegen|at|às|alle) \d{1,2}(?:[:.]\d{2})?(?: uhr)?)(?![\p{L}\d])/giu, ' ')
  rest = rest.replace(recurringIn(language), ' ')
  const named = readDaysIn(language, rest, 0, 'past')
  if (named.length === 0 && rest === text) return false
  for (const { start, end } of named.toReversed()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`
  return /^[\s,]*(?:(?:on|in|at|am|im|seit|le|el|la|il|na|no|the|last|since|around|ab|um|ce|cette|los|las|di|à|a|ad|en|em|au|aux|nel|nella|im|des|du|de|del|della|depuis|desde|da|dal)[\s,]*)*$/iu.test(rest)
}

function dayAmong(text: string, at: number, isPast: boolean, onlySure: boolean): number | null {
  const named = readDays(text, at, isPast ? 'past' : 'future').find((one) => one.isSure || !onlySure)
  if (named === undefined) return null
  const day = new Date(named.from)
  const { hour, minute } = clockIn(text) ?? { hour: 12, minute: 0 }
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute).getTime()
}

/** A text with as many blanks where it says what comes again and again, or a year that nobody means. */
function withoutRecurring(text: string): string {
  const blank = (found: string) => ' '.repeat(found.length)
  return text.replace(recurringIn('en'), blank).replace(/\byear (\d+)(?!\d)/giu, (found, year: string) => isYear(Number(year)) ? found : blank(found))
}
