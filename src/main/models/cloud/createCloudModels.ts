import type { ModelInfo, PricedModel, Provider } from '../../../shared/model.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import type { Label } from '../../../shared/words.ts'
import type { ClearedPrompt } from '../../privacy/clear.ts'
import type { CloudChatModel, CloudModels, GenerateEvent, GenerateRequest, GeneratePurpose } from '../ports.ts'
import { findPrice } from '../prices/findPrice.ts'
import { abilitiesOf, priceOf, shownPrice } from '../prices/priceOf.ts'
import { counterFor } from '../tokens/counterFor.ts'
import { addressOf, type Address } from './address.ts'
import { streamCloud } from './streamCloud.ts'
import { whyUnsupported } from './unsupported.ts'
import { Wire, type Fetch, type WireLimits } from './wire.ts'

/** One line for the ledger of what left this computer; never text, never a key. */
export interface CloudEgress {
  readonly at: number
  readonly conversationId: string
  readonly destination: string
  readonly purpose: GeneratePurpose
  /** The body of the request, and all that came back. */
  readonly bytesOut: number
  readonly bytesIn: number
  readonly status: 'done' | 'failed' | 'cancelled'
  readonly label: Label
}

export interface CloudOptions {
  readonly providers: () => readonly Provider[]
  readonly key: (providerId: string) => Promise<string | null>
  readonly offline: () => boolean
  readonly fetch: Fetch
  /** Told once per call that reached for the network; calls to this computer are none. */
  readonly onEgress: (row: CloudEgress) => void
  readonly now?: () => number
  /** The table of known models and prices; without it only what the person set is known. */
  readonly prices?: readonly PricedModel[]
  /** Milliseconds without a byte before the server counts as silent; 30,000 unless said otherwise, four times that for a model that thinks first. */
  readonly silentMs?: number
  /** Characters of one answer; 400,000 unless said otherwise. */
  readonly mostChars?: number
  /** What estimates are multiplied by for the model with this key; 1 while nothing was learned. */
  readonly margin: (key: string) => number
}

/** Opening checks provider, address, network setting and key, in this order. */
export interface OpenableCloudModels extends CloudModels {
  open(modelId: string): Promise<Result<CloudChatModel>>
}

interface Named { readonly provider: Provider; readonly model: Provider['models'][number] }

/** All models that answer over HTTP: with the user's key in the cloud, or from a server on this computer. */
export function createCloudModels(options: CloudOptions): OpenableCloudModels {
  const byId = byIdOf(options)
  return {
    list: () => [...byId().values()].map((named) => infoOf(named, options)),
    peek(modelId) {
      const named = byId().get(modelId)
      return named === undefined ? null : infoOf(named, options)
    },
    open: async (modelId) => {
      const named = byId().get(modelId)
      if (named === undefined) return fail('not-found', 'This model is not set up any more.', 'Choose another model.')
      const address = addressOf(named.provider)
      if (!address.ok) return address
      const key = await admit(named.provider, address.value, options)
      return key.ok ? ok(modelOf(named, address.value, options)) : key
    },
  }
}

/** The models by their ids, made anew only where the list of providers is another one: a turn asks for hundreds of them by name. */
function byIdOf(options: CloudOptions): () => ReadonlyMap<string, Named> {
  let [from, made]: [readonly Provider[] | null, ReadonlyMap<string, Named>] = [null, new Map()]
  return () => {
    const providers = options.providers()
    if (providers !== from) [from, made] = [providers, readById(providers)]
    return made
  }
}

function readById(providers: readonly Provider[]): ReadonlyMap<string, Named> {
  const byId = new Map<string, Named>()
  for (const provider of providers.filter((one) => one.enabled)) {
    // Where a name stands twice, the first is meant.
    for (const model of provider.models) if (!byId.has(idOf({ provider, model }))) byId.set(idOf({ provider, model }), { provider, model })
  }
  return byId
}

const keyOf = ({ provider, model }: Named) => `${provider.id}:${model.id}`
const idOf = (named: Named) => `cloud:${keyOf(named)}`
const lineOf = ({ provider, model }: Named, options: CloudOptions) => findPrice(options.prices ?? [], provider.kind, model.id)
const countsOf = (named: Named, options: CloudOptions) => counterFor(named.model.id, options.margin(keyOf(named)))

function infoOf(named: Named, options: CloudOptions): ModelInfo {
  const { provider, model } = named
  const line = lineOf(named, options)
  const address = addressOf(provider)
  const loopback = address.ok && address.value.loopback
  const problem = !address.ok ? address.error : loopback ? null : options.offline() ? offlineFailure(provider) : provider.keyTail === null ? keyMissing(provider) : null
  return {
    id: idOf(named), name: model.id, place: loopback ? 'local' : 'cloud', providerId: provider.id,
    state: problem === null ? 'ready' : 'available', sizeBytes: null, windowTokens: model.windowTokens,
    needsBytes: null, fits: null, license: null, problem, small: isSmall(model.id), duty: 'chat',
    price: loopback ? { input: 0, output: 0 } : shownPrice(priceOf(provider.kind, model, line)), abilities: abilitiesOf(model, line),
  }
}

/** Servers name small models by their size: "qwen2.5:0.5b", "SmolLM2-135M". Below 1.5 billion weights is small. */
function isSmall(name: string): boolean {
  const size = /(?<![\w.])(\d+(?:\.\d+)?)([bm])(?![a-z])/i.exec(name)
  return size !== null && Number(size[1]) * (size[2]!.toLowerCase() === 'b' ? 1 : 0.001) < 1.5
}

/** The key to send with (null where a server on this computer wants none), or why no byte may be sent now. */
async function admit(provider: Provider, address: Address, options: CloudOptions): Promise<Result<string | null>> {
  if (!address.loopback && options.offline()) return { ok: false, error: offlineFailure(provider) }
  const key = (await options.key(provider.id))?.trim() ?? ''
  if (key === '') return address.loopback ? ok(null) : { ok: false, error: keyMissing(provider) }
  // A key that cannot stand in a header would end up in the error about that header.
  return /^[\x21-\x7e]+$/.test(key) ? ok(key) : fail('provider-key', `The key for ${provider.name} holds characters that no key has.`, 'Enter the key again in Settings.')
}

function modelOf(named: Named, address: Address, options: CloudOptions): CloudChatModel {
  const { model } = named
  return {
    place: 'cloud', key: keyOf(named), info: infoOf(named, options), windowTokens: model.windowTokens, counter: countsOf(named, options),
    price: address.loopback ? { input: 0, output: 0 } : priceOf(named.provider.kind, model, lineOf(named, options)),
    destination: address.host, loopback: address.loopback,
    generate: (request) => generate(named, address, options, request),
  }
}

async function* generate(named: Named, address: Address, options: CloudOptions, request: GenerateRequest & { readonly cleared: ClearedPrompt }): AsyncGenerator<GenerateEvent> {
  const { provider, model } = named
  const line = lineOf(named, options)
  const abilities = abilitiesOf(model, line)
  const unsupported = whyUnsupported(request, model.id, abilities)
  if (unsupported !== null) { yield { type: 'failed', failure: unsupported }; return }
  const key: Result<string | null> = mayLeave(request.cleared, address) ? await admit(provider, address, options) : { ok: false, error: notCleared }
  if (!key.ok) { yield { type: 'failed', failure: key.error }; return }
  const now = options.now ?? Date.now
  const silentMs = (options.silentMs ?? 30_000) * (abilities.reasoning ? 4 : 1)
  const mostChars = options.mostChars ?? 400_000
  const at = now()
  const wire = new Wire(options.fetch, limitsOf(silentMs, mostChars), request.signal)
  const facts = { provider: provider.name, model: model.id, host: address.host, key: key.value, silentMs, now: at }
  let status: CloudEgress['status'] = 'cancelled'
  try {
    const target = { kind: provider.kind, provider: provider.name, baseUrl: address.baseUrl, modelName: model.id, key: key.value, reasons: abilities.reasoning }
    const maxOutputTokens = Math.min(request.maxOutputTokens, line?.mostOutputTokens ?? Infinity)
    for await (const event of streamCloud({ target, counter: countsOf(named, options), mostChars, facts }, { ...request, maxOutputTokens }, wire)) {
      if (event.type === 'failed') status = 'failed'
      else if (event.type === 'end') status = event.stopped === 'cancelled' ? 'cancelled' : 'done'
      yield event
    }
  } finally {
    wire.close()
    const { sent, bytesOut, bytesIn } = wire.record
    if (sent && !address.loopback) options.onEgress({ at, conversationId: request.conversationId, destination: address.host, purpose: request.purpose ?? 'answer', bytesOut, bytesIn, status, label: request.cleared.label })
  }
}

/**
 * What one answer may take: a frame holds some characters, and comes to some hundred bytes however few they are. One line
 * of it must fit into memory whole.
 */
function limitsOf(silentMs: number, mostChars: number): WireLimits {
  return { silentMs, slowMs: silentMs * 4, wholeMs: silentMs * 60, mostBytes: 1_000_000 + mostChars * 100, mostLineBytes: 500_000 + mostChars * 6 }
}

/** The second lock: a caller that got round the type, or cleared for this computer only, gets no further. */
function mayLeave(cleared: ClearedPrompt | undefined, address: Address): boolean {
  return address.loopback || (cleared !== undefined && cleared.ceiling !== 'local' && cleared.label !== 'local')
}

const notCleared: Failure = { kind: 'not-allowed', message: 'This prompt was not cleared for the cloud, so it stays on this computer.', next: 'Answer with the local model.' }

function offlineFailure(provider: Provider): Failure {
  return { kind: 'offline', message: `Casement is offline, so nothing is sent to ${provider.name}.`, next: 'Switch offline off in Settings, or answer with the local model.' }
}

function keyMissing(provider: Provider): Failure {
  return { kind: 'provider-key', message: `There is no key for ${provider.name}.`, next: 'Enter the key in Settings.' }
}
