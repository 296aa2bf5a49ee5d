import type { FinishReason, LanguageModelUsage, ModelMessage } from 'ai'
import type { Provider } from '../../../shared/model.ts'
import type { Usage } from '../../../shared/trace.ts'
import type { GenerateEvent, GenerateRequest, TokenCounter } from '../ports.ts'
import { cacheMarks } from './cacheMarks.ts'
import { brokenAnswer, failureOf, type CallFacts } from './failures.ts'
import { vendorModel } from './vendors.ts'
import type { Wire } from './wire.ts'

export interface CloudCall {
  readonly kind: Provider['kind']
  readonly baseUrl: string
  readonly modelName: string
  readonly counter: TokenCounter
  /** Characters of an answer; more are not taken. */
  readonly mostChars: number
  readonly facts: CallFacts
}

/** Streams one answer over one wire. Exactly one `end` or `failed` comes last; the caller closes the wire. */
export async function* streamCloud(call: CloudCall, request: GenerateRequest, wire: Wire): AsyncGenerator<GenerateEvent> {
  let text = ''
  const ended = async (stopped: 'end' | 'length' | 'cancelled', usage: LanguageModelUsage | null): Promise<GenerateEvent> =>
    ({ type: 'end', stopped, usage: readUsage(usage) ?? await countUsage(call.counter, request, text), timing: null })
  try {
    for await (const part of await openStream(call, request, wire)) {
      if (request.signal.aborted) break
      if (part.type === 'text-delta') {
        if (part.text === '') continue
        const room = call.mostChars - text.length
        const taken = part.text.slice(0, room)
        text += taken
        if (taken !== '') yield { type: 'token', text: taken }
        if (part.text.length >= room) { yield await ended('length', null); return }
      } else if (part.type === 'error') {
        if (!request.signal.aborted) yield { type: 'failed', failure: failureOf(part.error, wire.record, call.facts) }
        else yield await ended('cancelled', null)
        return
      } else if (part.type === 'finish') {
        yield isWhole(part.finishReason, part.rawFinishReason)
          ? await ended(part.finishReason === 'length' ? 'length' : 'end', part.totalUsage)
          : { type: 'failed', failure: brokenAnswer(call.facts) }
        return
      } else if (part.type === 'abort') break
    }
  } catch (error) {
    if (!request.signal.aborted) { yield { type: 'failed', failure: failureOf(error, wire.record, call.facts) }; return }
  }
  yield request.signal.aborted ? await ended('cancelled', null) : { type: 'failed', failure: failureOf(null, wire.record, call.facts) }
}

async function openStream(call: CloudCall, request: GenerateRequest, wire: Wire) {
  const { streamText } = await import('ai')
  // The library would write its warnings to the terminal; there is nobody to read them there.
  globalThis.AI_SDK_LOG_WARNINGS = false
  const system = request.messages.filter((one) => one.role === 'system').map((one) => one.text).join('\n\n')
  const marks = cacheMarks(call.kind, request.conversationId)
  const talk = request.messages.filter((one) => one.role !== 'system')
  return streamText({
    model: await vendorModel(call.kind, call.facts.provider, call.baseUrl, call.facts.key, call.modelName, wire.fetch),
    ...(system === '' ? {} : { instructions: { role: 'system', content: system, ...marks.message } }),
    // The newest message changes with its notes; what stands before it comes again.
    messages: talk.map((message, at) => ({ role: message.role, content: message.text, ...(at === talk.length - 2 ? marks.message : {}) }) as ModelMessage),
    ...marks.request,
    maxOutputTokens: request.maxOutputTokens,
    temperature: request.temperature,
    ...(request.seed === null || call.kind === 'anthropic' ? {} : { seed: request.seed }),
    ...(request.stop.length === 0 ? {} : { stopSequences: [...request.stop] }),
    abortSignal: wire.signal,
    // Whether and when to try again is the turn's decision: a second try may cost money or answer twice.
    maxRetries: 0,
    telemetry: { isEnabled: false },
    onError: () => {},
  }).stream
}

/** A stream that merely stops is not an answer: the provider must have said that it ended, and why. */
function isWhole(reason: FinishReason, raw: string | undefined): boolean {
  return reason !== 'error' && raw !== undefined
}

function readUsage(usage: LanguageModelUsage | null): Usage | null {
  if (usage?.inputTokens === undefined || usage.outputTokens === undefined) return null
  const cachedTokens = usage.inputTokenDetails.cacheReadTokens ?? 0
  const { cacheWriteTokens } = usage.inputTokenDetails
  return { promptTokens: usage.inputTokens, cachedTokens, ...(cacheWriteTokens === undefined ? {} : { cacheWriteTokens }), evaluatedTokens: Math.max(0, usage.inputTokens - cachedTokens), outputTokens: usage.outputTokens, reported: true }
}

async function countUsage(counter: TokenCounter, request: GenerateRequest, text: string): Promise<Usage> {
  const promptTokens = await counter.countChat(request.messages)
  const [outputTokens] = await counter.count([text])
  return { promptTokens, evaluatedTokens: promptTokens, cachedTokens: 0, outputTokens: outputTokens ?? 0, reported: false }
}
