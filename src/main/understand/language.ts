import { detectAll } from 'tinyld'

/** Words that hold sentences together; in a short text they tell more than letter statistics do. Words that several languages share are left out. */
const functionWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: set('the and is are was were i you he she we they my your his her our this that what where when who how why which do does did have has had not with for from about please would could should can will it of to be at by as been thanks hello'),
  de: set('der die das und ist sind war ich du er wir ihr mein meine meinen dein nicht mit für von wie wo wann wer warum auf ein eine einen bitte kann habe hat haben heiße wohne zu dem den auch noch danke hallo guten'),
  fr: set('le la les et est sont je tu il elle nous vous mon ma mes votre pas avec pour où quand qui comment pourquoi une des du dans sur suis ai avez que quel quelle merci bonjour cet cette c\'est j\'ai s\'il'),
  es: set('el los las y es son yo tú él nosotros mi mis tu no con para dónde cuándo quién cómo por qué una del en soy tengo vivo me gusta hay muy gracias hola este esta cuál'),
  it: set('il gli è sono io tu lui noi mio mia miei non con per dove quando chi come perché una della nel ho hai che questo questa grazie ciao'),
  pt: set('o os as e é são eu você ele nós meu minha não com para onde quando quem como por uma do da em tenho moro isto esta obrigado olá'),
  nl: set('de het en is zijn ik jij hij wij mijn niet met voor waar wanneer wie hoe waarom een heb heeft van dat dit hallo bedankt'),
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

/** Enough to judge by, and little enough to stay under a few milliseconds. */
const readChars = 500

/**
 * The language of a text as ISO 639-1, or "und" where that would be a guess: short texts are judged by the words that hold
 * them together, longer ones by letter statistics, and both must lead clearly.
 */
export function languageOf(text: string): string {
  const prose = text.slice(0, 5000).replace(/```[\s\S]*?(?:```|$)/g, ' ').replace(/https?:\/\/\S+|\S+@\S+/g, ' ').slice(0, readChars)
  const words = prose.toLowerCase().replaceAll('’', "'").match(/[\p{L}\p{M}']+/gu) ?? []
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  if (letters < 2) return 'und'
  const votes = Object.entries(functionWords)
    .map(([language, known]) => ({ language, hits: words.filter((word) => known.has(word)).length }))
    .sort((a, b) => b.hits - a.hits)
  const [first, second] = [votes[0]!, votes[1]!]
  const clear = first.hits > second.hits
  if (clear && first.hits >= 2 && first.hits >= words.length * 0.25) return first.language
  const [best, next] = detectAll(prose)
  if (best === undefined) return clear && words.length >= 2 ? first.language : 'und'
  // Another script than Latin decides by itself.
  if (/[^\p{Script=Latin}\P{L}]/u.test(prose) && !/\p{Script=Latin}/u.test(prose)) return best.lang
  if (best.accuracy >= 0.3 && words.length >= 3) return best.lang
  if (clear) return first.language
  const lead = best.accuracy / (next?.accuracy ?? 0.01)
  return letters >= 25 && lead >= 1.6 ? best.lang : 'und'
}
