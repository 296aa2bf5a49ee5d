import type { Days } from '../dates/calendar.ts'
import { timeRangeIn } from '../dates.ts'
import { findEntities } from '../entities/findEntities.ts'
import { queryOf, type Query } from '../queryOf.ts'
import type { RecallAsk } from '../recallPorts.ts'
import { isEmptyWord, wordsOf } from '../words.ts'
import { completeFollowUp } from './followUp.ts'
import { baseOf, wordsAsWritten } from './stems.ts'

/** What a question asks for; "other" where its form does not say. */
export type AskedFor = 'time' | 'place' | 'person' | 'number' | 'reason' | 'way' | 'thing' | 'check' | 'advice' | 'other'

/** A question as the ranking sees it. */
export interface Reading {
  /** The question, completed from the conversation where it did not stand by itself. */
  readonly text: string
  readonly completed: string | null
  readonly query: Query
  /** Stems of its words that carry meaning, each once. */
  readonly stems: readonly string[]
  /** Its words as they stand there, each under its stem. */
  readonly written: ReadonlyMap<string, string>
  /** Neighbouring stems of which one at least carries meaning, as "charity run". */
  readonly pairs: ReadonlySet<string>
  readonly askedFor: AskedFor
  /** People, places and things that it names. */
  readonly names: readonly string[]
  /** The time that it asks about. */
  readonly range: Days | null
}

/** A longer message is read by its beginning and its end: there stands what it asks. */
const readChars = 2000
const mostNames = 8

/** Reads a question before anything is searched; the same question in the same conversation always gives the same reading. */
export function readAsked(ask: Pick<RecallAsk, 'text' | 'history' | 'now'>): Reading {
  const completed = completeFollowUp(ask.text, ask.history ?? [])
  const text = completed ?? ask.text
  const query = queryOf(text)
  const read = text.length <= 2 * readChars ? text : `${text.slice(0, readChars)}\n${text.slice(-readChars)}`
  const words = wordsOf(read)
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < words.length && pairs.size < 60; at++) {
    if (!isEmptyWord(words[at]!) || !isEmptyWord(words[at + 1]!)) pairs.add(`${baseOf(words[at]!)} ${baseOf(words[at + 1]!)}`)
  }
  return { text, completed, query, stems: [...new Set(query.words.map(baseOf))], written: wordsAsWritten(read), pairs, names: [...new Set(findEntities(read).map((one) => one.name))].slice(0, mostNames), askedFor: askedForIn(ask.text.slice(-readChars)), range: timeRangeIn(ask.text.slice(-readChars), ask.now) }
}

const forms: readonly (readonly [AskedFor, RegExp])[] = [
  ['time', /\b(?:when|what (?:time|day|date|year|month)|which (?:day|date|year|month)|how long ago|since when)\b/],
  ['number', /\b(?:how (?:many|much|long|often|old|far|tall|big)|what (?:percentage|amount|number))\b/],
  ['advice', /\b(?:recommend|suggest|any (?:tips|advice|ideas|suggestions|recommendations)|should i|advice)\b/],
  ['place', /\b(?:where|(?:which|what) (?:city|cities|country|countries|state|places?|towns?))\b/],
  ['person', /\b(?:who|whom|whose)\b/],
  ['reason', /\bwhy\b/],
  ['way', /\bhow\b/],
  ['thing', /\b(?:what|which)\b/],
  ['check', /^\s*(?:is|are|was|were|do|does|did|has|have|had|can|could|would|will|might)\b/],
]

function askedForIn(text: string): AskedFor {
  const asked = text.toLowerCase()
  return forms.find(([, form]) => form.test(asked))?.[0] ?? 'other'
}
