import type { ReadMessage } from './readMessage.ts'

interface Risk { readonly pattern: RegExp; readonly sentence: string; readonly careful: boolean }

const risks: readonly Risk[] = [
  { careful: true, sentence: 'This is about health: say what is certain, and when a doctor should be asked.', pattern: /\b(?:symptoms?|diagnos\w+|dos(?:e|age)s?|medicine|medication|mg of|ibuprofen|paracetamol|antibiotic\w*|insulin|pregnan\w+|chest pain|blood pressure|side effects?|overdose|allerg\w+ to|tumou?r|cancer|schmerzen|medikament\w*|dosis|schwanger\w*|nebenwirkung\w*|symptômes?|médicament\w*|enceinte|douleur\w*|síntomas?|medicamento\w*|embarazad\w+|dolor (?:de|en))\b/iu },
  { careful: true, sentence: 'This is about law: rules differ by country and change, so name what has to be checked.', pattern: /\b(?:lawsuit|sue\b|lawyer|attorney|legal(?:ly)?|illegal|contract law|custody|divorce|tenant(?:s|cy)?|landlord|eviction|visa\b|copyright|liab(?:le|ility)|court\b|anwalt|klage[n]?\b|kündigungsfrist|mietrecht|sorgerecht|avocat|procès|divorce|abogado|demanda judicial|desahucio)\b/iu },
  { careful: true, sentence: 'This is about money: show how figures were reached, and what is not certain.', pattern: /\b(?:invest(?:ing|ment)?s?|mortgage|loan|interest rate|tax(?:es)?\b|pension|stocks?\b|crypto\w*|bitcoin|insurance|debts?|steuer\w*|kredit\w*|hypothek|rente\b|aktien|versicherung|impôts?|crédit immobilier|retraite|hipoteca|impuestos?|préstamo|acciones)\b/iu },
  { careful: true, sentence: 'The person may be in danger: put help that is near and open now first.', pattern: /\b(?:kill myself|suicid\w+|end my life|hurt myself|self-?harm|mich umbringen|me suicider|me tuer|suicidarme|matarme)\b/iu },
]
const personal: readonly (readonly [string, RegExp])[] = [
  ['an e-mail address', /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,}/u],
  ['an account number', /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}\b/u],
  ['a card number', /\b(?:\d{4}[ -]?){3}\d{4}\b/u],
  ['a phone number', /(?<![\p{L}\d])(?:\+|00)\d{1,3}[\s()./-]?(?:\d[\s()./-]?){7,12}(?!\d)/u],
  ['a password', /\b(?:password|passwort|kennwort|mot de passe|contraseña)\b\s*(?:is|ist|est|es|:|=)\s*\S+/iu],
  ['an address', /\b\d{1,4}\s\p{Lu}\p{L}+\s(?:street|road|avenue|lane|drive)\b|\b\p{Lu}\p{L}+(?:straße|strasse|weg|gasse)\s\d{1,4}\b|\b\d{1,4},?\s(?:rue|avenue)\s\p{L}+/iu],
]
const months = 'january february march april may june july august september october november december'.split(' ')
const iso = /\b((?:19|20)\d{2})-(\d{2})-(\d{2})\b/gu
const named = new RegExp(String.raw`\b(?:(\d{1,2})(?:st|nd|rd|th)?\s+(${months.join('|')})|(${months.join('|')})\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+((?:19|20)\d{2})\b`, 'giu')
const aims = /\b(?:book|reserve|remind|schedule|plan|will|going to|appointment|deadline|due|on time|buche|reservier\w*|erinner\w*|réserve\w*|reserva\w*)\b/iu
const dayMs = 86_400_000

/** What could go wrong with an answer to this message. Personal data is named by its kind and never repeated. */
export function findRisks(message: ReadMessage, now: number | null): { readonly risks: readonly string[]; readonly careful: boolean } {
  const found = risks.filter(({ pattern }) => pattern.test(message.text))
  const data = personalData(message.text)
  const sentences = found.map(({ sentence }) => sentence)
  if (data.length > 0) sentences.push(`The message holds ${data.join(', ')}: do not repeat it without need.`)
  const past = now === null || !aims.test(message.text) ? null : pastDay(message.text, now)
  if (past !== null) sentences.push(`“${past}” lies in the past: ask whether the day is right.`)
  return { risks: sentences, careful: found.some((one) => one.careful) }
}

/** Kinds of personal data, each figure taken for one kind only: the digits of an account number are no phone number. */
function personalData(text: string): string[] {
  let rest = text
  return personal.flatMap(([name, pattern]) => {
    const before = rest
    rest = rest.replaceAll(new RegExp(pattern, `${pattern.flags}g`), ' ')
    return rest === before ? [] : [name]
  })
}

/** A written-out date that is over, where the message wants something of a day to come. */
function pastDay(text: string, now: number): string | null {
  for (const found of text.matchAll(iso)) if (Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) < now - dayMs) return found[0]
  for (const found of text.matchAll(named)) {
    const month = months.indexOf((found[2] ?? found[3]!).toLowerCase())
    if (Date.UTC(Number(found[5]), month, Number(found[1] ?? found[4])) < now - dayMs) return found[0]
  }
  return null
}
