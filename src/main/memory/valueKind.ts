import { isOnlyTime } from './dates.ts'
import { isFirstName, isPlaceName } from './entities/knownNames.ts'
import { languages } from './languageOf.ts'
import { titlePattern } from '../../shared/titles.ts'

/** What sort of thing a value is, as far as its form tells. A `thing` has an article; a `colour` and a `word` stand in small letters. */
type ValueKind = 'address' | 'day' | 'number' | 'name' | 'thing' | 'colour' | 'word'

const title = `(?:${titlePattern} )*`
const named = new RegExp(`^${title}(?:\\p{Lu}[\\p{L}\\p{M}\\d'’&.-]*)(?: (?:\\p{Lu}[\\p{L}\\p{M}\\d'’&.-]*|de|la|of|am|the|van|von|del|und|and|&)){0,4}$`, 'u')
const counted = 'no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|deux|trois|quatre|cinq|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dois|duas|três|quatro|sete|oito|dez'
const number = new RegExp(`^(?:[+€$£(#]? ?\\d[\\p{L}\\d.,:/()°% +-]*|(?:${counted})(?:[- ](?:${counted}))?)$`, 'iu')
const colours = /^(?:(?:light|dark|bright|pale) )?(?:red|blue|green|yellow|black|white|gr[ea]y|brown|orange|purple|pink|silver|gold|golden|beige|turquoise|violet|rot|blau|grün|gelb|schwarz|weiß|rouge|bleu|vert|jaune|noir|blanc|rojo|azul|verde|amarillo|negro|blanco|rosso|blu|giallo|nero|bianco|vermelho|amarelo|preto|branco)$/iu
/** Months that are names of people as well. */
const nameAndMonth = /^(?:april|may|june|august|julian|summer|autumn)$/iu

export const preposition = /^(?:in|at|on|for|with|to|from|near|bei|für|aus|auf|am|à|en|au|chez|pour|a|per|presso|em|na|no|para) /iu
/** The number words of a text, as the source of a regular expression. */
export const numberWords = counted

/** True for what is written as a name is. */
export function isNamed(value: string): boolean {
  return named.test(value)
}

/** True for what names a day or time and nothing else, in any of six languages. */
export function isDay(value: string): boolean {
  return languages.some((language) => isOnlyTime(value, language))
}

/** True for a number in figures or words. */
export function isNumber(value: string): boolean {
  return number.test(value)
}

/** True for the name of a colour. */
export function isColour(value: string): boolean {
  return colours.test(value)
}

function kindOfValue(value: string): ValueKind {
  if (/^\S+@\S+\.\S+$/u.test(value)) return 'address'
  if (isDay(value)) return 'day'
  const bare = value.replace(preposition, '')
  if (isNumber(bare)) return 'number'
  if (colours.test(bare)) return 'colour'
  if (/^(?:an?|the|my|our|eine?n?|der|die|das|une?|le|la|el|un[ao]?|il|um|uma) /iu.test(value)) return 'thing'
  return named.test(bare) ? 'name' : 'word'
}

/** Whether a value can stand where another one stood: a name for a name, a place for a place, a number for a number, a day for a day. */
export function isAlike(old: string, fresh: string, key: string | null): boolean {
  const [was, is] = [kindOfValue(old), kindOfValue(fresh)]
  const lower = fresh.replace(preposition, '').toLowerCase()
  if (key !== null && key.endsWith('.name')) return (is === 'name' && !(isPlaceName(lower) && !isFirstName(lower) && !isPlaceName(old.toLowerCase()))) || nameAndMonth.test(fresh)
  if (key !== null && /\.(?:home|employer)$/u.test(key)) return is === 'name'
  if (was === is || (was === 'thing' && is === 'name')) return true
  return key?.startsWith('user.favourite.') === true && [was, is].every((kind) => kind === 'name' || kind === 'thing' || kind === 'word')
}
