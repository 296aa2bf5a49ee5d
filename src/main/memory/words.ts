/** Words as recall, merging and answering compare them: small, deterministic, and good for any script. */

/** Words that carry no subject of their own: they never decide what a memory is about. */
const emptyWords = new Set((
  'a an the this that these those and or but so if then than as of in on at to from by with for about into over under up down out off near '
  + 'i me my mine myself we us our ours you your yours he him his she her hers it its they them their theirs '
  + 'am is are was were be been being do does did done doing have has had having will would shall should can could may might must '
  + 'not no nor don doesn didn isn aren wasn weren won wouldn couldn shouldn can t s m re ve ll d '
  + 'what which who whom whose where when why how there here just also very really too quite some any all each both more most such only own same '
  + 'please tell know remember remind again ever still yet now let get got '
  + 'der die das ein eine einen einem einer und oder aber ist sind war bin bist ich du er sie es wir ihr mein meine meinen meinem meiner dein deine mir mich dir dich zu von mit auf für im in am was wer wo wann wie warum welche welcher welches '
  + 'le la les un une des du de et ou mais est sont était suis es je tu il elle nous vous mon ma mes ton ta tes son sa ses me te se que qui quoi où quand comment pourquoi quel quelle quels quelles '
  + 'el los las una unos unas y o pero es son era soy eres yo tú él ella nosotros mi mis tu tus su sus lo al del qué quién dónde cuándo cómo cuál por para con en'
).split(' '))

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*/gu
const plain = /^[\t\n\r -~]*$/
const plainWords = /[a-z0-9]+(?:'[a-z]+)*/g
/** Only here are marks accents: elsewhere they are vowels, or make another letter, and the index keeps them. */
const latin = /^\p{Script=Latin}/u
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/**
 * The words of a text in lower case and without accents, in order. Scripts that write no spaces give pairs of neighbouring characters.
 * @param text any text; only its first 20,000 characters are read
 */
export function wordsOf(text: string): string[] {
  const read = text.slice(0, 20_000)
  const found: string[] = []
  // Most texts are plain letters: they need none of what other scripts need, and recall reads hundreds of texts a turn.
  if (plain.test(read)) {
    for (const word of read.toLowerCase().match(plainWords) ?? []) found.push(word.endsWith("'s") ? word.slice(0, -2) : word)
    return found
  }
  for (const [raw] of read.normalize('NFKC').replaceAll('\u0e4d\u0e32', '\u0e33').toLowerCase().replaceAll('’', "'").matchAll(wordPattern)) {
    const word = raw.endsWith("'s") ? raw.slice(0, -2) : raw
    if (unspaced.test(word)) {
      const letters = [...word]
      if (letters.length === 1) found.push(word)
      for (let at = 0; at + 1 < letters.length; at++) found.push(letters[at]! + letters[at + 1]!)
    } else found.push(latin.test(word) ? word.normalize('NFD').replace(/\p{M}/gu, '') : word)
  }
  return found
}

/** The stem of an English word: plural, -ing, -ed and -ly endings leave. Numbers and short words stay. */
export function stemOf(word: string): string {
  if (word.length < 4 || /\p{N}/u.test(word)) return word
  let stem = word
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`
  else if (/(?:[sxz]|ch|sh)es$/.test(stem)) stem = stem.slice(0, -2)
  else if (stem.endsWith('s') && !/(?:ss|us|is)$/.test(stem)) stem = stem.slice(0, -1)
  for (const ending of ['ing', 'ed', 'ly']) {
    const rest = stem.slice(0, -ending.length)
    if (!stem.endsWith(ending) || rest.length < 3 || !/[aeiouy]/.test(rest)) continue
    stem = /([bdfgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest
    break
  }
  return stem.length > 3 && stem.endsWith('e') ? stem.slice(0, -1) : stem
}

/** True for a word that says nothing about the subject of a text. */
export function isEmptyWord(word: string): boolean {
  return emptyWords.has(word)
}

/** Stems of the words that carry the meaning of a text, in order, with repeats. */
export function contentStems(text: string): string[] {
  return wordsOf(text).filter((word) => !emptyWords.has(word)).map(stemOf)
}

/** A fact in a form in which two spellings of one sentence are equal: case, spaces, accents of typography and closing marks leave. */
export function normaliseFact(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'")
    .replace(/[“”«»„"]/g, '').replace(/\s+/g, ' ').replace(/^[\s,;:.!?-]+|[\s,;:.!?-]+$/g, '')
}
