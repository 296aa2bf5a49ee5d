const endings = ['ically', 'ations', 'ation', 'ingly', 'ement', 'ments', 'ment', 'ness', 'ical', 'isch', 'ings', 'ions', 'ies', 'ied', 'ing', 'ion', 'ity', 'ern', 'ers', 'est', 'ed', 'er', 'en', 'es', 'ic', 'ly', 'al', 'as', 'os', 'e', 's', 'n', 'y', 'a', 'o']
/** Endings that leave short words, too: "lives", "lived", "living". */
const shortEndings = ['ing', 'ed', 'es', 'e', 's']

/**
 * What inflected forms of a word have in common, without accents: "allergy", "allergic", "allergies" are one. Coarse on
 * purpose: an answer and a note about one subject are compared, not words of a whole language. Words with digits stay.
 */
export function stemOf(word: string): string {
  let stem = word.normalize('NFD').replace(/\p{M}/gu, '')
  if (stem.length < 4 || /\p{N}/u.test(stem)) return stem
  for (let round = 0; round < 2; round++) {
    const ending = endings.find((one) => stem.endsWith(one) && stem.length - one.length >= 4) ?? (round === 0 ? shortEnding(stem) : undefined)
    if (ending === undefined) break
    stem = stem.slice(0, -ending.length)
  }
  return /([bdfglmnprt])\1$/.test(stem) && stem.length > 4 ? stem.slice(0, -1) : stem
}

function shortEnding(word: string): string | undefined {
  if (word.endsWith('ss')) return undefined
  return shortEndings.find((one) => word.endsWith(one) && word.length - one.length >= 3 && /[aeiou]/.test(word.slice(0, -one.length)))
}
