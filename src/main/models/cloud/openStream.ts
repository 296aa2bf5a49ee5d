import type { ModelMessage, ToolSet } from 'ai'
import type { Provider } from '../../../shared/model.ts'
import type { GenerateRequest, RequestTool } from '../ports.ts'
import { cacheMarks } from './cacheMarks.ts'
import { vendorModel } from './vendors.ts'
import type { Wire } from './wire.ts'

/** Whom a request goes to. */
export interface StreamTarget {
  readonly kind: Provider['kind']
  readonly provider: string
  readonly baseUrl: string
  readonly modelName: string
  readonly key: string | null
  readonly reasons: boolean
}

/** Sends one request over one wire, in the words of the vendor's library, and gives its parts as they come. */
export async function openStream(target: StreamTarget, request: GenerateRequest, wire: Wire) {
  const { streamText, jsonSchema, tool } = await import('ai')
  // The library would write its warnings to the terminal; there is nobody to read them there.
  globalThis.AI_SDK_LOG_WARNINGS = false
  const system = request.messages.filter((one) => one.role === 'system').map((one) => one.text).join('\n\n')
  const marks = cacheMarks(target.kind, request.conversationId)
  const declare = (one: RequestTool) => tool({ description: one.description, inputSchema: jsonSchema({ ...one.parameters }) })
  const tools: ToolSet = Object.fromEntries((request.tools ?? []).map((one) => [one.name, declare(one)]))
  return streamText({
    model: await vendorModel(target.kind, target.provider, target.baseUrl, target.key, target.modelName, wire.fetch),
    ...(system === '' ? {} : { instructions: { role: 'system', content: system, ...marks.message } }),
    messages: messagesOf(request, marks.message),
    ...(Object.keys(tools).length === 0 ? {} : { tools }),
    ...marks.request,
    // Google tells what its models think only when it is asked to.
    ...(target.kind === 'google' && target.reasons ? { providerOptions: { google: { thinkingConfig: { includeThoughts: true } } } } : {}),
    maxOutputTokens: request.maxOutputTokens,
    temperature: request.temperature,
    ...(request.seed === null || target.kind === 'anthropic' ? {} : { seed: request.seed }),
    ...(request.stop.length === 0 ? {} : { stopSequences: [...request.stop] }),
    abortSignal: wire.signal,
    // Whether and when to try again is the turn's decision: a second try may cost money or answer twice.
    maxRetries: 0,
    include: { rawChunks: true },
    telemetry: { isEnabled: false },
    onError: () => {},
  }).stream
}

function messagesOf(request: GenerateRequest, mark: object): ModelMessage[] {
  const talk = request.messages.filter((one) => one.role !== 'system')
  const newest = talk.findLastIndex((one) => one.role === 'user')
  const pictures = (request.images ?? []).map((one) => ({ type: 'file', data: one.data, mediaType: one.mediaType }))
  return talk.map(({ role, text }, at) => ({
    role, content: at === newest && pictures.length > 0 ? [...(text === '' ? [] : [{ type: 'text', text }]), ...pictures] : text,
    // The newest message changes with its notes; what stands before it comes again.
    ...(at === talk.length - 2 ? mark : {}),
  }) as ModelMessage)
}
