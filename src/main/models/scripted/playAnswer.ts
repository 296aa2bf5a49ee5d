import { setImmediate as nextTick, setTimeout as wait } from 'node:timers/promises'
import type { GenerateEvent, GenerateRequest } from '../ports.ts'
import type { ScriptedAnswer } from './scriptedModel.ts'
import { countWords, wordCounter } from './wordCounter.ts'

/** Streams one scripted answer as a real model would: exactly one `end` or `failed` comes last. */
export async function* playAnswer(answer: ScriptedAnswer, request: GenerateRequest, delayMs: number): AsyncGenerator<GenerateEvent> {
  const promptTokens = await wordCounter.countChat(request.messages)
  if (request.expectedTokens !== null && request.expectedTokens !== promptTokens) {
    yield { type: 'failed', failure: { kind: 'prompt-mismatch', message: `The prompt has ${promptTokens} tokens, not ${request.expectedTokens}.` } }
    return
  }
  let outputTokens = 0
  const cachedTokens = Math.min(answer.cachedTokens ?? 0, promptTokens)
  const ended = (stopped: 'end' | 'length' | 'cancelled'): GenerateEvent => ({
    type: 'end', stopped, usage: { promptTokens: answer.readTokens ?? promptTokens, evaluatedTokens: (answer.readTokens ?? promptTokens) - cachedTokens, cachedTokens, outputTokens, reported: true },
    timing: answer.timing ?? null,
  })
  const words = beforeStop(answer.text, request.stop).match(/\S+\s*|\s+/gu) ?? []
  const failsAt = answer.failure === undefined ? null : Math.min(answer.failAfter ?? 0, words.length)
  const hangsAt = answer.hangAfter === undefined ? null : Math.min(answer.hangAfter, words.length)
  // One step more than there are words, because a failure or a silence may come after the last one.
  for (let at = 0; at <= words.length; at++) {
    await pause(delayMs, request.signal)
    if (request.signal.aborted) { yield ended('cancelled'); return }
    if (answer.failure !== undefined && at === failsAt) { yield { type: 'failed', failure: answer.failure }; return }
    if (at === hangsAt) {
      await aborted(request.signal)
      yield ended('cancelled')
      return
    }
    const word = words[at]
    if (word === undefined) break
    const cost = countWords(word)
    if (outputTokens + cost > request.maxOutputTokens) { yield ended('length'); return }
    outputTokens += cost
    yield { type: 'token', text: word }
  }
  yield ended('end')
}

function beforeStop(text: string, stops: readonly string[]): string {
  const found = stops.filter((stop) => stop !== '').map((stop) => text.indexOf(stop)).filter((at) => at >= 0)
  return found.length === 0 ? text : text.slice(0, Math.min(...found))
}

/** Without a delay the event loop still turns once, so that a cancel from outside can arrive between two words. */
async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  if (delayMs === 0) await nextTick()
  else await wait(delayMs, undefined, { signal }).catch(() => undefined)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
