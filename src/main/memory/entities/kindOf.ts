import type { EntityKind } from '../../../shared/memory.ts'
import { beforeOrganisation, beforePerson, beforePlace, mayPrecedePerson, organisationHead, organisationWord, ownedByPeople, personVerb, placeAction, placeHead, placeWord, projectWord, saying, title, towards, verbEnding } from './cues.ts'
import { isFirstName, isLastName, isOrganisationName, isPlaceName, isProductName, isRole } from './knownNames.ts'
import { isOrdinary } from './ordinaryWords.ts'
import type { Word } from './words.ts'

/** What stands around a name: the two words before it in its sentence and the one after it, empty where there is none. */
export interface Around { readonly near: string; readonly farther: string; readonly next: string }

/** The kind of a name, by its own words first and by the words around it then; a person only where something says so. */
export function kindOf(parts: readonly Word[], whole: string, { near, farther, next }: Around): EntityKind {
  const first = parts[0]!
  const last = parts.at(-1)!
  const isLong = parts.length > 1
  if (isProductName(whole)) return 'thing'
  if (title.test(first.lower) || title.test(near)) return 'person'
  if (isLong && (organisationWord.test(last.lower) || organisationHead.test(first.lower))) return 'organisation'
  if (near === 'project' || projectWord.test(next) || (isLong && projectWord.test(last.lower))) return 'project'
  if (isLong && (placeWord.test(last.lower) || placeHead.test(first.lower))) return 'place'
  if (isPlaceName(whole) && !(isFirstName(first.lower) && (beforePerson.test(near) || saying.test(next)))) return 'place'
  if (isOrganisationName(whole)) return 'organisation'
  if (isLong && (isOrganisationName(first.lower) || isProductName(first.lower))) return 'thing'
  if (isFirstName(first.lower) && inside.test(near) && !trusting.test(farther) && !last.isPossessive) return 'place'
  if (isFirstName(first.lower) && !/\d/u.test(last.text)) return 'person'
  if (/^(?:an?|new)$/u.test(near) || /\d/u.test(last.text) || parts.some((part) => part.shape === 'mixed')) return 'thing'
  if (beforePerson.test(near) || isRole(near)) return 'person'
  if (employed.test(farther) && employing.test(near)) return 'organisation'
  if (isPlaceAfter(near, farther) || placeWord.test(next)) return 'place'
  if (last.isPossessive && ownedByPeople.test(next)) return 'person'
  if (beforeOrganisation.test(near)) return 'organisation'
  if (isLong) return isPersonLike(parts, near, next) ? 'person' : 'thing'
  return isLastName(first.lower) || /^(?:Mc\p{Lu}|O['’]\p{Lu})/u.test(first.text) || saying.test(next) || (last.isPossessive && first.opens) || (first.opens && (personVerb.test(next) || verbEnding.test(next))) ? 'person' : 'thing'
}

/** Nobody lives in a person: "in Kerry" names a place, whoever else is called so. */
const inside = /^(?:in|near|throughout|across)$/u
const trusting = /^(?:believe|believes|believed|interested|trust|confide|confided|confidence|faith|disappointed|interest|name|named|called)$/u

/** "Works for Ferro". */
const employed = /^(?:work|works|working|worked|job|lavor[oai]|trabaj[oa]|trabalh[oa]|travaille|arbeitet?|arbeite)$/u
const employing = /^(?:at|for|with|per|presso|para|pour|chez|bei|für|en|em|na|no)$/u

function isPlaceAfter(near: string, farther: string): boolean {
  return beforePlace.test(near) || (towards.test(near) && placeAction.test(farther))
}

/** Two or three words that are no words, where people stand: "Ren Solberg wrote", "with Ren Solberg". */
function isPersonLike(parts: readonly Word[], near: string, next: string): boolean {
  if (parts.length > 3 || parts.some((part) => part.shape !== 'name' || isOrdinary(part.lower, 'en') || isOrganisationName(part.lower))) return false
  return isLastName(parts.at(-1)!.lower) || saying.test(next) || near === 'by' || ((personVerb.test(next) || mayPrecedePerson.test(near) || near === '') && parts.length === 2)
}
