import type { Context } from '../../shared/piece.ts'
import type { Settings } from '../../shared/settings.ts'
import type { ContextRun } from '../../shared/versions.ts'
import type { ChatModel } from '../models/ports.ts'
import { costOf } from '../spend/costOf.ts'
import { streamAnswer } from './streamAnswer.ts'

export interface AnswerAgain {
  readonly run: ContextRun
  readonly context: Context
  readonly model: ChatModel
  readonly settings: Settings
  readonly signal: AbortSignal
  readonly elapsed: () => number
  onToken(text: string, offset: number): void
}

/** Lets a model answer a context that was made again. The conversation is not touched: no message, no memory, no epoch. */
export async function answerAgain(ask: AnswerAgain): Promise<ContextRun> {
  const { run, context, model } = ask
  const began = ask.elapsed()
  let firstTokenMs: number | null = null
  const answer = await streamAnswer({ model, context }, { conversationId: run.runId, turnId: run.turnId, purpose: 'comparison', settings: ask.settings, signal: ask.signal, keep: false }, {
    first: () => { firstTokenMs = ask.elapsed() - began },
    token: (text, offset) => ask.onToken(text, offset),
  })
  const price = model.place === 'cloud' && !model.loopback ? model.price : { input: 0, output: 0 }
  return {
    ...run, answer: answer.text, usage: answer.usage, cost: answer.usage === null ? 0 : costOf(answer.usage, price) ?? 0, firstTokenMs, totalMs: ask.elapsed() - began,
    state: answer.failure !== null ? 'failed' : answer.stopped === 'cancelled' ? 'stopped' : 'done', failure: answer.failure,
  }
}
