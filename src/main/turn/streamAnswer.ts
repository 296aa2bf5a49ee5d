import { ok, type Failure, type Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Usage } from '../../shared/trace.ts'
import { clearForCloud, clearForThisComputer } from '../privacy/clear.ts'
import type { ChatModel, GenerateEvent, GenerateRequest, GenerateTiming } from '../models/ports.ts'
import { whyCut } from '../models/whyCut.ts'
import type { Destination } from './makeContext.ts'

export interface Answer {
  readonly text: string
  readonly usage: Usage | null
  readonly timing: GenerateTiming | null
  readonly stopped: 'end' | 'length' | 'cancelled' | 'failed'
  readonly failure: Failure | null
  /** What is not to be believed about this answer, one sentence; null in ordinary life. */
  readonly doubt?: string
  /** Why it was stopped before its end, one sentence; absent where it was not. */
  readonly cut?: string
}

export interface StreamHearing {
  token(text: string, offset: number): void
  first(): void
}

export interface StreamAsk {
  readonly conversationId: string
  readonly turnId: string | null
  /** Why this is asked, for the books: "answer". */
  readonly purpose?: GenerateRequest['purpose']
  readonly settings: Settings
  readonly signal: AbortSignal
  /** Whether what was read may be kept for the next turn of this conversation. */
  readonly keep: boolean
  readonly onAttempt?: GenerateRequest['onAttempt']
  readonly allowUnpriced?: boolean
  readonly squeezedTokens?: number
}

/**
 * Streams one answer to its end. Text that came before a failure stays; whether another model may try is the turn's
 * decision, and it may not once a token was shown.
 */
export async function streamAnswer(destination: Destination, ask: StreamAsk, hearing: StreamHearing): Promise<Answer> {
  const { conversationId, turnId, settings, signal, keep, purpose = 'answer', allowUnpriced = false, squeezedTokens = 0, onAttempt } = ask
  const started = start(destination, {
    conversationId, turnId, keep, purpose, allowUnpriced, squeezedTokens, ...(onAttempt === undefined ? {} : { onAttempt }), messages: destination.context.prompt.map(({ role, text }) => ({ role, text })),
    maxOutputTokens: destination.context.reserve, temperature: settings.temperature, seed: settings.seed, stop: [], signal,
    expectedTokens: destination.context.counting === 'exact' ? destination.context.used : null,
  })
  if (!started.ok) return { text: '', usage: null, timing: null, stopped: 'failed', failure: started.error }
  let text = ''
  let shown = 0
  for await (const event of started.value) {
    if (event.type === 'token') {
      const isBlankStill = (text += event.text).trim() === ''
      // Blanks are no answer: nothing is shown, so that another model may still try.
      if (isBlankStill || shown === text.length) continue
      if (shown === 0) hearing.first()
      hearing.token(text.slice(shown), shown)
      shown = text.length
    } else if (event.type === 'reasoning' || event.type === 'tool-call') {
      // What a model thinks beside its answer is not shown, and no tool was offered to it.
      continue
    } else if (event.type === 'end') {
      const { usage, timing, stopped, doubt } = event
      const cut = stopped === 'length' ? event.cut ?? whyCut(text, destination.context.reserve) : undefined
      const told = { usage, timing, ...(doubt === undefined ? {} : { doubt }), ...(cut === undefined ? {} : { cut }) }
      if (shown === 0 && stopped !== 'cancelled') return { ...told, text: '', stopped: 'failed', failure: saidNothing(destination.model, cut) }
      return { ...told, text, stopped, failure: null }
    } else {
      return { text: shown === 0 ? '' : text, usage: null, timing: null, stopped: event.failure.kind === 'cancelled' ? 'cancelled' : 'failed', failure: event.failure.kind === 'cancelled' ? null : event.failure }
    }
  }
  throw new Error('a model ended its stream without saying how')
}

/** An answer without a word is none, however well it ended. */
function saidNothing({ info }: ChatModel, cut: string | undefined): Failure {
  return { kind: info.providerId === null ? 'model-failed' : 'provider-silent', message: `${info.name} answered nothing.${cut === undefined ? '' : ` ${cut}`}`, next: 'Try again, or choose another model.' }
}

function start({ model, context }: Destination, request: GenerateRequest): Result<AsyncIterable<GenerateEvent>> {
  if (model.place === 'local') return ok(model.generate(request))
  if (model.loopback) return ok(model.generate({ ...request, cleared: clearForThisComputer(context.label) }))
  // Up to `personal`: the words of this conversation. Personal notes were held back before, and `local` never clears.
  const cleared = clearForCloud(context.label, 'personal')
  return cleared.ok ? ok(model.generate({ ...request, cleared: cleared.value })) : cleared
}
