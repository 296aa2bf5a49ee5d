import type { SourceRecord } from '../../shared/health.ts'
import type { Context } from '../../shared/piece.ts'
import type { FocusDirective, LearnedFact, MemoryAnswer, TurnPlan, TurnTrace, Understanding } from '../../shared/trace.ts'
import { explainContext } from '../context/explain.ts'
import type { LeftOut } from '../privacy/screen.ts'
import { costOf } from '../spend/costOf.ts'
import type { AnswerOutcome } from './answerTurn.ts'
import type { TurnRequest } from './turnTypes.ts'

export interface Conclusion {
  readonly request: TurnRequest
  readonly answerId: string
  readonly startedAt: number
  readonly totalMs: number
  readonly understanding: Understanding
  readonly plan: TurnPlan
  readonly memoryAnswer: MemoryAnswer | null
  readonly focus: FocusDirective | null
  readonly strategyName: string
  readonly fullHistoryTokens: number | null
  readonly outcome: AnswerOutcome
  readonly leftOut: readonly LeftOut[]
  readonly learned: readonly LearnedFact[]
  readonly sources: readonly SourceRecord[]
  readonly near: TurnTrace['near']
  readonly notices: readonly string[]
}

/** Puts together what is known of a turn once its answer has ended. The stages are added when it is kept. */
export function concludeTurn(made: Conclusion): TurnTrace {
  const { request, outcome } = made
  const text = outcome.answer?.text ?? ''
  const context = contextOf(made)
  const usage = outcome.answer?.usage ?? null
  const model = outcome.destination?.model
  const price = model?.place === 'cloud' && !model.loopback ? model.price : { input: 0, output: 0 }
  const cost = usage === null ? null : costOf(usage, price)
  return {
    turnId: request.turnId, conversationId: request.userMessage.conversationId, userMessageId: request.userMessage.id, answerMessageId: made.answerId,
    startedAt: made.startedAt, totalMs: made.totalMs, firstTokenMs: outcome.firstTokenMs,
    status: statusOf(outcome, text), failure: outcome.failure, stages: [],
    understanding: made.understanding, plan: made.plan, route: outcome.routed, context, usage,
    cost: cost ?? 0, costKnown: usage === null || cost !== null, attempts: [...outcome.attempts], sources: [...made.sources], squeezed: [...outcome.squeezed],
    near: made.near,
    cached: outcome.given === null ? null : { turnId: outcome.given.turnId, messageId: outcome.given.messageId, at: outcome.given.at, savedUsd: outcome.given.savedUsd },
    memoryAnswer: made.memoryAnswer, learned: [...made.learned], focus: made.focus, epochId: outcome.epochId, strategy: made.strategyName,
    // Looked at once the answer stands: see reflectTurn.
    fidelity: null, quality: null, tightened: outcome.tightened, fullHistoryTokens: made.fullHistoryTokens,
    notices: [...made.notices, ...(usage !== null && cost === null ? [unknownPrice] : []), ...(outcome.answer?.doubt === undefined ? [] : [outcome.answer.doubt]), ...(outcome.answer?.cut === undefined ? [] : [outcome.answer.cut]), ...(context === null ? [] : explainContext(context))],
  }
}

const unknownPrice = 'The price of this model is not known, so this turn is not in the sums of costs. Enter it with the provider in Settings.'

function statusOf({ failure, answer, isEmergency }: AnswerOutcome, text: string): TurnTrace['status'] {
  if (failure !== null) return text === '' || isEmergency ? 'failed' : 'interrupted'
  return answer?.stopped === 'cancelled' ? 'interrupted' : 'done'
}

function contextOf(made: Conclusion): Context | null {
  const context = made.outcome.destination?.context
  if (context === undefined) return null
  const screenedOut = made.leftOut.map(({ piece, code, reason }) => ({ ...piece, outcome: 'out' as const, code, reason, wantedTokens: piece.tokens }))
  return { ...context, pieces: [...context.pieces, ...screenedOut] }
}
