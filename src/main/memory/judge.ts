import type { Memory } from '../../shared/memory.ts'
import { withoutDenied } from './contrasts.ts'
import { tellsOfEnd } from './endings.ts'
import { extract } from './extract.ts'
import { peopleIn, type Asked } from './question.ts'
import { withoutTitle } from '../../shared/titles.ts'
import { contentStems } from './words.ts'

/** Words that say the same in a question and in a fact. */
const kin: readonly (readonly string[])[] = [
  ['liv', 'mov', 'bas', 'resid', 'home', 'hom', 'stay'], ['work', 'job', 'employ', 'company', 'compani'], ['favourit', 'favorit', 'prefer'],
  ['lik', 'like', 'lov', 'love', 'enjoy', 'adore', 'ador', 'fan', 'prefer'], ['hat', 'hate', 'dislik', 'dislike', 'detest'], ['allergic', 'allergy', 'allergi'],
  ['mother', 'mum', 'mom'], ['father', 'dad'], ['child', 'kid', 'childr', 'children', 'son', 'daughter'], ['grandmother', 'grandma', 'granny'], ['grandfather', 'grandpa'],
  ['driv', 'drive', 'car'], ['bik', 'bike', 'bicycl'], ['flat', 'apartment'], ['film', 'movie', 'movi'], ['colour', 'color'], ['holiday', 'vacation'], ['born', 'birthday', 'birth'],
  ['park', 'car'], ['stud', 'study', 'studi', 'degre', 'major'], ['speak', 'languag', 'language'], ['eat', 'diet', 'food'], ['appointment', 'dentist', 'doctor'], ['left', 'leave', 'leav', 'put', 'keep'], ['weigh', 'weight'], ['tall', 'height'],
  ['marri', 'married', 'wedd', 'wedding'], ['mobil', 'phon', 'phone'], ['neighbour', 'neighbor'], ['start', 'begin'], ['travel', 'go', 'fly', 'going', 'trip', 'flight'], ['go', 'went', 'going'], ['met', 'meet'], ['bought', 'buy'], ['saw', 'see'], ['ate', 'eat'], ['play', 'instrument'], ['pet', 'dog', 'cat'],
]

const months = 'january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro'
const holds: Readonly<Record<Exclude<Asked['want'], 'thing' | 'check' | 'name' | 'person'>, RegExp>> = {
  place: /(?<![\p{L}])(?:in|at|on|near|under|behind|inside|beside|above|to|from|for|next to|with|bei|für|nach|aus|à|au|aux|en|chez|pour|para|de|del|a|ad|al|alla|nel|nella|per|presso|da|dal|em|no|na|address is|joined)\s+(?!\d{4}\b)[\p{L}\d]/iu,
  time: new RegExp(`\\d|(?<![\\p{L}])(?:${months}|\\p{L}+day|\\p{L}+days|tomorrow|today|tonight|noon|midnight|christmas|easter|morning|evening)(?![\\p{L}])`, 'iu'),
  age: /\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|teen)\b/iu,
  number: /\d|(?<![\p{L}])(?:no|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|once|twice|every|a|an)(?![\p{L}])/iu,
}
const negated = /\b(?:not|never|no longer|don['’]?t|doesn['’]?t|isn['’]?t|any ?more|nicht mehr|kein(?:e|en|em|er)?|n['’]\p{L}+ (?:pas|plus)|ne \p{L}+ (?:pas|plus)|ya no|non \p{L}+ più|não \p{L}+ mais|já não)(?![\p{L}])/iu
const former = /\b(?:used to|formerly|previously|once|no longer|any ?more)\b/iu

/**
 * How surely a memory answers a question by itself, 0 to 1. Zero as soon as anything speaks against it: another person,
 * another thing, a word of the question that it does not hold, an answer of the wrong kind.
 * @param now the time of asking: what is over does not answer "when is", what is to come does not answer "when was"
 * @param found its scores from recall; `meaning` is the cosine of question and memory
 */
export function judge(asked: Asked, memory: Memory, now: number, found: { readonly scores: Readonly<Record<string, number>>; readonly exact: boolean }): number {
  const own = contentStems(memory.text)
  const known = new Set(own)
  const covered = asked.stems.every((stem) => covers(known, stem, asked.want === 'check'))
  // Without a key to agree on only the words can, and most memories fail there.
  if (!covered && asked.key === null) return 0
  if (memory.kind === 'procedural' || wrongTense(asked, memory, now)) return 0
  if (asked.name !== null && withoutTitle(memory.subject).toLowerCase() !== asked.name) return 0
  if (asked.want !== 'check' && ((former.test(memory.text) || tellsOfEnd(memory.text)) && asked.tense !== 'past' || negated.test(withoutDenied(memory.text)) && !/(?:can['’]?t|not|n['’]t|never|dis|hate|allerg)/iu.test(asked.stems.join(' ')))) return 0
  // Without anything beyond the question's own words there is no answer in it.
  const beyond = own.filter((stem) => !asked.stems.includes(stem)).length
  if (beyond === 0 && asked.want !== 'check') return 0
  // What a key cannot change is asked before: reading the key of one costs milliseconds.
  if (asked.key === null && (!samePeople(asked, memory, null) || !givesWhatIsWanted(asked, memory, false) || isFar(found))) return 0
  const key = asked.key === null && asked.want !== 'person' ? null : keyOf(memory)
  const keyed = asked.key !== null && key !== null && sameKey(asked.key, key, memory.text)
  if (asked.key !== null && key !== null && !keyed && key.startsWith('user.')) return 0
  if (!samePeople(asked, memory, key)) return 0
  if (!keyed && !covered) return 0
  if (!givesWhatIsWanted(asked, memory, keyed)) return 0
  const meaning = found.scores.meaning ?? 0
  if (keyed) return Math.min(0.98, 0.8 + 0.12 * Math.min(1, meaning / 0.5) + 0.06 * memory.confidence)
  // Without a key the words must agree with the meaning, and the memory must be about little else.
  if (isFar(found)) return 0
  const focus = asked.stems.length / Math.max(asked.stems.length, own.length)
  return Math.min(0.95, 0.45 + 0.35 * Math.min(1, meaning / 0.65) + 0.15 * focus + (asked.stems.length >= 2 ? 0.06 : 0) + (asked.key === null ? 0 : -0.1) + (asked.want === 'person' && key?.endsWith('.name') === true ? 0.15 : 0))
}

function isFar({ scores }: { readonly scores: Readonly<Record<string, number>> }): boolean {
  return (scores.meaning ?? 0) < 0.3
}

/** Memories that the user wrote by hand carry no key; their wording tells it. */
function keyOf(memory: Memory): string | null {
  return memory.key ?? extract(memory.text, memory.learnedAt)[0]?.key ?? null
}

function wrongTense(asked: Asked, memory: Memory, now: number): boolean {
  if (memory.kind !== 'episodic' || memory.eventAt === null) return false
  return asked.tense === 'past' ? memory.eventAt > now : asked.want === 'time' && memory.eventAt < now - 86_400_000
}

function sameKey(asked: string, key: string, text: string): boolean {
  if (asked === key || asked === 'user.home' && key === 'user.address') return true
  if (asked === 'user.origin' && key === 'user.birthplace' || asked === 'user.birthday' && key === 'user.birthyear') return true
  if (asked === 'user.job' && key === 'user.employer') return /\bas an? \p{L}/iu.test(text)
  if (asked === 'user.employer' && key === 'user.job') return /\b(?:at|for) \p{Lu}/u.test(text)
  // "My brother Tom works at Shell" is kept under Tom's name and asked for as the brother's.
  const [, who, what] = asked.split('.')
  if (what !== undefined && key === `${key.split('.')[0]}.${what}` && peopleIn(text).has(who!)) return true
  return asked === `user.${key}`
}

function samePeople(asked: Asked, memory: Memory, key: string | null): boolean {
  const told = peopleIn(memory.text)
  if (asked.key !== null && key === asked.key) return true
  for (const who of asked.people) if (!told.has(who) && !(who === 'child' && (told.has('son') || told.has('daughter'))) && !(who === 'pet' && (told.has('dog') || told.has('cat')))) return false
  // A fact about somebody else's things is no answer about one's own.
  if (asked.name !== null) return true
  for (const who of told) if (!asked.people.has(who) && !asked.people.has('pet') && !asked.stems.some((stem) => contentStems(who).includes(stem)) && new RegExp(`^(?:my|our)\\b.{0,30}${who}`, 'iu').test(memory.text)) return false
  return asked.people.size > 0 || !asked.aboutUser || memory.subject === 'user' || asked.key === null
}

function covers(known: ReadonlySet<string>, stem: string, loosely: boolean): boolean {
  if (known.has(stem)) return true
  if (kin.some((family) => family.includes(stem) && family.some((one) => known.has(one)))) return true
  // "Do I like coffee?" is answered by "I hate coffee": the quote tells which.
  return loosely && /^(?:lik|like|lov|love|enjoy|hat|hate|prefer)$/.test(stem) && ['lik', 'like', 'lov', 'love', 'hat', 'hate', 'enjoy', 'prefer', 'dislik', 'dislike', 'stand'].some((one) => known.has(one))
}

function givesWhatIsWanted(asked: Asked, memory: Memory, keyed: boolean): boolean {
  const { want } = asked
  const when = memory.eventAt
  if (want === 'check' || want === 'thing') return true
  if (want === 'name') return keyed || /(?:called|named|name is|name['’]s|heißt|appelle|llama)\s+\p{L}|\p{Lu}[\p{L}\p{M}]+/u.test(memory.text.slice(3))
  if (want === 'person') return /\s\p{Lu}[\p{L}\p{M}]+/u.test(memory.text) || keyed
  if (want === 'time') return when !== null || holds.time.test(memory.text)
  return keyed || holds[want].test(memory.text)
}
