import { readFact } from './readFact.ts'
import { kindOfToken } from './tokens.ts'

/** Facts that share so many of their words speak of the same thing. */
const sameThing = 0.5
const leastWords = 2
/** Of these a person has one at a time; of what somebody likes, owns or did there can be many. */
const single = new Set((
  'live lives living home address work works job called name named born birthday age old married partner favourite favorite phone number password pin code cost costs price rent salary budget size weigh weighs tall height deadline due appointment starts ends opens closes '
  + 'wohnt wohne adresse arbeitet arbeite heißt heiße geboren geburtstag alter verheiratet telefon nummer passwort kostet preis miete gehalt größe wiegt termin '
  + 'habite adresse travaille appelle née anniversaire âge mariée téléphone numéro coûte prix loyer salaire taille '
  + 'vive vivo dirección trabaja trabajo llama llamo nació cumpleaños edad teléfono número cuesta precio alquiler sueldo talla'
).split(' ').map((word) => kindOfToken(word).stem ?? word))

/**
 * In what two texts about the same thing cannot both hold: a number or one word in place of the other's, of something that
 * there is only one of ("lives in Porto", "lives in Lisbon"), or a "not". Null where they speak of different things, where one
 * only says more, or where both may hold.
 */
export function findDifference(a: string, b: string): 'number' | 'negation' | 'word' | null {
  const [one, other] = [readFact(a), readFact(b)]
  const shared = one.words.filter((word) => other.set.has(word))
  if (shared.length < leastWords) return null
  const [onlyOne, onlyOther] = [one.words.filter((word) => !other.set.has(word)), other.words.filter((word) => !one.set.has(word))]
  const isSame = shared.length / (shared.length + onlyOne.length + onlyOther.length) >= sameThing
  if (isSame && (one.negations > 0) !== (other.negations > 0)) return 'negation'
  if (!shared.some((word) => single.has(word))) return null
  if (isSame && one.numbers !== '' && other.numbers !== '' && one.numbers !== other.numbers) return 'number'
  return onlyOne.length === 1 && onlyOther.length === 1 ? 'word' : null
}
