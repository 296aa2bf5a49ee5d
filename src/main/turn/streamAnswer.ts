import { ok, type Failure, type Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Usage } from '../../shared/trace.ts'
import { clearForCloud, clearForThisComputer } from '../privacy/clear.ts'
import type { GenerateEvent, GenerateRequest, GenerateTiming } from '../models/ports.ts'
import type { Destination } from './makeContext.ts'

export interface Answer {
  readonly text: string
  readonly usage: Usage | null
  readonly timing: GenerateTiming | null
  readonly stopped: 'end' | 'length' | 'cancelled' | 'failed'
  readonly failure: Failure | null
}

export interface StreamHearing {
  token(text: string, offset: number): void
  first(): void
}

/**
 * Streams one answer to its end. Text that came before a failure stays; whether another model may try is the turn's
 * decision, and it may not once a token was shown.
 * @param keep whether what was read may be kept for the next turn of this conversation
 */
export async function streamAnswer(
  destination: Destination, conversationId: string, settings: Settings, signal: AbortSignal, hearing: StreamHearing, keep = true,
): Promise<Answer> {
  const started = start(destination, {
    conversationId, keep, messages: destination.context.prompt.map(({ role, text }) => ({ role, text })),
    maxOutputTokens: destination.context.reserve, temperature: settings.temperature, seed: settings.seed, stop: [], signal,
    expectedTokens: destination.context.counting === 'exact' ? destination.context.used : null,
  })
  if (!started.ok) return { text: '', usage: null, timing: null, stopped: 'failed', failure: started.error }
  let text = ''
  for await (const event of started.value) {
    if (event.type === 'token') {
      if (event.text === '') continue
      if (text === '') hearing.first()
      hearing.token(event.text, text.length)
      text += event.text
    } else if (event.type === 'end') {
      return { text, usage: event.usage, timing: event.timing, stopped: event.stopped, failure: null }
    } else {
      return { text, usage: null, timing: null, stopped: event.failure.kind === 'cancelled' ? 'cancelled' : 'failed', failure: event.failure.kind === 'cancelled' ? null : event.failure }
    }
  }
  throw new Error('a model ended its stream without saying how')
}

function start({ model, context }: Destination, request: GenerateRequest): Result<AsyncIterable<GenerateEvent>> {
  if (model.place === 'local') return ok(model.generate(request))
  if (model.loopback) return ok(model.generate({ ...request, cleared: clearForThisComputer(context.label) }))
  // Up to `personal`: the words of this conversation. Personal notes were held back before, and `local` never clears.
  const cleared = clearForCloud(context.label, 'personal')
  return cleared.ok ? ok(model.generate({ ...request, cleared: cleared.value })) : cleared
}
