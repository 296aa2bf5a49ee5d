import { onTestFinished } from 'vitest'
import { createCloudModels, type CloudEgress, type CloudOptions } from '../../../../src/main/models/cloud/createCloudModels.ts'
import type { CloudChatModel, GenerateEvent, GenerateRequest } from '../../../../src/main/models/ports.ts'
import { clearForCloud, type ClearedPrompt } from '../../../../src/main/privacy/clear.ts'
import { providerKinds, type Provider } from '../../../../src/shared/model.ts'
import type { Failure } from '../../../../src/shared/result.ts'
import { startServer } from '../../../support/wireServers/startServer.ts'
import type { WireAnswers, WireServer } from '../../../support/wireServers/wireServer.ts'

export const canary = 'sk-canary-9f8e7d6c5b4a39281706f5e4d3c2b1a0'
export const kinds = providerKinds
export type Kind = Provider['kind']

/** The host that the adapter believes it speaks to: the local servers are loopback, and that is another rule. */
const publicBase = 'https://api.wire.test/v1'

export interface Bench {
  readonly server: WireServer
  readonly model: CloudChatModel
  readonly models: ReturnType<typeof createCloudModels>
  readonly egress: CloudEgress[]
  readonly urls: string[]
}

export const providerOf = (kind: Kind, change: Partial<Provider> = {}): Provider => ({
  id: 'wire', name: 'Wire', kind, baseUrl: publicBase, enabled: true, keyTail: 'b1a0', loopback: false,
  models: [{ id: 'wire-model', windowTokens: 8000, inputPrice: 3, outputPrice: 15, abilities: null }], ...change,
})

/** A real server of a kind, and the real adapter in front of it under a public name. */
export async function openBench(kind: Kind, answers: WireAnswers, change: Partial<CloudOptions> = {}, provider: Partial<Provider> = {}): Promise<Bench> {
  const server = await startServer(kind, answers)
  onTestFinished(() => server.close())
  const egress: CloudEgress[] = []
  const urls: string[] = []
  // The model is opened while all is well; what the test wants to go wrong goes wrong after that.
  let opening = true
  const models = createCloudModels({
    providers: () => [providerOf(kind, provider)],
    fetch: (url, init) => { urls.push(String(url)); return fetch(String(url).replace(provider.baseUrl ?? publicBase, server.baseUrl), init) },
    onEgress: (row) => egress.push(row), silentMs: 5000, margin: () => 1, ...change,
    key: (id) => opening || change.key === undefined ? Promise.resolve(canary) : change.key(id),
    offline: () => !opening && change.offline?.() === true,
  })
  const opened = await models.open('cloud:wire:wire-model')
  opening = false
  if (!opened.ok) throw new Error(opened.error.message)
  return { server, model: opened.value, models, egress, urls }
}

export function cleared(): ClearedPrompt {
  const result = clearForCloud('open', 'open')
  if (!result.ok) throw new Error('open clears')
  return result.value
}

export const ask = (change: Partial<GenerateRequest> = {}): GenerateRequest & { readonly cleared: ClearedPrompt } => ({
  conversationId: 'c_1', messages: [{ role: 'system', text: 'Be brief.' }, { role: 'user', text: 'Hello?' }],
  maxOutputTokens: 64, temperature: 0.3, seed: null, stop: [], signal: new AbortController().signal, expectedTokens: null, cleared: cleared(), ...change,
})

export interface Heard { readonly text: string; readonly thoughts: string; readonly calls: readonly GenerateEvent[]; readonly tokens: number; readonly last: GenerateEvent; readonly failure: Failure | null }

/** Listens to the end and checks what every stream promises: one last event, and it is the last. */
export async function hear(events: AsyncIterable<GenerateEvent>): Promise<Heard> {
  const all: GenerateEvent[] = []
  for await (const event of events) all.push(event)
  const last = all.at(-1)
  if (last?.type !== 'end' && last?.type !== 'failed') throw new Error('the stream did not say how it ended')
  const parts = all.slice(0, -1)
  if (parts.some((one) => one.type === 'end' || one.type === 'failed')) throw new Error('something came after the end')
  const textOf = (type: 'token' | 'reasoning') => parts.map((one) => one.type === type ? one.text : '').join('')
  return { text: textOf('token'), thoughts: textOf('reasoning'), calls: parts.filter((one) => one.type === 'tool-call'), tokens: parts.filter((one) => one.type === 'token').length, last, failure: last.type === 'failed' ? last.failure : null }
}
