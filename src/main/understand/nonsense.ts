const readChars = 400
const leastWords = 2
/** Of the words of a sentence in another language or with many names, more than this are known to the model's vocabulary. */
const leastKnown = 0.34

/** A key that was held down: no word of any language has one letter so often in a row. */
const held = /(\p{L})\1{11,}/giu

/**
 * True for rows of letters that are words of no language that is read here: hardly one is known, nothing holds them together,
 * and there is no sign of code, figures or another script.
 * @param language as `languageOf` reads it
 * @param knows whether a word in lower case is known
 */
export function isNonsense(text: string, language: string, knows: (word: string) => boolean): boolean {
  const head = text.slice(0, readChars)
  if (/[\p{N}{}()<>=/\\@#`_]|[^\p{Script=Latin}\P{L}]/u.test(head)) return false
  const words = head.match(/[\p{L}\p{M}]+/gu) ?? []
  const lengthOf = (runs: readonly string[]) => runs.reduce((sum, run) => sum + run.length, 0)
  if (2 * lengthOf(head.match(held) ?? []) > lengthOf(words)) return true
  if (words.length < leastWords) return false
  // Names carry capitals, even where they are known to nobody.
  if (words.filter((word) => /^\p{Lu}\p{Ll}/u.test(word)).length > 1) return false
  if (words.filter((word) => word.length >= 2 && knows(word.toLowerCase())).length / words.length >= leastKnown) return false
  // Letter statistics guess a language for chance letters too; what cannot be spoken is of none.
  return language === 'und' || words.filter((word) => !/[aeiouyäöüàâéèêëîïôùûáíóúñåøæő]/iu.test(word)).length >= words.length / 2
}
