import { negations, refusal } from './lexicon.ts'
import { termsOf, type Term } from './terms.ts'

/** A part of a sentence with its own claim. */
export interface Clause { readonly terms: readonly Term[]; readonly negated: boolean }

const breaks = /[,;:—–()]|\s-\s|\b(?:and|but|because|since|so|while|though|und|aber|weil|denn|sondern|et|mais|car|parce que|y|pero|porque)\b/giu

/** Said with a "not", meant without one. */
const urging = /\b(?:(?:do not|don['’]t|never) (?:miss|forget|hesitate|worry)|not only|nicht (?:verpassen|vergessen|nur)|n['’]oubliez pas|no olvides)\b/giu

/**
 * True where both sentences say the same of the same thing, and one of the two turns it around: "does not eat fish" and "eats
 * fish". Compared are clauses: a "no" in another part of the sentence turns nothing.
 */
export function isTurnedAround(note: readonly Clause[], claims: readonly Clause[]): boolean {
  return note.some((clause) => claims.some((claim) => clause.negated !== claim.negated && isSameMatter(clause.terms, claim.terms)))
}

/** Most of what the note's clause speaks of comes back in the clause of the answer. */
function isSameMatter(noted: readonly Term[], claimed: readonly Term[]): boolean {
  const keys = new Set(claimed.flatMap((term) => term.keys))
  let all = 0, shared = 0
  for (const term of noted) {
    all += term.weight
    if (term.keys.some((key) => keys.has(key))) shared += term.weight
  }
  return shared >= 0.8 && shared / all >= 0.6
}

/** The clauses of a sentence, with the words of each but those that negate. */
export function clausesOf(sentence: string): Clause[] {
  return sentence.replace(urging, '').split(breaks).filter((part) => part !== undefined).map((part) => ({ terms: termsOf(part).filter((term) => !isTurning(part.slice(term.start, term.end))), negated: isNegated(part) }))
}

function isNegated(part: string): boolean {
  return (part.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)?/gu) ?? []).some(isTurning)
}

function isTurning(word: string): boolean {
  const plain = word.toLowerCase().replaceAll('’', '\'')
  return negations.has(plain) || refusal.test(plain) || plain.endsWith('n\'t')
}
