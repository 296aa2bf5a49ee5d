import { en } from 'chrono-node'

/** Cheap look before the date reader is asked. */
const hint = /\b(?:to(?:day|night|morrow)|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|next|last|this (?:week|weekend|month|year|summer|winter|spring|autumn|fall|morning|afternoon|evening)|ago|in (?:a|an|one|two|three|four|five|six|\d+) (?:days?|weeks?|months?|years?)|\d{4}|\d{1,2}(?:st|nd|rd|th)|\d{1,2}[./-]\d{1,2}|christmas|easter|weekend)\b/iu

/**
 * The first day that a text names, in milliseconds; noon where it names no hour. Null where it names none, or only an hour.
 * @param at when it was said: "yesterday" counts from there
 * @param isPast false lets a bare weekday or month be the next one
 */
export function dateIn(text: string, at: number, isPast: boolean): number | null {
  if (!hint.test(text)) return null
  for (const found of en.casual.parse(text, new Date(at), { forwardDate: !isPast })) {
    const { start } = found
    const namesDay = start.isCertain('day') || start.isCertain('weekday') || start.isCertain('month') || start.isCertain('year')
      || /week|weekend|month|year|summer|winter|spring|autumn|today|tonight|tomorrow|yesterday|ago|morning|evening|afternoon/iu.test(found.text)
    // "may" and "march" are verbs too; a bare number is a count.
    if (!namesDay || /^(?:may|march|mar|sun|sat|second|now|just now|right now|\d{1,3})$/iu.test(found.text)) continue
    return start.date().getTime()
  }
  // The date reader asks for more than a year; a year is what people often say.
  const year = /(?<![\p{L}\d])(?:in|since|until|from) ((?:19|20)\d{2})(?!\d)/iu.exec(text)
  return year === null ? null : new Date(Number(year[1]), 0, 1, 12).getTime()
}
