import type { Client, Event } from '../../../shared/contract.ts'
import type { ShownMessage } from '../../../shared/message.ts'
import type { RouteQuestion } from '../../../shared/policy.ts'
import type { Failure, Result } from '../../../shared/result.ts'
import { ok } from '../../../shared/result.ts'

export interface EndedTurn {
  readonly turnId: string
  readonly conversationId: string
  readonly status: Event<'turn.ended'>['status']
  readonly failure: Failure | null
  readonly answer: ShownMessage | null
}

export type Choice = 'local' | 'cloud' | 'stop'

export interface TurnHearing {
  /** Gets the answer's text as it comes, each part once and in order. */
  hear(text: string): void
  /** Decides where a turn goes when a rule asks; until then nothing is sent. */
  decide(question: RouteQuestion): Promise<Choice>
}

/**
 * Sends one message and follows its turn to the end.
 * Rejects with what `decide` rejects with; the turn is stopped then.
 * @param signal cancels the turn; what was said so far is kept and the turn ends as interrupted
 */
export async function runTurn(client: Client, conversationId: string, text: string, { hear, decide }: TurnHearing, signal: AbortSignal): Promise<Result<EndedTurn>> {
  // Events may outrun the answer that names the turn, so they wait for it.
  const tokens: Array<Event<'turn.token'>> = []
  let turnId: string | null = null
  let heard = ''
  const take = (event: Event<'turn.token'>) => {
    if (turnId === null) return void tokens.push(event)
    if (event.turnId !== turnId) return
    heard += event.text
    hear(event.text)
  }
  const ended = Promise.withResolvers<Event<'turn.ended'>>()
  const endings: Array<Event<'turn.ended'>> = []
  const answerQuestion = async (question: RouteQuestion): Promise<void> => {
    if (question.conversationId !== conversationId) return
    try {
      const choice = await decide(question)
      await client.call('turn.decide', { turnId: question.turnId, choice })
    } catch (error) {
      // Where nobody could be asked, nothing is sent, and whoever waits for the turn hears why.
      ended.reject(error)
      await client.call('turn.cancel', { turnId: question.turnId })
    }
  }
  // It may be broken off before anybody waits for it.
  ended.promise.catch(() => {})
  const stops = [
    client.listen('turn.asked', (question) => { answerQuestion(question).catch(ended.reject) }),
    client.listen('turn.token', take),
    client.listen('turn.ended', (event) => {
      endings.push(event)
      if (event.turnId === turnId) ended.resolve(event)
    }),
  ]
  const cancel = () => { if (turnId !== null) void client.call('turn.cancel', { turnId }) }
  try {
    const sent = await client.call('turn.send', { conversationId, text })
    if (!sent.ok) return sent
    turnId = sent.value.turnId
    tokens.forEach(take)
    const early = endings.find((event) => event.turnId === turnId)
    if (early !== undefined) ended.resolve(early)
    signal.addEventListener('abort', cancel)
    if (signal.aborted) cancel()
    const end = await ended.promise
    const answer = end.messageId === null ? null : await client.call('messages.get', { messageId: end.messageId })
    const message = answer?.ok === true ? answer.value : null
    // An answer from memory has no tokens, and the kept text is the one that counts.
    if (message?.text.startsWith(heard) === true && message.text.length > heard.length) hear(message.text.slice(heard.length))
    return ok({ turnId, conversationId, status: end.status, failure: end.failure, answer: message })
  } finally {
    signal.removeEventListener('abort', cancel)
    for (const stop of stops) stop()
  }
}
