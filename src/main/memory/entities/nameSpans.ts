import type { EntityKind } from '../../../shared/memory.ts'
import type { Language } from '../languageOf.ts'
import { beforeOf, beforeOrganisation, beforePerson, beforePlace, determiner, mayPrecedePerson, nameParticle, organisationWord, personVerb, placeWord, projectWord, title, towards, verbEnding } from './cues.ts'
import { kindOf } from './kindOf.ts'
import { isAmbiguousName, isDemonym, isFirstName, isOrganisationName, isPlaceName, isProductName, isRole, isWellKnown } from './knownNames.ts'
import { isNever, isOrdinary } from './ordinaryWords.ts'
import type { Word } from './words.ts'

/** A run of words that may be a name: from (included) until (not included), as places in the list of words. */
export interface Run { readonly from: number; readonly until: number }
/** What the judge says of a run: `kind` is the best guess, `isSure` that the name needs no other mention. */
export interface Judged { readonly run: Run; readonly kind: EntityKind; readonly isSure: boolean }

const longestName = 6

/** Runs of capitalised words, with the small words that stand inside names. */
export function runsOf(words: readonly Word[], language: Language): Run[] {
  const runs: Run[] = []
  for (let at = 0; at < words.length; at++) {
    if (!mayBegin(words, at, language)) continue
    let until = at + 1
    while (until < words.length && until - at < longestName) {
      const word = words[until]!
      if (!word.follows || word.opens) break
      if (isCapital(word) && !isNever(word.lower)) { until++; continue }
      if (/^\d{1,2}$/u.test(word.lower) && until === at + 1 && isProductName(words[at]!.lower)) { until++; continue }
      const next = words[until + 1]
      const joins = nameParticle.test(word.lower) && !(language !== 'en' && determiner.test(word.lower) && until > at + 1) && !(language === 'de' && !isFirstName(words[at]!.lower)) || (/^(?:of|de|di|do|da)$/u.test(word.lower) && beforeOf.test(words[until - 1]!.lower)) || word.lower === '&'
      if (!joins || next === undefined || !next.follows || !isCapital(next) || isNever(next.lower)) break
      until += 2
    }
    runs.push(trimmed(words, { from: at, until }, language))
    at = until - 1
  }
  return runs.filter((run) => run.until > run.from)
}

function isCapital(word: Word): boolean {
  return word.shape === 'name' || word.shape === 'caps' || word.shape === 'mixed'
}

function mayBegin(words: readonly Word[], at: number, language: Language): boolean {
  const word = words[at]!
  if (!isCapital(word) || word.text.length < 2) return false
  const next = words[at + 1]
  if (isNever(word.lower)) return isDemonym(word.lower) && next !== undefined && next.follows && isCapital(next) && (organisationWord.test(next.lower) || placeWord.test(next.lower))
  if (/^(?:jan|mar)$/u.test(word.lower) && next !== undefined && /^\d/u.test(next.text)) return false
  return !(word.opens && language !== 'en' && isOrdinary(word.lower, language))
}

/** "Yesterday Nadia" begins with an ordinary word that only opens the sentence. */
function trimmed(words: readonly Word[], run: Run, language: Language): Run {
  let { from } = run
  while (run.until - from > 1 && words[from]!.opens && isOrdinary(words[from]!.lower, language) && (!isOrdinary(words[from + 1]!.lower, language) || closed.test(words[from]!.lower)) && !organisationWord.test(words[run.until - 1]!.lower)) from++
  while (language === 'de' && run.until - from > 1 && (germanHead.test(words[from]!.lower) || (isOrdinary(words[from]!.lower, 'de') && !isFirstName(words[from]!.lower)))) from++
  return { from, until: run.until }
}
/** Words that never begin a name, although a name may hold words like them. */
const closed = /^(?:yesterday|today|tomorrow|tonight|last|next|then|now|when|while|after|before|since|if|but|and|or|so|as|at|in|on|for|from|to|with|by|of|about|met|meet|saw|told|tell|asked|ask|called|call|thank|thanks|dear|please|let|did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|also|maybe|perhaps|poor|visited|bought|use|using|see|love|loved|got|went|every|each|another|some|any|both|where|why|how|who|what|which|remember|recommended|sent|updated|fixed|set|notified|pulled|traced|spoke|talked|worked|helped|finished|started)$/u

/** What somebody says of oneself in a language that needs no "I": it opens a sentence with a capital and names nobody. */
export const ownVerb = /^(?:abito|abitiamo|vivo|viviamo|vivimos|moro|moramos|lavoro|trabajo|trabalho|habito|resido|risiedo|studio|estudio|estudo|parlo|hablo|falo|tengo|tenho|soy|sono|sou|estoy|sto|estou|gioco|juego|jogo|suono|toco|bevo|bebo|mangio|como|amo|adoro|odio|odeio|detesto|preferisco|prefiero|prefiro|guido|conduzco|dirijo|viaggio|viajo|corro|nuoto|nado|leggo|leo|leio)$/u

/** Decides whether a run names something, and what; null where it does not. */
export function judgeRun(words: readonly Word[], run: Run, language: Language, isHeadline: boolean): Judged | null {
  const parts = words.slice(run.from, run.until)
  const first = parts[0]!
  const last = parts.at(-1)!
  const whole = parts.map((part) => part.lower).join(' ')
  const before = words[run.from - 1]
  const after = words[run.until]
  // "Miss Ito" names her, "I miss Lyon" a place.
  const near = before === undefined || first.opens ? '' : before.text === 'Miss' ? 'ms' : before.lower
  const next = after !== undefined && !after.opens ? after.lower : ''
  const farther = before !== undefined && !before.opens && near !== '' ? words[run.from - 2]?.lower ?? '' : ''
  const capitals = parts.filter(isCapital)
  const ordinary = capitals.filter((part) => isOrdinary(part.lower, language)).length
  const kind = kindOf(parts, whole, { near, farther, next })
  const said = (isSure: boolean): Judged => ({ run, kind, isSure })

  if (isPlaceName(whole) || isOrganisationName(whole) || isProductName(whole)) return (isAmbiguousName(whole) && first.opens && !isNamed(near, next, last)) || (first.shape === 'caps' && capitals.length === 1 && !isWellKnown(whole)) ? null : said(true)
  if (title.test(near) && first.shape === 'name') return said(true)
  if (capitals.length === 1) {
    if (first.shape === 'caps') return beforeOrganisation.test(near) && first.text.length > 2 ? said(true) : null
    if (first.opens && ownVerb.test(first.lower) && !isNamed('', '', last)) return null
    if (isFirstName(first.lower)) return first.opens && isAmbiguousName(first.lower) && !isNamed(near, next, last) ? null : said(!first.opens || !isOrdinary(first.lower, language) || isNamed(near, next, last))
    if (isHeadline) return null
    if (first.shape === 'mixed') return said(false)
    if (ordinary > 0) return calledSo.test(near) || (kind === 'project' && !first.opens && /^project$/u.test(near)) || (beforeOrganisation.test(near) && last.isPossessive) ? said(false) : null
    if (language === 'de') return germanSingle(near, next, first, last)
    if (first.opens) return last.isPossessive || personVerb.test(next) || verbEnding.test(next) ? said(false) : null
    return said(true)
  }
  if (isHeadline && ordinary > 0 && !isFirstName(first.lower)) return null
  // "Senior Marketing Manager" is what somebody does.
  if (ordinary === capitals.length && isRole(last.lower)) return null
  if (capitals.every((part) => part.shape === 'caps')) return capitals.length > 3 ? null : isFirstName(first.lower) ? said(true) : null
  if (first.opens && ordinary === capitals.length && parts.length === 2 && !projectWord.test(next) && !organisationWord.test(last.lower) && !isNamed('', next, last)) return null
  return said(true)

  function germanSingle(behind: string, ahead: string, one: Word, end: Word): Judged | null {
    if (one.opens && /^\p{Ll}{3,}te$/u.test(ahead) && !/^(?:heute|bitte|beste|letzte|erste|zweite|dritte)$/u.test(ahead)) return said(false)
    if (one.opens) return personVerb.test(ahead) && !/^(?:und|is|was|a|e|y|va|hat|hatte|ist|war|wird|kommt|kam|geht|ging)$/u.test(ahead) ? said(false) : null
    if (calledSo.test(behind) || beforePerson.test(behind)) return said(true)
    return (/^(?:in|nach|aus|bei)$/u.test(behind) && !germanPhrase.test(one.lower) && end.text.length > 3) ? said(false) : null
  }
}

/** German nouns that stand before a name without an article between them. */
const germanHead = /^(?:schwester|bruder|mutter|vater|tochter|sohn|freundin|freund|mann|ehemann|ehefrau|hund|katze|kater|nachbar|nachbarin|nichte|neffe|cousin|cousine|distrikts?|bezirks?|stadt|kreis|ort|dorf|firma|projekts?|team|gruppe|straße|hotel|café|restaurant|kapitel|herr|frau|autor|leiter|kollege|chef|gründer|direktor|\p{L}{3,}(?:er|or|eur|ist|log|graf|om)in(?:nen)?|\p{L}{4,}(?:or|eur|ist|arzt|lehrer|leiter|prüfer|nehmer|geber|berater|meister))$/u

const calledSo = /^(?:called|named|name['’]?s|heißt|heiße|heisst|namens|nommée?|appelle|appelée?|llamad[oa]|llama|llamo|chiama|chiamo|chiamat[oa]|chama|chamo|chamad[oa]|project|projekt|projet|proyecto|progetto|projeto)$/u
/** German nouns that follow a preposition without an article. */
const germanPhrase = /^(?:hause|haus|ordnung|zukunft|eile|ruhe|frieden|angst|liebe|form|arbeit|rente|pension|urlaub|ferien|sicht|bezug|betrieb|kraft|not|gefahr|versehen|spaß|freude|liebe|gold|silber|holz|glas|stoff|wolle|leder|metall|bedarf|wunsch|regen|schnee|sonne|kälte|hitze|nacht|tag|licht|teil|stücke|teilzeit|vollzeit|elternzeit|therapie|behandlung|gesellschaft|familie|freunden|kollegen|bekannten|eltern|oma|opa|mama|papa|wasser|milch|tee|kaffee|bier|wein|brot|fleisch|fisch|gemüse|obst|deutsch|englisch|person|frage|aussicht|planung|bearbeitung|richtung|links|rechts|oben|unten|norden|süden|osten|westen|innen|außen|draußen|drinnen|bett|kontakt|verbindung|anspruch|gebrauch|besitz|stimmung|laune|trauer|wut|mode|serie|runde|folge|hilfe|schule|kirche|stimme|haft|tränen|panik|mathe|physik|chemie|biologie|geschichte|kunst|sport|musik)$/u

/** The words around say that a person or a thing is named here. */
function isNamed(near: string, next: string, last: Word): boolean {
  return last.isPossessive || (personVerb.test(next) && !/^(?:and|can|will|is|it|was|a|e|y|und)$/u.test(next)) || (near !== '' && (beforePerson.test(near) || mayPrecedePerson.test(near) || beforePlace.test(near) || towards.test(near) || beforeOrganisation.test(near)))
}
