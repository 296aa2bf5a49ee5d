import type { TurnPlan, Understanding } from '../../shared/trace.ts'
import type { TaskKind } from '../../shared/words.ts'
import { cutAfter, cutBefore } from './cut.ts'
import { findGaps } from './planning/findGaps.ts'
import { findRisks } from './planning/findRisks.ts'
import { readMessage, type ReadMessage } from './planning/readMessage.ts'

const short: readonly TaskKind[] = ['recall', 'calculate', 'small-talk', 'command']
const long: readonly TaskKind[] = ['write', 'plan', 'code', 'summarise']
/** Tasks that carry all they need, so that nothing is looked up for them. */
const selfContained: readonly TaskKind[] = ['calculate', 'translate', 'small-talk', 'command']
/** A query is read by an embedder of 256 tokens: the beginning says what it is about, the end is where questions stand. */
const queryHead = 600
const queryTail = 400
const mostPoints = 6
const longestPoint = 120

export interface PlanOptions {
  /** False: only what recall needs; the lists stay empty. */
  readonly full: boolean
  readonly goal?: string
  /** The last messages of this conversation, so that "it" can mean something. */
  readonly recent?: readonly string[]
  /** The turn's own time, to tell past days from those to come; without it no day is called past. */
  readonly now?: number
}

/**
 * Decides which sources are asked, with what words and what for, and what shape the answer should have; in full also what is
 * taken for granted, what is missing, what could go wrong, and the points that an answer must hold. Rules alone, no model.
 */
export function planTurn(understanding: Understanding, text: string, options: PlanOptions = { full: false }): TurnPlan {
  const { task, needsMemory } = understanding
  const asks = needsMemory || understanding.confidence < 0.5 || !selfContained.includes(task)
  const plan: TurnPlan = {
    providers: asks ? ['memories', 'messages'] : [],
    query: queryOf(text.trim()),
    shape: short.includes(task) ? 'short' : long.includes(task) ? 'long' : 'normal',
    lookFor: [], assumptions: [], questions: [], risks: [], tone: 'plain', keyPoints: [],
  }
  if (!options.full) return plan
  const message = readMessage(text)
  const gaps = task === 'small-talk' ? { assumptions: [], questions: [] } : findGaps(message, task, options.recent ?? [])
  const { risks, careful } = findRisks(message, options.now ?? null)
  return {
    ...plan, lookFor: lookFor(plan.providers, message, understanding),
    assumptions: [...gaps.assumptions], questions: [...gaps.questions], risks: [...risks],
    tone: careful ? 'careful' : toneOf(message.text), keyPoints: keyPoints(message, task, options.goal ?? ''),
  }
}

function lookFor(providers: TurnPlan['providers'], message: ReadMessage, understanding: Understanding): TurnPlan['lookFor'] {
  if (message.subjects.length === 0) return []
  const about = message.subjects.map((subject) => `“${subject}”`).join(', ')
  return providers.map((provider) => ({
    provider,
    what: provider === 'memories' ? `${understanding.isQuestion ? 'Facts that answer' : 'Facts and wishes that bear on'} ${about}` : `Earlier talk about ${about}`,
  }))
}

const formal = /\b(?:dear (?:sir|madam|mr|mrs|ms|dr)|cover letter|formal(?:ly)?|to whom it may concern|sincerely|complaint letter|letter of|sehr geehrte\w*|bewerbungsschreiben|förmlich|formell|madame, monsieur|lettre de motivation|estimad[oa]s?|carta formal)\b/iu
const brief = /\b(?:briefly|in short|in one (?:sentence|word|line)|short answer|just (?:the|a) (?:name|number|answer|yes)|tl;?dr|yes or no|kurz(?: gesagt| und knapp)?|in einem satz|en (?:bref|une phrase|un mot)|brièvement|brevemente|en una (?:frase|palabra))\b/iu
const warm = /\b(?:condolences?|get[- ]well|birthday (?:card|message|wishes|poem)|congratulat\w+|thank[- ]you (?:note|card|letter)|wedding (?:speech|toast|card)|beileid\w*|geburtstags?\w*|glückwunsch\w*|félicitations?|condoléances|anniversaire|felicitaci\w+|pésame|cumpleaños)\b/iu

function toneOf(text: string): TurnPlan['tone'] {
  return formal.test(text) ? 'formal' : warm.test(text) ? 'warm' : brief.test(text) ? 'brief' : 'plain'
}

/** Each of several questions, or of several numbered orders; nothing for a message that asks one thing. */
function keyPoints(message: ReadMessage, task: TaskKind, goal: string): string[] {
  const orders = message.sentences.filter((one) => /^(?:\d{1,2}[.)]|[-*•])\s+\S/u.test(one))
  const parts = message.questions.length > 1 ? message.questions.flatMap(splitQuestion) : orders.length > 1 ? orders : message.questions.flatMap(splitQuestion)
  const points = parts.length > 1 ? parts.slice(0, mostPoints).map((part) => `Answer: ${clip(part)}`) : []
  if (parts.length > mostPoints) points.push(`Answer the other ${parts.length - mostPoints} as well.`)
  if (goal.trim() !== '' && !selfContained.includes(task)) points.push(`Serve the goal: ${clip(goal.trim())}`)
  return points
}

/** "Where does she live and when was she born?" asks twice. */
function splitQuestion(question: string): string[] {
  return question.split(/,?\s+(?:and|und|et|y)\s+(?=(?:what|who|where|when|why|how|which|was|wer|wo|wann|warum|wie|que|qui|où|quand|comment|pourquoi|qué|quién|dónde|cuándo|cómo|por qué)\b)/iu)
}

function clip(text: string): string {
  const line = text.replace(/^(?:\d{1,2}[.)]|[-*•])\s+/u, '').replace(/\s+/g, ' ')
  return line.length <= longestPoint ? line : `${line.slice(0, cutBefore(line, longestPoint - 1)).trimEnd()}…`
}

function queryOf(text: string): string {
  if (text.length <= queryHead + queryTail) return text
  return `${text.slice(0, cutBefore(text, queryHead))}\n${text.slice(cutAfter(text, text.length - queryTail))}`
}
