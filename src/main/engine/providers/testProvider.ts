import type { Provider, ProviderTest } from '../../../shared/model.ts'
import { fail, type Failure, type Result } from '../../../shared/result.ts'
import type { Usage } from '../../../shared/trace.ts'
import { addressOf } from '../../models/cloud/address.ts'
import { redact } from '../../models/cloud/redact.ts'
import type { Fetch } from '../../models/cloud/wire.ts'
import type { CloudChatModel, GenerateRequest } from '../../models/ports.ts'
import { clearForCloud } from '../../privacy/clear.ts'
import type { Clock } from '../../platform/clock.ts'
import { costOf } from '../../spend/costOf.ts'

const patienceMs = 30_000
const mostOutputTokens = 16

export interface ProviderTrial {
  readonly provider: Provider
  readonly modelName: string
  /** Opens the model by the same checks as for a turn; requests go through the given fetch. */
  readonly open: (fetch: (real: Fetch) => Fetch) => Promise<Result<CloudChatModel>>
  readonly key: () => Promise<string | null>
  readonly localOnly: boolean
  readonly clock: Clock
  /** A locked key is told as such. */
  readonly explain: (failure: Failure) => Failure
}

/**
 * Sends "Say OK." and tells step by step what was done and how it went. It ends with the first step that fails and its reason.
 * The key stands in no sentence, whatever the other side says.
 */
export async function testProvider({ provider, modelName, open, key, localOnly, clock, explain }: ProviderTrial): Promise<ProviderTest> {
  const test: ProviderTest = { ok: false, modelId: modelName, destination: '', steps: [], bytesOut: 0, bytesIn: 0, costUsd: null, failure: null }
  let since = clock.elapsed()
  const step = (sentence: string, ok = true) => { test.steps.push({ sentence, ok, ms: Math.round(Math.max(0, clock.elapsed() - since) * 10) / 10 }); since = clock.elapsed() }
  const stop = (failure: Failure, sentence = failure.message): ProviderTest => { step(sentence, false); return { ...test, failure } }

  const address = addressOf(provider)
  if (!address.ok) return stop(address.error)
  const { host, loopback } = address.value
  test.destination = host
  step(`The address is ${address.value.baseUrl}${loopback ? ', on this computer' : ''}.`)
  if (!provider.enabled) return stop(fail('not-allowed', `${provider.name} is switched off.`, 'Switch it on, then test again.').error)
  if (localOnly && !loopback) return stop(fail('not-allowed', `Local only is on, so nothing is sent to ${provider.name}.`, 'Switch local only off in Settings, then test again.').error)

  const seen = { status: null as number | null, reachedMs: 0 }
  const watch = (real: Fetch): Fetch => async (url, init) => {
    test.bytesOut += typeof init?.body === 'string' ? Buffer.byteLength(init.body) : 0
    const response = await real(url, init)
    seen.status = response.status
    step(`${host} answered with status ${response.status}.`, response.ok)
    return response.body === null ? response : new Response(response.body.pipeThrough(countInto(test)), response)
  }
  const opened = await open(watch)
  if (!opened.ok) return stop(explain(opened.error))
  const secret = await key()
  step(secret === null ? 'No key is needed here.' : `A key is there${secret.length >= 12 ? `; it ends in ${secret.slice(-4)}` : ''}.`)

  let text = ''
  let usage: Usage | null = null
  for await (const event of ask(opened.value, AbortSignal.timeout(patienceMs))) {
    if (event.type === 'failed') return stop(event.failure)
    if (event.type === 'token') {
      if (text === '') step(`The first words came ${Math.round(clock.elapsed() - since)} ms later.`)
      text += event.text
    }
    if (event.type === 'end' && event.stopped === 'cancelled') return stop(fail('provider-silent', `${provider.name} did not come to an end within ${patienceMs / 1000} seconds.`, 'Try again, or choose another model.').error)
    if (event.type === 'end') usage = event.usage
  }
  const said = redact(text.slice(0, 400), secret)
  if (said === '') return stop(fail('provider-broken', `${modelName} answered without a word.`, 'Try another model of this provider.').error)
  step(`${modelName} said “${said}”.`)
  test.costUsd = usage === null ? null : costOf(usage, opened.value.price)
  if (usage !== null) step(`${usage.promptTokens} tokens went out and ${usage.outputTokens} came back${usage.reported ? '' : ', by our own count'}; ${costWords(test.costUsd, loopback)}.`)
  return { ...test, ok: true }
}

function ask(model: CloudChatModel, signal: AbortSignal) {
  const request: GenerateRequest = {
    conversationId: 'provider-test', messages: [{ role: 'user', text: 'Say OK.' }], maxOutputTokens: mostOutputTokens, temperature: 0, seed: null,
    stop: [], signal, expectedTokens: null, keep: false,
  }
  // These two words are ours and hold nothing of the person.
  const cleared = clearForCloud('open', 'open')
  if (!cleared.ok) throw new Error('an open text clears')
  return model.generate({ ...request, cleared: cleared.value })
}

function costWords(costUsd: number | null, loopback: boolean): string {
  if (loopback) return 'it cost nothing'
  return costUsd === null ? 'its price is not known' : `it cost ${costUsd === 0 ? 'nothing' : costUsd < 0.0001 ? 'less than $0.0001' : `$${costUsd.toFixed(4)}`}`
}

function countInto(test: { bytesIn: number }): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({ transform(bytes, controller) { test.bytesIn += bytes.length; controller.enqueue(bytes) } })
}
