/** What two texts are compared by. */
export interface Fact {
  /** Letters and digits in lower case between single spaces, with one at each end, so that whole words can be looked for. */
  readonly plain: string
  /** The words that carry the meaning, in order, without repeats. */
  readonly words: readonly string[]
  readonly set: ReadonlySet<string>
  /** Numbers, as one text: other numbers, another fact. */
  readonly numbers: string
  /** Words that turn a sentence round. */
  readonly negations: number
}

/** A longer text is hardly ever said twice by chance, and comparing it word by word would cost more than it saves. */
const readChars = 2000

const empty = new Set((
  'a an the this that these those and or but so if then than as of in on at to from by with for about into over i me my mine we us our you your he him his she her it its they them their '
  + 'am is are was were be been being do does did have has had will would can could may might should just also very really too here there '
  + 'der die das ein eine einen einem einer und oder ist sind war bin ich du er sie es wir ihr mein meine dein zu von mit auf für im in am den dem '
  + 'le la les un une des du de et ou est sont était suis je tu il elle nous vous mon ma mes ton ta tes son sa ses que qui '
  + 'el los las una unos y o es son era soy yo tú él ella mi mis tu tus su sus lo al del'
).split(' '))
const negating = new Set('not no never none nobody nothing cannot without don didn doesn isn aren wasn weren won wouldn couldn shouldn can\'t longer anymore nicht kein keine keinen nie niemals pas jamais aucun aucune ne nunca jamás ningún ninguna ninguno nadie sin'.split(' '))
const ascii = /^[\t\n\r -~]*$/
const accents = /\p{M}/gu

/** Reads a text for comparison; the same text always gives the same fact. */
export function readFact(text: string): Fact {
  const head = text.length > readChars ? text.slice(0, readChars) : text
  const isPlain = ascii.test(head)
  const all = (isPlain ? head : head.normalize('NFKC').replaceAll('’', "'")).toLowerCase().match(isPlain ? /[a-z0-9]+/g : /[\p{L}\p{M}\p{N}]+/gu) ?? []
  const set = new Set<string>()
  let negations = 0
  let numbers = ''
  for (const raw of all) {
    const word = isPlain ? raw : raw.normalize('NFD').replace(accents, '')
    if (negating.has(raw)) negations++
    if (/\d/.test(word)) numbers += `${word} `
    if (!empty.has(raw)) set.add(stem(word))
  }
  return { plain: ` ${all.join(' ')} `, words: [...set], set, numbers, negations }
}

/** Plural and the commonest endings leave; more would join words that differ. */
function stem(word: string): string {
  if (word.length < 5) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.endsWith('ing') && word.length > 6) return word.slice(0, -3)
  if (word.endsWith('ed') && word.length > 5) return word.slice(0, -2)
  return word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') ? word.slice(0, -1) : word
}

/** Share of the words that two facts have in common among all that either has, 0 to 1. */
export function overlapOf(a: Fact, b: Fact): number {
  const [small, large] = a.set.size <= b.set.size ? [a.set, b.set] : [b.set, a.set]
  let shared = 0
  for (const word of small) if (large.has(word)) shared++
  const all = a.set.size + b.set.size - shared
  return all === 0 ? 0 : shared / all
}
