import type { Piece } from '../../shared/piece.ts'
import type { TurnPlan, Understanding } from '../../shared/trace.ts'
import type { TaskKind } from '../../shared/words.ts'
import { dayOf } from './notes.ts'
import { readMessage } from './planning/readMessage.ts'
import { findDifference } from './select/findDifference.ts'
import { readFact } from './select/readFact.ts'

export interface FocusAsk {
  readonly question: string
  readonly understanding: Understanding | null
  readonly plan: TurnPlan | null
  /** The screened and selected pieces of this turn. */
  readonly pieces: readonly Piece[]
  readonly goal: string
}

/** A focus and the notes that it speaks of: its label is the strictest of theirs. */
export interface Focus { readonly text: string; readonly notes: readonly Piece[] }

const withoutFocus: readonly TaskKind[] = ['small-talk', 'calculate', 'translate', 'command']
const noteRegions: readonly Piece['region'][] = ['profile', 'memories', 'documents', 'results']
/** So many notes are named; a fourth day in a sentence helps nobody. */
const mostNotes = 3
/** A note that fits less than this part of the best one is not named. */
const nearBest = 0.6
const oldMs = 2 * 365 * 86_400_000
const longestFocus = 320

/** The focus as one text; null for small talk, for tasks that carry all they need, and where nothing can be said. */
export function makeFocus(ask: FocusAsk): string | null {
  return findFocus(ask)?.text ?? null
}

/**
 * One to three sentences on what is asked, which notes bear on it and what to watch out for, made by rules. It names notes by
 * day and by words of the question: what a note says stays in the note, so that text from outside cannot speak through it.
 */
export function findFocus(ask: FocusAsk): Focus | null {
  if (ask.understanding !== null && withoutFocus.includes(ask.understanding.task)) return null
  const message = readMessage(ask.question)
  const notes = bearing(ask.pieces, ask.question)
  const subject = message.subjects.slice(0, 2).map((one) => `“${one}”`).join(' and ')
  const wants = kindOf(message.questions.at(-1) ?? ask.question)
  const sentences: string[] = []
  if (notes.length > 0) sentences.push(`${subject === '' ? `Asked is for ${wants ?? 'an answer'}` : `Asked is for ${wants ?? 'an answer'} about ${subject}`}; ${nameNotes(notes)}.`)
  const watch = [differing(notes), outdated(notes, ask.pieces), missing(notes, ask, message.subjects)].find((one) => one !== null)
  if (watch !== undefined) sentences.push(watch!)
  if (sentences.length === 0) return null
  if (ask.goal.trim() !== '' && sentences.length < 3) sentences.push('Keep the goal of this conversation in view.')
  const text = sentences.join(' ')
  return { text: text.length <= longestFocus ? text : sentences[0]!, notes }
}

/** The notes that fit best, best first: those that are nearly as good as the best and share something with the question. */
function bearing(pieces: readonly Piece[], question: string): Piece[] {
  const asked = readFact(question)
  const noted = pieces.filter((piece) => noteRegions.includes(piece.region)).map((piece) => {
    const fact = readFact(piece.text)
    return { piece, shared: asked.words.filter((word) => fact.set.has(word)).length }
  }).filter(({ piece, shared }) => piece.region !== 'profile' || shared > 0)
  const best = Math.max(0, ...noted.map(({ piece }) => piece.score ?? 0))
  return noted.filter(({ piece, shared }) => (shared > 0 || (piece.scores.meaning ?? 0) >= 0.45) && (piece.score === null || piece.score >= best * nearBest))
    .sort((a, b) => (b.piece.score ?? best) - (a.piece.score ?? best) || b.shared - a.shared || (a.piece.id < b.piece.id ? -1 : 1))
    .slice(0, mostNotes).map(({ piece }) => piece)
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\b(?:when|what (?:day|date|time|year)|since when|how long ago|wann|quand|cuándo)\b/iu, 'a time'],
  [/\b(?:where|which (?:city|country|place)|wo|wohin|woher|où|dónde|adónde)\b/iu, 'a place'],
  [/\b(?:who|whom|whose|wer|wem|wen|wessen|qui|quién(?:es)?)\b/iu, 'a person'],
  [/\b(?:how (?:many|much|old|often|far|long|tall|big)|wie (?:viel\w*|alt|oft|weit|lange|groß)|combien|cuánt\w+)\b/iu, 'an amount'],
  [/\b(?:why|how come|warum|wieso|pourquoi|por qué)\b/iu, 'a reason'],
  [/\b(?:recommend|suggest|should i|what (?:could|shall|can) i|empfiehl\w*|soll ich|recommande\w*|conseille\w*|recomienda\w*|debería)\b/iu, 'advice'],
]
const kindOf = (question: string) => kinds.find(([pattern]) => pattern.test(question.slice(0, 1000)))?.[1] ?? null

function nameNotes(notes: readonly Piece[]): string {
  const days = [...new Set(notes.map((piece) => dayOf(piece).replace(/[()]/g, '').trim()).filter((day) => day !== ''))]
  const what = notes.every((piece) => piece.region === 'documents') ? 'document' : notes.every((piece) => piece.region === 'results') ? 'result' : 'note'
  const from = days.length === 0 ? '' : ` of ${days.length === 1 ? days[0] : `${days.slice(0, -1).join(', ')} and ${days.at(-1)}`}`
  return notes.length === 1 ? `the ${what}${from} bears on it` : `${notes.length} ${what}s${from} bear on it`
}

/** Two notes that say the same of something, but for a number, a name or a "not". */
function differing(notes: readonly Piece[]): string | null {
  for (const [at, one] of notes.entries()) {
    for (const other of notes.slice(at + 1)) {
      if (findDifference(one.text, other.text) === null) continue
      const newer = timeOf(one) >= timeOf(other) ? one : other
      const day = dayOf(newer).replace(/[()]/g, '').trim()
      return timeOf(one) === timeOf(other) || day === '' ? 'Two of them differ: say so instead of picking one.' : `Two of them differ: the newer one, of ${day}, counts unless the past is asked for.`
    }
  }
  return null
}

function outdated(notes: readonly Piece[], pieces: readonly Piece[]): string | null {
  const now = Math.max(0, ...pieces.filter((piece) => piece.region === 'message').map(timeOf))
  const best = notes[0]
  return best === undefined || now === 0 || timeOf(best) === 0 || now - timeOf(best) < oldMs ? null : 'It is more than two years old: say from when it is.'
}

/** Something of the user's own is asked that no note holds. */
function missing(notes: readonly Piece[], ask: FocusAsk, subjects: readonly string[]): string | null {
  if (ask.understanding?.needsMemory !== true || !ask.understanding.isQuestion || subjects.length === 0) return null
  const held = notes.map((piece) => readFact(piece.text))
  const unknown = subjects.filter((subject) => !readFact(subject).words.some((word) => held.some((fact) => fact.set.has(word))))
  if (notes.length > 0 && unknown.length < subjects.length) return null
  return `No note holds ${unknown.slice(0, 2).map((one) => `“${one}”`).join(' or ')}: say that it is not known instead of guessing.`
}

const timeOf = (piece: Piece) => (piece.source.kind === 'rule' ? 0 : piece.source.at)

const mostWords = 60
const sentenceEnds = new Intl.Segmenter('en', { granularity: 'sentence' })

/** A focus that a model wrote, as it may be used: one to three sentences of prose, at most 60 words. Null for anything else. */
export function checkFocus(text: string): string | null {
  const line = text.trim().replace(/^(?:focus|directive|focus directive)\s*:\s*/i, '').replace(/^["“](.*)["”]$/su, '$1').trim()
  if (line === '' || /\n\s*\n|^[\s]*[-*#>|]|^\s*\d+[.)]\s|```|[{}[\]<>|]|https?:\/\//m.test(line)) return null
  const sentences = [...sentenceEnds.segment(line)].filter((one) => /\p{L}/u.test(one.segment))
  const words = line.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []
  return sentences.length < 1 || sentences.length > 3 || words.length < 3 || words.length > mostWords || !/[.!?…。]["”]?$/u.test(line) ? null : line.replace(/\s+/g, ' ')
}
