import { normaliseText } from '../text.ts'

/** A number of so many digits is rarely there by chance. A year is. */
const number = /^(?!(?:19|20)\d\d$)\d{4,}$/
/** A word with a capital inside a sentence is a name, or a noun in German. */
const named = /(?<![.!?…:]\s+|^\s*|\n\s*)(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}]{2,}/gu
/** Words of so many letters are mostly about something; shorter ones would hit by chance, and so would a typing error in them. */
const longEnough = 6
/** Long words that stand in any sentence. */
const everywhere = new Set(`
  always another answer answers anything around because become before better called cannot certain change couldn different doesn during either enough everyone everything
  especially favorite favourite following general getting having however important instead itself little living looking matter maybe minutes moment months mostly myself
  nothing number people perhaps person please possible prefer preferred prefers probably question questions rather really remember saying should simply someone something
  sometimes somewhere started still taking thanks things think though through together toward towards trying usually wanted wanting wants whatever whether without working would
  yourself monday tuesday wednesday thursday friday saturday sunday january february august september october november december today tomorrow yesterday weekend morning evening
  einfach etwas gerade haben hatte heute immer können könnte lieber machen manchmal meiner meinem meinen möchte nicht sollte wenn werden wirklich wohne würde zwischen
  aujourd avant beaucoup comme depuis encore jamais maintenant même parce peut plutôt pourquoi préfère quelque quelqu souvent toujours toutes voudrais
  ahora alguien algunas antes aunque bastante después entonces gustaría mientras mucho muchas nunca porque prefiero quiero siempre también tengo todos
  adesso allora ancora anche aveva bisogno dopo essere lavoro molto perché preferisco proprio qualche quando quello sempre sono spesso tutto vorrei
  agora ainda alguma coisa depois enquanto então fazer muito nunca outra outro porque prefiro quando sempre também tenho tudo você
`.split(/\s+/u).flatMap((word) => word === '' ? [] : [normaliseText(word)]))

/**
 * The words of a text that speak of its matter wherever they stand: names, numbers, and long words that are not in every sentence.
 * An answer that was written with the text in view, and says one of them, says of it.
 */
export function tellingWordsOf(text: string): string[] {
  const names = [...text.matchAll(named)].flatMap(([name]) => normaliseText(name).split(' '))
  const words = normaliseText(text).split(' ').filter((word) => word.length >= longEnough || number.test(word))
  return [...new Set([...names, ...words])].filter((word) => word.length >= 3 && !everywhere.has(word))
}

/** Finds telling words in sentences, also where a letter is wrong, missing or too many, or a sign stands within: small models write so. */
export function tellingFinder(words: Iterable<string>): (said: readonly string[]) => boolean {
  const known = new Set(words)
  const spellings = new Set([...known].filter(isLong).flatMap((word) => [word, ...withoutOne(word)]))
  const isTelling = (word: string): boolean => known.has(word) || (isLong(word) && (spellings.has(word) || withoutOne(word).some((form) => spellings.has(form))))
  return (said) => known.size > 0 && (said.some(isTelling) || said.some((word, at) => at > 0 && isTelling(said[at - 1]! + word)))
}

function isLong(word: string): boolean { return word.length >= longEnough - 1 && /^\p{L}/u.test(word) }

function withoutOne(word: string): string[] {
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1))
}
