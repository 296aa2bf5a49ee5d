import type { Candidate } from '../../shared/memory.ts'
import { sentencesOf } from './clauses.ts'
import { isDoubtful, isHypothetical } from './guards.ts'
import { readClause } from './readClause.ts'
import { contentStems } from './words.ts'

const yes = /^\s*(?:(?:yes|yeah|yep|yup|exactly|correct|right|indeed|true|absolutely|that['’]?s (?:right|correct|true)|that is (?:right|correct|true)|ja|genau|oui|exactement|sí|exacto|sì|esatto|sim)[\s,.!]*){1,3}$/iu
const startsWithYes = /^\s*(?:yes|yeah|yep|exactly|correct|right|indeed|that['’]?s (?:right|correct|true)|ja|genau|oui|sí|sì|sim)(?![\p{L}])/iu
/** How a question of yes or no would be said by the one who is asked. */
const turned: readonly (readonly [RegExp, string])[] = [
  [/^do you (?:still |currently )?/iu, 'I '], [/^are you (?:still |currently )?/iu, 'I am '], [/^have you (?:got )?/iu, 'I have '],
  [/^(?:so |and |ok,? so )*(?:you['’]re|you are) /iu, 'I am '], [/^(?:so |and )*you(?:['’]ve| have) /iu, 'I have '], [/^(?:so |and )*your /iu, 'My '], [/^(?:so |and )*you /iu, 'I '], [/^is your (?<what>.+?) (?=called|named|in |at |a |an |allergic|vegan|vegetarian)/iu, 'My $<what> is '],
]
const tail = /,? ?(?:right|correct|yes|is that right|is that correct|don['’]t you|aren['’]t you|isn['’]t it|am i right)\s*\?\s*$/iu

/**
 * What a plain yes confirms: the assistant's message held one question, it was of yes or no, and the answer says yes and
 * nothing else. The text is the question word for word; the quote is the yes. If anything is unclear there is nothing.
 */
export function confirmedFact(text: string, asked: string, at: number): Candidate[] {
  if (!yes.test(text)) return []
  const sentences = sentencesOf(asked, { start: 0, end: asked.length })
  const questions = sentences.filter((sentence) => sentence.isQuestion)
  const question = questions[0]
  if (questions.length !== 1 || question !== sentences.at(-1) || question === undefined || question.text.length > 200 || /\bor\b/iu.test(question.text)) return []
  const plain = question.text.replace(tail, '').replace(/\s*\?\s*$/u, '')
  const said = turned.reduce<string | null>((done, [pattern, put]) => done ?? (pattern.test(plain) ? plain.replace(pattern, put) : null), null)
  if (said === null || isHypothetical(said) || isDoubtful(said) || /\b(?:you|your)\b/iu.test(said)) return []
  const sentence = { start: 0, end: said.length, text: said, isQuestion: false }
  const [fact] = readClause({ start: 0, end: said.length, text: said, sentence, first: true }, { text: said, at, quotes: [], correcting: [] })
  if (fact === undefined || fact.confidence < 0.7) return []
  const start = text.length - text.trimStart().length
  const quote = text.trim()
  return [{ ...fact, text: question.text, quote, start, end: start + quote.length, confidence: 0.65, rule: `${fact.rule}.confirmed`, support: { start: question.start, end: question.end, quote: question.text } }]
}

/** Facts that begin with a yes, beside the assistant's words that they confirm. */
export function withSupport(facts: readonly Candidate[], text: string, asked: string): Candidate[] {
  if (!startsWithYes.test(text)) return [...facts]
  const sentences = sentencesOf(asked, { start: 0, end: asked.length }).map((sentence) => ({ sentence, stems: new Set(contentStems(sentence.text)) }))
  return facts.map((fact) => {
    const stems = contentStems(fact.quote)
    const said = stems.length === 0 ? undefined : sentences.find((one) => stems.every((stem) => one.stems.has(stem)))?.sentence
    return said === undefined ? fact : { ...fact, support: { start: said.start, end: said.end, quote: said.text } }
  })
}
