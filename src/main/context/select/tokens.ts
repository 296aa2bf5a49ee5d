/** A longer text is hardly ever said twice by chance, and comparing it word by word would cost more than it saves. */
const readChars = 2000

const empty = new Set((
  'a an the this that these those and or but so if then than as of in on at to from by with for about into over i me my mine we us our you your he him his she her it its they them their '
  + 'am is are was were be been being do does did have has had will would can could may might should just also very really too here there '
  + 'der die das ein eine einen einem einer und oder ist sind war bin ich du er sie es wir ihr mein meine dein zu von mit auf für im in am den dem '
  + 'le la les un une des du de et ou est sont était suis je tu il elle nous vous mon ma mes ton ta tes son sa ses que qui '
  + 'el los las una unos y o es son era soy yo tú él ella mi mis tu tus su sus lo al del'
).split(' '))
const negating = new Set('not no never none nobody nothing cannot without don didn doesn isn aren wasn weren won wouldn couldn shouldn longer anymore nicht kein keine keinen nie niemals pas jamais aucun aucune ne nunca jamás ningún ninguna ninguno nadie sin'.split(' '))
const ascii = /^[\t\n\r -~]*$/
const accents = /\p{M}/gu

/** The words of a text in lower case, in order, of its first 2,000 characters. */
export function tokensOf(text: string): string[] {
  const head = text.length > readChars ? text.slice(0, readChars) : text
  if (ascii.test(head)) return head.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return head.normalize('NFKC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** What one word is for a comparison: without meaning (stem null), a number, or a word that turns a sentence round. */
export interface TokenKind { readonly stem: string | null; readonly isNumber: boolean; readonly negates: boolean }

export function kindOfToken(token: string): TokenKind {
  if (empty.has(token)) return { stem: null, isNumber: false, negates: false }
  const word = ascii.test(token) ? token : token.normalize('NFD').replace(accents, '')
  // A number begins or ends with its digits, whatever unit hangs on it.
  return { stem: stemOf(word), isNumber: /^\p{N}|\p{N}$/u.test(word), negates: negating.has(token) }
}

/** Plural, the commonest endings and a closing e leave, so that "lives" and "living" are one; more would join words that differ. */
function stemOf(word: string): string {
  if (word.length < 4) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  const stem = word.endsWith('ing') && word.length > 5 ? word.slice(0, -3)
    : word.endsWith('ed') && word.length > 5 ? word.slice(0, -2)
    : word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') ? word.slice(0, -1) : word
  return stem.length > 3 && stem.endsWith('e') ? stem.slice(0, -1) : stem
}
