import type { FinishReason, LanguageModelUsage } from 'ai'
import type { Failure } from '../../../shared/result.ts'
import type { GenerateEvent, GenerateRequest, TokenCounter } from '../ports.ts'
import { repeatedItself, whyCut } from '../whyCut.ts'
import { believeUsage, type OwnCounts } from './believeUsage.ts'
import { createEndlessWatch } from './endlessWatch.ts'
import { brokenAnswer, emptyAnswer, failureOf, refusedAnswer, type CallFacts } from './failures.ts'
import { openStream, type StreamTarget } from './openStream.ts'
import { createEndWatch } from './unreadUsage.ts'
import type { Wire } from './wire.ts'

export interface CloudCall {
  readonly target: StreamTarget
  readonly counter: TokenCounter
  /** Characters of an answer with all that was thought for it; more are not taken. */
  readonly mostChars: number
  readonly facts: CallFacts
}

/** A picture counts as so many tokens where nobody reports them: about what the vendors publish for one of ordinary size. */
const pictureTokens = 1500

/** Blanks before the first word are held back, up to so many: an answer of blanks alone has shown nothing, and may be asked for again. */
const mostHeldBlanks = 200

/** Streams one answer over one wire. Exactly one `end` or `failed` comes last; the caller closes the wire. */
export async function* streamCloud(call: CloudCall, request: GenerateRequest, wire: Wire): AsyncGenerator<GenerateEvent> {
  const { provider } = call.facts
  const isEndless = createEndlessWatch()
  const endWatch = createEndWatch()
  let text = ''
  let shown = 0
  let thought = ''
  let called = ''
  const ended = async (stopped: 'end' | 'length' | 'cancelled', reported: LanguageModelUsage | null, cut: string | null = null, isUnread = false): Promise<GenerateEvent> => {
    const { usage, doubted } = believeUsage(reported, await countOwn(call.counter, request, text + thought + called), call.target)
    const doubt = `${provider} reported numbers of tokens that cannot be, so those counted by Casement stand here.`
    return { type: 'end', stopped, usage, timing: null, ...(doubted || isUnread ? { doubt } : {}), ...(cut === null ? {} : { cut }) }
  }
  const tooManyChars = `Cut off: the longest answer taken is ${call.mostChars.toLocaleString('en')} characters.`
  const failed = (failure: Failure): GenerateEvent => ({ type: 'failed', failure })
  try {
    for await (const part of await openStream(call.target, request, wire)) {
      if (request.signal.aborted) break
      if (part.type === 'text-delta' || part.type === 'reasoning-delta') {
        if (part.text === '') continue
        wire.progress()
        const room = call.mostChars - text.length - thought.length - called.length
        const taken = part.text.slice(0, room)
        if (part.type === 'text-delta') text += taken
        else thought += taken
        if (part.type === 'reasoning-delta') { if (taken !== '') yield { type: 'reasoning', text: taken } }
        else if (text.trim() !== '' || text.length > mostHeldBlanks) {
          if (shown < text.length) yield { type: 'token', text: text.slice(shown) }
          shown = text.length
        }
        if (part.text.length >= room) { yield await ended('length', null, tooManyChars); return }
        if (isEndless(taken)) { yield await ended('length', null, repeatedItself); return }
      } else if (part.type === 'tool-input-delta') {
        if (part.delta !== '') wire.progress()
        called += part.delta
        if (called.length >= call.mostChars) { yield await ended('length', null, tooManyChars); return }
      } else if (part.type === 'tool-call') {
        wire.progress()
        // A tool that was not offered, or an input that is no JSON: nobody could act on it.
        if (part.invalid === true) { yield failed(brokenAnswer(call.facts)); return }
        if (called === '') called = JSON.stringify(part.input) ?? ''
        yield { type: 'tool-call', id: part.toolCallId, name: part.toolName, input: part.input }
      } else if (part.type === 'raw') {
        endWatch.frame(part.rawValue)
      } else if (part.type === 'error') {
        const end = endWatch.endBefore(part.error)
        if (end !== null && text.trim() !== '' && !request.signal.aborted) { yield await ended(end === 'stop' ? 'end' : end, null, end === 'length' ? whyCut(text, request.maxOutputTokens) : null, true); return }
        yield request.signal.aborted ? await ended('cancelled', null) : failed(failureOf(part.error, wire.record, call.facts))
        return
      } else if (part.type === 'finish') {
        const end = readEnd(part.finishReason, part.rawFinishReason, text)
        yield end === 'broken' ? failed(brokenAnswer(call.facts)) : end === 'refused' ? failed(refusedAnswer(call.facts))
          : end === 'end' && text.trim() === '' && called === '' ? failed(emptyAnswer(call.facts))
            : await ended(end, part.totalUsage, end === 'length' ? whyCut(text, request.maxOutputTokens) : null)
        return
      } else if (part.type === 'abort') break
    }
  } catch (error) {
    if (!request.signal.aborted) { yield failed(failureOf(error, wire.record, call.facts)); return }
  }
  yield request.signal.aborted ? await ended('cancelled', null) : failed(failureOf(null, wire.record, call.facts))
}

/** A stream that merely stops is not an answer: the provider must have said that it ended, and why. */
function readEnd(reason: FinishReason, raw: string | undefined, text: string): 'end' | 'length' | 'refused' | 'broken' {
  if (reason === 'error' || raw === undefined) return 'broken'
  // A model that declines in its own words has answered; the mark for it is the library's.
  if (reason === 'content-filter' || (reason === 'other' && /filter|safety|refus/i.test(raw))) return raw === 'stop' && text !== '' ? 'end' : 'refused'
  return reason === 'length' ? 'length' : 'end'
}

async function countOwn(counter: TokenCounter, request: GenerateRequest, written: string): Promise<OwnCounts> {
  const tools = (request.tools ?? []).map((one) => JSON.stringify(one))
  const [chat, [outputTokens, ...forTools]] = await Promise.all([counter.countChat(request.messages), counter.count([written, ...tools])])
  const promptTokens = chat + forTools.reduce((sum, one) => sum + one, 0) + (request.images?.length ?? 0) * pictureTokens
  return { promptTokens, outputTokens: outputTokens ?? 0, mostOutputTokens: request.maxOutputTokens }
}
