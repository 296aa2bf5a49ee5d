import type { TaskKind } from '../../../shared/words.ts'
import type { ReadMessage } from './readMessage.ts'

export interface Gaps { readonly assumptions: readonly string[]; readonly questions: readonly string[] }

/** A word that points at something said elsewhere. "It is raining" and "this week" point at nothing. */
const pointing = /(?<![\p{L}])(?<word>it|this one|that one|them|they|those|these|he|she|him|her|the other one|the same|es|sie|ihn|ihm|den|dieses|celui-ci|celle-ci|lui|elle|ils|elles|eso|esto|aquello|ellos|ellas)(?![\p{L}'-])/iu
const emptyIt = /\b(?:it(?:'s| is| was| will| has been)?\s+(?:rain|snow|cold|hot|warm|late|early|time|possible|true|better|best|important|easy|hard|worth|okay|ok|fine)|(?:is|was|does|would|will) it (?:\p{L}+ing|true|possible|rain|snow|cold|hot|warm|ok|okay|better|worth|take|matter|cost)|how (?:far|long|late) is it|what time is it|es (?:gibt|ist|regnet|war|geht)|wie geht es|they say|these days|this (?:week|month|year|morning|evening|afternoon)|those who)\b/iu
const people = new Set('he she him her lui elle'.split(' '))
const imperative = /^\s*(?:(?:please|can you|could you|now|bitte)[,\s]+)*(?:make|change|fix|improve|shorten|rewrite|translate|explain|summari[sz]e|send|delete|continue|use|put|move|kürze|ändere|übersetze|erkläre)\s+(?<word>it|this|that|them|those|these|es|das)\b/iu

interface Need { readonly when: RegExp; readonly has: RegExp; readonly question: string }

const clockOrDay = /\b(?:\d{1,2}(?::\d{2}|\s?(?:am|pm|uhr|h))|\d{1,2}[./]\d{1,2}|today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|noon|afternoon|evening|night|weekend|week|month|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|in (?:an?|\d+|\w+) (?:minutes?|hours?|days?|weeks?|months?)|heute|morgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|abend|woche|demain|aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|soir|matin|hoy|mañana|lunes|martes|miércoles|jueves|viernes|sábado|domingo|noche)\b/iu
const amount = /\p{N}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|alone|couple|both of us|family of|eine?n?|zwei|drei|vier|deux|trois|quatre|dos|tres|cuatro)\b/iu
const place = /\b(?:in|to|near|at|around|from|nach|bei|à|vers|en|a|hasta)\s+(?:the\s+)?\p{Lu}|\b(?:here|home|hier|ici|aquí|online)\b/u

const needs: readonly Need[] = [
  { when: /\b(?:remind me|set (?:an? )?(?:alarm|reminder|timer)|schedule (?:an?|the|my)|make an appointment|erinner\w* mich|rappelle-moi|recuérdame)\b/iu, has: clockOrDay, question: 'For which day and time?' },
  { when: /\b(?:book|reserve)\s+(?:(?:me|us)\s+)?(?:a|an|the)\b|\b(?:reservier\w*|réserve[rz]?|reserva[r]?)\b/iu, has: clockOrDay, question: 'For when is the booking?' },
  { when: /\b(?:book|reserve)\s+(?:(?:me|us)\s+)?(?:a|an|the)\s+(?:table|room|hotel|flat)\b/iu, has: amount, question: 'For how many people?' },
  { when: /\b(?:plan|organi[sz]e|book|planifie[rz]?|planea)\b[^.?!]{0,40}\b(?:trip|holiday|vacation|flight|journey|weekend away|voyage|viaje)\b|\b(?:plane|organisiere)\b[^.?!]{0,40}\b(?:reise|urlaub)\b/iu, has: place, question: 'Where should it go?' },
  { when: /\b(?:plan|organi[sz]e)\b[^.?!]{0,40}\b(?:trip|holiday|vacation|party|wedding|dinner|event)\b/iu, has: /\b(?:budget|cheap|expensive|euros?|dollars?|pounds?|spend)\b|[€$£]/iu, question: 'What may it cost?' },
  { when: /\bweather\b|\bwird (?:es|das wetter)\b|\bmétéo\b|\bqué tiempo\b/iu, has: place, question: 'For which place?' },
  { when: /\bconvert\b|\bhow much is\b[^?]{0,20}\bin\b|\bumrechnen\b/iu, has: amount, question: 'Which amount?' },
]

const relativeDay = /\b(today|tonight|tomorrow|yesterday|(?:next|last|this) (?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)|heute|morgen|gestern|nächste woche|letzte woche|demain|hier|la semaine prochaine|hoy|ayer|la semana que viene)\b/iu
const subjective = /\b(best|cheapest|good|nice|fastest|beste[rsn]?|meilleure?s?|mejor(?:es)?)\b\s+(?:\p{L}+)/iu

/** What a message leaves open: what is taken for granted so that an answer is possible, and what only its writer can say. */
export function findGaps(message: ReadMessage, task: TaskKind, recent: readonly string[]): Gaps {
  const assumptions: string[] = []
  const questions: string[] = []
  const pointer = findPointer(message)
  if (pointer !== null) {
    if (recent.some((text) => text.trim() !== '')) assumptions.push(`“${pointer}” means what was talked about just before.`)
    else questions.push(people.has(pointer) ? `Who is “${pointer}”?` : `What does “${pointer}” stand for?`)
  }
  for (const need of needs) if (need.when.test(message.text) && !need.has.test(message.text)) questions.push(need.question)
  const day = relativeDay.exec(message.text)?.[1]
  if (day !== undefined) assumptions.push(`“${day.toLowerCase()}” is counted from the day of this message.`)
  const praise = task === 'recall' ? undefined : subjective.exec(message.text)?.[1]
  if (praise !== undefined && message.questions.length > 0) assumptions.push(`“${praise.toLowerCase()}” is judged by what is known of the user’s taste, and otherwise in general.`)
  return { assumptions, questions: [...new Set(questions)] }
}

/** The first word that needs something before it: in the opening sentence, and with no name there that it could stand for. */
function findPointer(message: ReadMessage): string | null {
  const first = message.sentences[0] ?? ''
  const order = imperative.exec(first)?.groups?.word
  // "Fix this: …" brings along what it points at.
  if (order !== undefined) return /[:\n"“„«]/u.test(message.text) ? null : order.toLowerCase()
  const found = pointing.exec(first)
  if (found === null || emptyIt.test(first)) return null
  const before = first.slice(0, found.index)
  // A noun or a name before it is what it stands for: "my sister … she", "the car … it".
  if (/\b(?:my|our|the|a|an|this|mein\w*|unser\w*|der|die|das|mon|ma|mes|mi|mis|el|la|le|les|los)\s+\p{L}{3,}/iu.test(before) || /\S\s+\p{Lu}[\p{L}]{2,}/u.test(before)) return null
  return found.groups!.word!.toLowerCase()
}
