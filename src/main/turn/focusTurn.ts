import { cosineOf } from '../../shared/cosine.ts'
import type { Piece } from '../../shared/piece.ts'
import type { FocusDirective, TurnPlan, Understanding } from '../../shared/trace.ts'
import { cutBefore } from '../context/cut.ts'
import { checkFocus, makeFocus } from '../context/focus.ts'
import type { LocalChatModel } from '../models/ports.ts'
import type { TurnTools } from './turnTypes.ts'

export interface FocusAsk {
  readonly question: string
  readonly understanding: Understanding
  readonly plan: TurnPlan
  readonly pieces: readonly Piece[]
  readonly goal: string
}

/** A directive is about sixty words; a model that needs longer than this for reading and writing them is not asked. */
const focusTokens = 90
const withinMs = 1500
/** What such a model reads is a few times as long as what it writes. */
const readPerWritten = 4
const notesRead = 6
/** The beginnings say what they are about, and more would have to be read in that time. */
const noteChars = 300
const questionChars = 1000

/**
 * One to three sentences on what this turn is about, from the notes that were found. Rules write it; a model on this computer
 * does where one is loaded, is not a small one, and is fast enough, and the rules' version stands where its own is no good.
 */
export async function focusTurn(ask: FocusAsk, tools: TurnTools, signal: AbortSignal): Promise<Pick<FocusDirective, 'text' | 'by'> | null> {
  const byRules = makeFocus(ask)
  if (byRules === null) return null
  const model = await readyModel(tools)
  const written = model === null ? null : await writeFocus(model, ask, signal).catch(() => null)
  return written === null ? { text: byRules, by: 'rules' } : { text: written, by: 'local-model' }
}

/** How near a message is to what the conversation is for, as a cosine; null where nobody said what it is for. */
export async function goalLikeness(goal: string, vector: Float32Array | null, tools: TurnTools): Promise<number | null> {
  if (goal.trim() === '' || vector === null) return null
  const [other] = await tools.models.embedder.embed([goal]).catch(() => [])
  return other === undefined ? null : cosineOf(vector, other)
}

async function readyModel(tools: TurnTools): Promise<LocalChatModel | null> {
  const { local } = tools.candidates
  if (local === null || local.small || local.state !== 'ready' || local.providerId !== null) return null
  const opened = await tools.models.open(local.id)
  if (!opened.ok || opened.value.place !== 'local') return null
  const profile = tools.profileOf(opened.value)
  const needed = (focusTokens / (profile?.writeTokensPerSecond ?? 0) + focusTokens * readPerWritten / (profile?.readTokensPerSecond ?? 0)) * 1000
  return needed <= withinMs ? opened.value : null
}

async function writeFocus(model: LocalChatModel, ask: FocusAsk, signal: AbortSignal): Promise<string | null> {
  const notes = ask.pieces.filter((piece) => piece.region === 'memories').slice(0, notesRead).map((piece) => `- ${piece.text.slice(0, cutBefore(piece.text, noteChars))}`).join('\n')
  let text = ''
  const late = AbortSignal.any([signal, AbortSignal.timeout(withinMs)])
  const messages = [
    { role: 'system' as const, text: 'Say in one to three short sentences what an answer to the question should look at. Do not answer the question.' },
    { role: 'user' as const, text: `${notes === '' ? '' : `Notes:\n${notes}\n\n`}Question: ${ask.question.slice(0, cutBefore(ask.question, questionChars))}` },
  ]
  for await (const event of model.generate({ conversationId: 'focus', messages, maxOutputTokens: focusTokens, temperature: 0, seed: 1, stop: [], signal: late, expectedTokens: null, keep: false, purpose: 'focus' })) {
    if (event.type === 'token') text += event.text
    else if (event.type === 'failed' || (event.type === 'end' && event.stopped === 'cancelled')) return null
  }
  return checkFocus(text)
}
