import type { Output } from '../../../shared/contract.ts'
import { isLoopbackHost } from '../../models/cloud/address.ts'
import type { Egress } from '../../models/egress.ts'
import { readBounded } from './readBounded.ts'

/** Where the two usual servers of models listen on this computer. */
export const usualServers = { ollama: 'http://127.0.0.1:11434', lmStudio: 'http://127.0.0.1:1234' } as const
export interface ServerAddresses { readonly ollama: string; readonly lmStudio: string }

type Found = Output<'providers.discover'>['found'][number]
type FoundModel = Found['models'][number]
type Ask = (path: string, body?: object) => Promise<unknown>

const patienceMs = 1500
const mostBytes = 2_000_000
const mostModels = 100
/** What a server takes where it does not say what it loads a model with; more could be cut off by it without a word. */
const carefulWindow = 4096
const longestWindow = 10_000_000

/**
 * Looks for Ollama and LM Studio on this computer. Only these two addresses are asked, one and a half seconds at most for
 * each answer; what a server says is read as text and numbers within bounds, and what does not fit is left out.
 */
export async function discoverServers(egress: Egress, at: ServerAddresses = usualServers): Promise<Output<'providers.discover'>> {
  const servers = [
    { name: 'Ollama', origin: at.ollama, list: listOllama },
    { name: 'LM Studio', origin: at.lmStudio, list: listLmStudio },
  ]
  const results = await Promise.all(servers.map(async ({ name, origin, list }) => ({ name, origin, models: await list(askAt(egress, origin)).catch(() => null) })))
  return {
    found: results.flatMap(({ name, origin, models }) => models === null ? [] : [{ name, baseUrl: `${origin}/v1`, models }]),
    looked: results.map(({ name, origin, models }) => `${name} at ${new URL(origin).host}: ${models === null ? 'nothing answers there' : models.length === 0 ? 'it has no model yet' : models.length === 1 ? 'one model' : `${models.length} models`}`),
  }
}

function askAt(egress: Egress, origin: string): Ask {
  if (!isLoopbackHost(new URL(origin).hostname)) throw new Error('only this computer is looked at')
  return async (path, body) => {
    const response = await egress.fetch(`${origin}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      // A page that sends elsewhere is no server of models.
      redirect: 'error', signal: AbortSignal.timeout(patienceMs),
    }, 'discover')
    return readBounded(response, mostBytes)
  }
}

/** Null where the answer is none of Ollama's. */
async function listOllama(ask: Ask): Promise<FoundModel[] | null> {
  const names = readList(await ask('/api/tags'), 'models')?.flatMap((one) => readName(fieldsOf(one)['name']) ?? []).slice(0, mostModels)
  if (names === undefined) return null
  const running = new Map((readList(await ask('/api/ps').catch(() => null), 'models') ?? []).map((one) => [fieldsOf(one)['name'], readWindow(fieldsOf(one)['context_length'])]))
  const models: FoundModel[] = []
  // A few at a time: each answer is the model's whole card.
  for (let from = 0; from < names.length; from += 8) {
    models.push(...(await Promise.all(names.slice(from, from + 8).map(async (id) => describeOllama(id, running.get(id) ?? null, await ask('/api/show', { model: id }).catch(() => null))))).flatMap((one) => one ?? []))
  }
  return models
}

function describeOllama(id: string, running: number | null, shown: unknown): FoundModel | null {
  const { capabilities, parameters, model_info: info } = fieldsOf(shown)
  if (Array.isArray(capabilities) && !capabilities.includes('completion')) return null
  const set = typeof parameters === 'string' ? readWindow(Number(/^num_ctx\s+(\d{1,9})\s*$/m.exec(parameters.slice(0, 20_000))?.[1])) : null
  const most = Object.entries(fieldsOf(info)).find(([name]) => name.endsWith('.context_length'))?.[1]
  return { id, windowTokens: running ?? set ?? Math.min(readWindow(most) ?? carefulWindow, carefulWindow) }
}

/** Its own list says how a model is loaded; where that is missing, the list that it shares with others names them. */
async function listLmStudio(ask: Ask): Promise<FoundModel[] | null> {
  const [own, shared] = await Promise.all([ask('/api/v0/models').catch(() => null), ask('/v1/models').catch(() => null)])
  const models = readList(own, 'data') ?? readList(shared, 'data')
  return models?.flatMap((one) => {
    const { id, type, loaded_context_length: loaded, max_context_length: most } = fieldsOf(one)
    const name = readName(id)
    if (name === null || type === 'embeddings') return []
    return [{ id: name, windowTokens: readWindow(loaded) ?? Math.min(readWindow(most) ?? carefulWindow, carefulWindow) }]
  }).slice(0, mostModels) ?? null
}

function readList(value: unknown, field: string): unknown[] | null {
  const list = fieldsOf(value)[field]
  return Array.isArray(list) ? list.slice(0, 1000) : null
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {}
}

/** A name that can be sent back and shown: no line breaks, no hidden signs. */
function readName(value: unknown): string | null {
  return typeof value === 'string' && value.length >= 1 && value.length <= 120 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value) ? value : null
}

function readWindow(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 256 && value <= longestWindow ? value : null
}
