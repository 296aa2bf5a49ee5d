import { cosineOf } from '../../shared/cosine.ts'
import { normaliseQuestion } from './normaliseQuestion.ts'

/** Below this two questions of one embedding model may mean different things; found with pairs of our own. */
const nearAtLeast = 0.9

export interface NearAsk { readonly vector: Float32Array; readonly question: string }

/**
 * The candidate that asks the same in other words; null where none surely does. Vectors alone say that "before" and "after" mean the same, so
 * a pair that differs in a number, a name, a negation, a direction or its kind of question is never one.
 */
export function nearestQuestion<T extends NearAsk>(ask: NearAsk, candidates: readonly T[]): { readonly candidate: T; readonly similarity: number } | null {
  const own = readSigns(ask.question)
  let best: { candidate: T; similarity: number } | null = null
  for (const candidate of candidates) {
    if (candidate.vector.length !== ask.vector.length) continue
    const similarity = cosineOf(ask.vector, candidate.vector)
    if (similarity < nearAtLeast || (best !== null && similarity <= best.similarity)) continue
    if (agree(own, readSigns(candidate.question))) best = { candidate, similarity }
  }
  return best
}

interface Signs { readonly sets: readonly ReadonlySet<string>[]; readonly words: ReadonlySet<string>; readonly length: number }

const negations = ['not', 'no', 'never', 'without', 'none', 'nobody', 'nothing', 'neither', 'nor', 'isn\'t', 'aren\'t', 'don\'t', 'doesn\'t', 'didn\'t', 'can\'t', 'cannot', 'won\'t', 'shouldn\'t', 'wouldn\'t', 'except', 'nicht', 'kein', 'keine', 'keinen', 'nie', 'ohne', 'ne', 'pas', 'jamais', 'sans', 'nunca', 'sin', 'jamás', 'non', 'mai', 'senza', 'não', 'sem', 'niet', 'geen', 'nooit', 'zonder']
const kinds = ['who', 'what', 'when', 'where', 'why', 'how', 'which', 'whose', 'wer', 'was', 'wann', 'wo', 'warum', 'wie', 'welche', 'qui', 'que', 'quand', 'où', 'pourquoi', 'comment', 'quién', 'qué', 'cuándo', 'dónde', 'cómo', 'many', 'much', 'long', 'often', 'far', 'old']
/** Of each line one word turns the meaning into the other's. */
const opposites = [
  ['before', 'after', 'until', 'since', 'during'], ['more', 'less', 'fewer', 'most', 'least'], ['over', 'under', 'above', 'below'], ['from', 'to', 'into'], ['first', 'last', 'second', 'next', 'previous'], ['best', 'worst'], ['cheapest', 'dearest', 'expensive', 'cheap'],
  ['add', 'remove', 'delete', 'insert'], ['start', 'stop', 'end', 'begin', 'finish'], ['open', 'close', 'shut'], ['increase', 'decrease', 'reduce', 'raise', 'lower'], ['buy', 'sell', 'rent'], ['hot', 'cold', 'warm'], ['left', 'right'], ['north', 'south', 'east', 'west'], ['up', 'down'],
  ['all', 'some', 'any', 'each', 'every', 'only', 'both', 'half'], ['import', 'export'], ['install', 'uninstall'], ['enable', 'disable'], ['on', 'off', 'in', 'out'], ['send', 'receive'], ['encode', 'decode'], ['encrypt', 'decrypt'], ['with', 'without'], ['legal', 'illegal'], ['safe', 'unsafe', 'dangerous'],
  ['morning', 'evening', 'noon', 'night'], ['father', 'mother', 'brother', 'sister', 'son', 'daughter', 'husband', 'wife', 'uncle', 'aunt'], ['his', 'her', 'their', 'my', 'your', 'our', 'its'], ['he', 'she', 'they', 'we'], ['man', 'woman', 'boy', 'girl', 'men', 'women'], ['adult', 'child', 'children', 'adults'],
  ['was', 'were', 'did', 'had'], ['will', 'would'], ['is', 'are', 'do', 'does', 'has', 'have'], ['can', 'should', 'must', 'may'], ['short', 'long'], ['win', 'lose'], ['arrive', 'leave', 'depart'], ['minimum', 'maximum'], ['ascending', 'descending'], ['oldest', 'newest', 'youngest'], ['smallest', 'largest', 'biggest', 'tallest', 'shortest', 'fastest', 'slowest'],
  ['kilometres', 'kilometers', 'miles', 'metres', 'meters', 'feet', 'inches', 'cm', 'km'], ['celsius', 'fahrenheit', 'kelvin'], ['grams', 'ounces', 'pounds', 'kilos', 'kg', 'cups', 'litres', 'liters'], ['euros', 'dollars', 'pounds', 'yen', 'francs'], ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'],
]
/** However somebody asks for the way to something. */
const askForWay = /\bhow (?:can|could|do|does|would|should|might|to)\b(?: (?:i|you|one|we|people))?/gu
/** Words that a paraphrase may have or not have. */
const idle = new Set(['the', 'a', 'an', 'of', 'for', 'please', 'me', 'tell', 'explain', 'give', 'show', 'can', 'could', 'would', 'you', 'is', 'are', 'do', 'does', 'i', 'to', 'in', 'on', 'at', 'and', 'or', 'it', 'this', 'that', 'there', 'be', 'some', 'about', 'with', 'by', 'as', 'so', 'what', 'how'])

function readSigns(text: string): Signs {
  const cased = text.normalize('NFKC')
  const plain = normaliseQuestion(text).toLowerCase().replace(askForWay, 'how')
  const words = new Set(plain.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? [])
  const of = (list: readonly string[]) => new Set(list.filter((one) => words.has(one)))
  return {
    sets: [
      new Set(plain.match(/\p{N}+(?:[.,:/]\p{N}+)*/gu) ?? []),
      // Names, as far as capitals and signs of code tell: inside a sentence, and whatever holds a dot, a bar or a capital within.
      new Set((cased.match(/(?<=[\p{Ll}\p{N},;:]['’]?\s)\p{Lu}[\p{L}'’.-]*|[\p{L}\p{N}]+[._/#+][\p{L}\p{N}._/#+]*|\p{Ll}+\p{Lu}\p{L}*|`[^`]+`|"[^"]+"/gu) ?? []).filter((one) => !/^I(?:['’]|$)/u.test(one)).map((one) => one.toLowerCase())),
      of(negations).size > 0 ? new Set(['not']) : new Set<string>(), of(kinds), ...opposites.map(of),
    ],
    words: new Set([...words].filter((word) => !idle.has(word))), length: words.size,
  }
}

function agree(a: Signs, b: Signs): boolean {
  if (!a.sets.every((set, at) => set.size === b.sets[at]!.size && [...set].every((one) => b.sets[at]!.has(one)))) return false
  // A word of weight on one side alone says something that the other does not; one in six may be another word for the same.
  const shared = [...a.words].filter((word) => b.words.has(word)).length
  const all = Math.max(a.words.size, b.words.size)
  return all === 0 || shared / all >= 0.6
}
