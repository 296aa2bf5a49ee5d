/** Reads what a detail means, so that "1,200" and "1.200", or "3 May 2024" and "2024-05-03", are told to be the same. */

const monthNames: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'jänner', 'janvier', 'enero', 'ene', 'gennaio', 'janeiro', 'января'],
  ['february', 'feb', 'februar', 'février', 'févr', 'febrero', 'febbraio', 'fevereiro', 'февраля'],
  ['march', 'mar', 'märz', 'mars', 'marzo', 'março', 'марта'],
  ['april', 'apr', 'avril', 'avr', 'abril', 'abr', 'aprile', 'апреля'],
  ['may', 'mai', 'mayo', 'maggio', 'maio', 'мая'],
  ['june', 'jun', 'juni', 'juin', 'junio', 'giugno', 'junho', 'июня'],
  ['july', 'jul', 'juli', 'juillet', 'juil', 'julio', 'luglio', 'julho', 'июля'],
  ['august', 'aug', 'août', 'agosto', 'ago', 'августа'],
  ['september', 'sep', 'sept', 'septembre', 'septiembre', 'settembre', 'setembro', 'сентября'],
  ['october', 'oct', 'oktober', 'okt', 'octobre', 'octubre', 'ottobre', 'outubro', 'октября'],
  ['november', 'nov', 'novembre', 'noviembre', 'novembro', 'ноября'],
  ['december', 'dec', 'dezember', 'dez', 'décembre', 'déc', 'diciembre', 'dic', 'dicembre', 'dezembro', 'декабря'],
]
const monthOf = new Map(monthNames.flatMap((names, at) => names.map((name) => [name, at + 1] as const)))
const month = [...monthOf.keys()].sort((a, b) => b.length - a.length).join('|')

/** Dates as people and machines write them; times of day are dates too. "may" and "mar" count only beside a day or a year. */
export const datePattern = new RegExp([
  String.raw`\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?`,
  String.raw`\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日`,
  String.raw`\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b`,
  String.raw`(?<![\p{L}\p{N}])\d{1,2}(?:st|nd|rd|th|\.|er|º)?\s+(?:of\s+|de\s+)?(?:${month})\b\.?(?:,?\s+(?:de\s+)?\d{4}\b)?`,
  String.raw`(?<![\p{L}\p{N}])(?:${month})\.?\s+\d{1,2}(?:st|nd|rd|th)?\b(?!:)(?:,?\s+\d{4}\b)?`,
  String.raw`(?<![\p{L}\p{N}])(?:${month})\s+\d{4}\b`,
  String.raw`\b\d{1,2}:\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?![\p{L}\p{N}])|\b\d{1,2}\s?[ap]\.?m\b\.?`,
].join('|').replaceAll(String.raw`)\b`, String.raw`)(?![\p{L}])`), 'giu')

/** Every way to read a date, each as "year-month-day" or "hour:minute" with what is unknown left empty. */
export function readDate(text: string): string[] {
  const plain = text.toLowerCase()
  const clock = /(?:^|[t\s])(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s?([ap])?\.?m?/.exec(plain)
  const numbers = (plain.match(/\d+/g) ?? []).map(Number)
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(plain)
  if (iso !== null) return [`${iso[1]}-${Number(iso[2])}-${Number(iso[3])}`]
  if (/[年月日]/.test(plain)) {
    const part = (sign: string) => Number(new RegExp(String.raw`(\d+)${sign}`).exec(plain)?.[1] ?? 0)
    return [`${part('年') || ''}-${part('月') || ''}-${part('日') || ''}`]
  }
  const dotted = /^(\d{1,2})[./](\d{1,2})[./](\d{2,4})$/.exec(plain)
  if (dotted !== null) {
    const [first, second, year] = [Number(dotted[1]), Number(dotted[2]), Number(dotted[3]) + (dotted[3]!.length === 2 ? 2000 : 0)]
    return [...first <= 31 && second <= 12 ? [`${year}-${second}-${first}`] : [], ...second <= 31 && first <= 12 ? [`${year}-${first}-${second}`] : []]
  }
  const named = (plain.match(/\p{L}+/gu) ?? []).map((word) => monthOf.get(word)).find((found) => found !== undefined)
  if (named !== undefined) {
    const year = numbers.find((number) => number > 31)
    const day = numbers.find((number) => number <= 31)
    return [`${year ?? ''}-${named}-${day ?? ''}`]
  }
  if (clock === null) return []
  const hour = Number(clock[1]) % (clock[3] === undefined ? 24 : 12) + (clock[3] === 'p' ? 12 : 0)
  return [`${hour}:${clock[2] ?? '00'}`]
}

/** True when one reading says nothing that the other contradicts, and the month or the hour is the same. */
export function sameDate(a: string, b: string): boolean {
  if (a.includes(':') || b.includes(':')) return a === b
  const [first, second] = [a.split('-'), b.split('-')]
  return first.every((part, at) => part === second[at] || second[at] === '' && at === 0 || part === '')
}

const small = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** The values that a written number can have: "1.200" is 1200 or 1.2, "1,200.50" only 1200.5. Words up to twelve are read in English. */
export function readNumber(text: string): number[] {
  const word = small.indexOf(text.toLowerCase())
  if (word >= 0) return [word]
  const digits = text.replace(/[\s\u00a0\u202f'’_]/g, '').replace(/[^\d.,]/g, '').replace(/[.,]+$/, '')
  if (digits === '') return []
  const values = new Set<number>()
  const english = digits.replaceAll(',', '')
  if (english.split('.').length <= 2) values.add(Number(english))
  const other = digits.replaceAll('.', '').replace(',', '.')
  if (!other.includes(',')) values.add(Number(other))
  return [...values].filter((value) => Number.isFinite(value))
}
