import type { ProfileCell } from '../../../shared/model.ts'
import { FailureError } from '../../../shared/result.ts'
import { clearForCloud } from '../../privacy/clear.ts'
import type { ChatMessage, ChatModel, GenerateEvent, GenerateRequest, GenerateTiming } from '../ports.ts'
import { findCell, type Wanted } from './cells.ts'
import { plantNotes, type Fact } from './facts.ts'
import { chooseTold, growTalk, type Talk } from './growTalk.ts'
import { isRight } from './judge.ts'
import { writePrompt } from './writePrompt.ts'

/** What came of one question. */
export type Answered =
  | { readonly outcome: 'answered'; readonly right: boolean; readonly tokens: number; readonly timing: GenerateTiming | null }
  | { readonly outcome: 'stopped' }
  | { readonly outcome: 'failed' }

export interface Questioner { ask(wanted: Wanted, cells: readonly ProfileCell[], signal: AbortSignal): Promise<Answered> }

const longestAnswer = 24
/** Questions of one round are of other kinds in each position, so that no position is tried with easy kinds alone. */
const shift = { first: 0, middle: 2, last: 4 } as const

/** Asks one model. Every question of a cell is another one, and the same one for every model and every run. */
export function createQuestioner(model: ChatModel): Questioner {
  let talk: { readonly length: number; readonly talk: Talk } | null = null

  const talkOf = async (length: number): Promise<Talk> => {
    if (talk?.length !== length) talk = { length, talk: await growTalk(model.counter, length) }
    return talk.talk
  }

  return {
    async ask(wanted, cells, signal) {
      const number = (findCell(cells, wanted)?.asked ?? 0) + shift[wanted.position]
      // Where the model counts itself, counting fails as answering does.
      const said = wanted.length === null ? null : await talkOf(wanted.length).catch(failedToCount)
      if (said === 'failed') return { outcome: 'failed' }
      const planted = said !== null && wanted.position !== 'last' ? tell(said, wanted.position, number) : plantNotes(number, wanted.notes, placeAmong(wanted))
      const messages = writePrompt({ notes: planted.notes, place: wanted.place, question: planted.asked.question, talk: said?.messages ?? [], small: model.info.small })
      const heard = await hear(model, messages, signal)
      if (heard.outcome !== 'answered') return heard
      return { outcome: 'answered', right: isRight(heard.text, planted.asked, [...planted.notes, ...(said?.told.map(({ fact }) => fact) ?? [])]), tokens: heard.tokens, timing: heard.timing }
    },
  }
}

function failedToCount(error: unknown): 'failed' {
  if (error instanceof FailureError) return 'failed'
  throw error
}

function placeAmong({ notes, position }: Wanted): number {
  return { first: 0, middle: notes >> 1, last: notes - 1 }[position]
}

function tell(talk: Talk, where: 'first' | 'middle', number: number): { asked: Fact; notes: readonly Fact[] } {
  const asked = chooseTold(talk, where, number)
  return asked === null ? plantNotes(number, 1, 0) : { asked, notes: [] }
}

type Heard = { readonly outcome: 'answered'; readonly text: string; readonly tokens: number; readonly timing: GenerateTiming | null } | { readonly outcome: 'stopped' } | { readonly outcome: 'failed' }

async function hear(model: ChatModel, messages: readonly ChatMessage[], signal: AbortSignal): Promise<Heard> {
  const request = { conversationId: 'calibration', messages, maxOutputTokens: longestAnswer, temperature: 0, seed: 1, stop: [], signal, expectedTokens: null, keep: false, purpose: 'calibration' as const }
  let text = ''
  for await (const event of start(model, request)) {
    if (event.type === 'token') text += event.text
    else if (event.type === 'failed') return signal.aborted ? { outcome: 'stopped' } : { outcome: 'failed' }
    else if (event.type === 'end') return event.stopped === 'cancelled' ? { outcome: 'stopped' } : { outcome: 'answered', text, tokens: event.usage.promptTokens, timing: event.timing }
  }
  return { outcome: 'failed' }
}

function start(model: ChatModel, request: GenerateRequest): AsyncIterable<GenerateEvent> {
  if (model.place === 'local') return model.generate(request)
  // All of it is invented: nothing of the user is in it.
  const cleared = clearForCloud('open', 'open')
  if (!cleared.ok) throw new Error(cleared.error.message)
  return model.generate({ ...request, cleared: cleared.value })
}
