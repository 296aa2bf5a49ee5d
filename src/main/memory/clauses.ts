import nlp from 'compromise/two'
import { contrastsIn } from './contrasts.ts'
import { leadOf } from './leads.ts'
import { isOnlyTime } from './dates.ts'
import { languagesOf } from './languageOf.ts'
import { foreignCuts } from './rules/languages/cuts.ts'

/** One thing that was said, with its place: `text.slice(start, end)` of the message. */
export interface Clause {
  readonly start: number
  readonly end: number
  readonly text: string
  /** The sentence that it stands in. */
  readonly sentence: { readonly start: number; readonly end: number; readonly text: string; readonly isQuestion: boolean }
  /** True for the first clause of its sentence. */
  readonly first: boolean
}

export interface Span { readonly start: number; readonly end: number }

/** Longer than this is no sentence that a person types; nothing is learned from it. */
const longestSentence = 600

const abbreviations = /(?:^|[\s(])(?:[Dd]r|[Mm]rs?|[Mm]s|[Mm]x|[Pp]rof|[Rr]ev|[Ss]t|Sr|Jr|vs|etc|[Ee]\.g|[Ii]\.e|approx|ca|bzw|z\.B|d\.h|Nr|No|Mme|Mlle|Sra|Dra|[AaPp]\.[Mm]|\p{Lu})\.$/u
/** After these a sentence may end all the same: what follows tells. */
const mayClose = /(?:^|[\s(])(?:[AaPp]\.[Mm]|etc|St|Sr|Jr|\p{Lu})\.$/u
const newSubject = /^\s+(?:(?:My|We|Our|He|She|They|His|Her|Please|Remember)(?![\p{L}])|I(?:['’]\p{L}|\s\p{Ll}))/u
const numbered = /(?:^|\s)no\.$/u

/** Cuts a span of the message into sentences: at closing marks, line ends and marks of other scripts, not after abbreviations or ordinals. */
export function sentencesOf(text: string, span: Span): { start: number; end: number; text: string; isQuestion: boolean }[] {
  const sentences: { start: number; end: number; text: string; isQuestion: boolean }[] = []
  let start = span.start
  const close = (end: number) => {
    const raw = text.slice(start, end)
    const lead = raw.length - raw.trimStart().length
    const trimmed = raw.trim()
    if (trimmed !== '' && trimmed.length <= longestSentence) sentences.push({ start: start + lead, end: start + lead + trimmed.length, text: trimmed, isQuestion: /[?？؟]["”»')\]]*$/u.test(trimmed) })
    start = end
  }
  const marks = /[.!?…]+["”»')\]]*(?=\s|$)|[。！？]+|\n+/gu
  const part = text.slice(span.start, span.end)
  for (const mark of part.matchAll(marks)) {
    const end = span.start + mark.index + mark[0].length
    if (mark[0] === '.') {
      const before = text.slice(Math.max(start, end - 12), end)
      const after = text.slice(end, end + 14)
      if (abbreviations.test(before) && !(mayClose.test(before) && newSubject.test(after))) continue
      if (numbered.test(before) && /^\s+\d/u.test(after)) continue
      if (/(?:^|\s)\d{1,2}\.$/u.test(before) && /^\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)/u.test(after)) continue
    }
    close(end)
  }
  close(span.end)
  return sentences
}

const subject = '(?:(?:now|nowadays|these days) )?(?:i|i[\'’](?:m|ve|d|ll)|my|we|we[\'’](?:re|ve|ll)|our|he|she|they|his|her|their|he[\'’]s|she[\'’]s|they[\'’]re|ich|mein\\w*|wir|je|j[\'’]\\p{L}+|mon|ma|mes|yo|mi|mis|me)(?![\\p{L}\'’-]|\\.\\p{L})'
const asking = '(?:can|could|do|does|did|is|are|should|would|will|what|which|where|who|when|how|why|any|kannst|könntest|was|wie|wo|peux|pourrais|que|quel\\p{L}*|puedes|podrías|qué)(?:[\'’]s)?\\s+(?:you|i|we|it|this|that|there|they|the|my|your|should|is|are|do|does|would|can|could|ideas|du|ich|tu|je|yo|me)(?![\\p{L}])'
const request = '(?:which|what|how)\\s+\\p{L}+|(?:any|some)\\s+(?:\\p{L}+\\s+)?(?:ideas?|tips?|advice|suggestions?|recommendations?|thoughts|clues?)(?![\\p{L}])|(?:what|when|where)[\'’]?s\\s+(?:an?|the)\\s|(?:help|tell|give|show|suggest|recommend|explain|write|find|draft|translate)\\s+(?:me|us|an?|some|the|\\d|this)(?![\\p{L}])'
const boundary = new RegExp(
  `(?:[;]\\s*|\\s+[–—-]\\s+|[,:]\\s+)(?:(?:and|but|so|because|also|plus|though|und|aber|et|mais|y|pero|no|not)\\s+)?(?=${subject}|${asking}|${request}|please\\s|call me\\s)`
  + `|\\s+(?:and|but|so|because|though|although|plus|und|aber|et|mais|y|pero)\\s+(?=${subject}|${asking})`, 'giu')

/** "I live in Berlin, no wait, Lyon.": what takes back the words before it, at the end of the same sentence. */
const takingBack = /(?:,| [–—-]|\.\.\.|…)\s+(?=(?:no[, ]+(?:wait|sorry|actually)|no,|no|sorry|wait,? no|wait|correction|oops|i mean|i meant|actually|nein|non|pardon)[, ]+(?:(?:in|at|on|at) )?(?:(?-i:\p{Lu})[\p{L}\p{M}-]+(?: (?-i:\p{Lu})[\p{L}\p{M}-]+)?|\d[\p{L}\d]*)[.!]*$)/giu

/** Words that only open what follows: no clause of their own. */
const opener = /^(?:(?:no|nope|yes|well|actually|sorry|oh|hi|hello|hey|ok|okay|wait|correction|nein|non|btw|so|thanks|remember(?: that| this)?|note(?: that)?|fyi|please)[,.! ]*)+$/iu

/** "For future reference, …": greetings and fillers are no clause of their own. */
function isLead(text: string): boolean {
  return leadOf(`${text}, x`).length > text.length
}

/** "My ex and I share …", "my coffee black and my tea with lemon": what stands without a verb is half of a list, and no clause. */
function isCut(text: string, end: number, next: number): boolean {
  const [left, right] = [text.slice(0, end), text.slice(next)]
  if (/^(?:which|what|how)(?![\p{L}])/iu.test(right) && !/\?\W*$/u.test(right)) return false
  if (/^(?:i|we)(?![\p{L}])/iu.test(right) && /^(?:me|my|our|[\p{L}-]+ and my)(?:\s[\p{L}’'-]+){0,3}$/iu.test(left) && !nlp(left).has('#Verb')) return false
  return !/^(?:my|our|his|her|their)\s/iu.test(right) || nlp(right).has('#Verb')
}

/**
 * Cuts a sentence where a new subject begins ("…, and my dog …", "…, can you …"). A sentence that opens with a condition
 * or a circumstance stays whole, because its parts mean nothing alone.
 */
export function clausesOf(sentence: Clause['sentence']): Clause[] {
  const cuts: { end: number; next: number }[] = []
  if (!/^(?:(?:and|but|so|then)\s+)?(?:if|when|whenever|while|unless|until|before|after|as soon as|wenn|falls|als|si|quand|lorsque|cuando)(?![\p{L}])/iu.test(sentence.text)) {
    for (const found of sentence.text.matchAll(boundary)) if (found.index > 0 && !opener.test(sentence.text.slice(0, found.index)) && !isLead(sentence.text.slice(0, found.index)) && isCut(sentence.text, found.index, found.index + found[0].length)) cuts.push({ end: found.index, next: found.index + found[0].length })
    for (const found of sentence.text.matchAll(takingBack)) cuts.push({ end: found.index, next: found.index + found[0].length })
    for (const found of foreignCuts(sentence.text)) if (!cuts.some((one) => found.end < one.next && one.end < found.next)) cuts.push(found)
    const contrasts = contrastsIn(sentence.text)
    // "Hier, j'ai vendu …": a time is no clause of its own.
    cuts.splice(0, cuts.length, ...cuts.filter((one) => !contrasts.some((span) => one.next > span.start && one.end < span.end) && !isOnlyTime(sentence.text.slice(0, one.end), languagesOf(sentence.text)[0] ?? 'en') && !opener.test(sentence.text.slice(0, one.end))).sort((a, b) => a.end - b.end))
  }
  const clauses: Clause[] = []
  let from = 0
  for (const { end, next } of [...cuts, { end: sentence.text.length, next: sentence.text.length }]) {
    const text = sentence.text.slice(from, end).trimEnd()
    if (text !== '') clauses.push({ start: sentence.start + from, end: sentence.start + from + text.length, text, sentence, first: from === 0 })
    from = next
  }
  return clauses
}
