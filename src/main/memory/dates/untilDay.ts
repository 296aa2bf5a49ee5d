import { dateIn } from '../dates.ts'
import { languages, type Language } from '../languageOf.ts'
import { dayAt } from './calendar.ts'
import { readDaysIn } from './readDays.ts'

/** What stands before the day until which something holds, and before the end of a month or year. */
const words: Readonly<Record<Language, readonly [until: string, endOf: string]>> = {
  en: ['until|till|through|up to', 'the end of|end of'],
  de: ['bis(?: einschließlich)?(?: zum| zur)?', 'ende|zum ende'],
  fr: ['jusqu[\'’](?:à|au|en|aux)(?: la| l[\'’])?', 'fin|la fin de|la fin du|fin de'],
  es: ['hasta(?: el| la| los)?', 'finales? de(?:l)?|fin de(?:l)?'],
  it: ['fino (?:a|ad|al|alla|all[\'’]|ai)', 'fine|fine di|fine del'],
  pt: ['até(?: o| a| ao| à| aos)?', 'fim de|fim do|final de|final do|o fim de|o fim do|o final de'],
}

/** The day until which a sentence says that something holds, noon local time, in six languages; null where it names none that lies ahead. */
export function untilIn(text: string, at: number): number | null {
  // Each language has a word of its own for it.
  for (const one of languages) {
    const [until, endOf] = words[one]
    const found = new RegExp(`(?<![\\p{L}])(?:${until})(?:(?<=['’])|(?![\\p{L}]))\\s*(?<whole>(?:${endOf})(?![\\p{L}]))?\\s*(?<when>(?:\\d\\.|[^.;,!?]){2,40})`, 'iu').exec(text)
    if (found === null) continue
    const { whole, when } = found.groups!
    const days = readDaysIn(one, `${inside[one]}${when}`, at, 'future')[0]
    if (days !== undefined && days.start - inside[one].length <= 6) {
      const day = whole === undefined ? days.from : dayAt(days.until, -1).from
      return noonAhead(day, at)
    }
    const day = one === 'en' ? dateIn(`until ${when}`, at, false) : null
    if (day !== null) return day > at ? day : null
  }
  return null
}

/** A bare month or year counts only behind a word such as "in". */
const inside: Readonly<Record<Language, string>> = { en: 'in ', de: 'im ', fr: 'en ', es: 'en ', it: 'in ', pt: 'em ' }

function noonAhead(day: number, at: number): number | null {
  const noon = new Date(day)
  noon.setHours(12)
  return noon.getTime() > at ? noon.getTime() : null
}
