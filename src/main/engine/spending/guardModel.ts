import type { Failure } from '../../../shared/result.ts'
import type { Usage } from '../../../shared/trace.ts'
import type { CloudChatModel, GenerateEvent } from '../../models/ports.ts'
import { mostCountedOutput, worstCase } from '../../spend/worstCase.ts'
import type { OpenCall, SpendBook } from './spendBook.ts'

/** What a call is for. */
export interface SpendMeta {
  readonly conversationId: string | null
  readonly turnId: string | null
  /** "answer", "summary", "focus", "learn", "calibration", "test" … */
  readonly purpose: string
  /** Its money counts; which conversation it was is not kept. */
  readonly isTemporary?: boolean
  /** The person allowed this call although nobody knows its price. */
  readonly allowUnpriced?: boolean
  /** Tokens that making the prompt smaller saved. */
  readonly squeezedTokens?: number
}

type CloudRequest = Parameters<CloudChatModel['generate']>[0]

/** After these nothing was answered that a provider could charge for. */
const costsNothing: readonly Failure['kind'][] = ['offline', 'not-allowed', 'unsupported', 'bad-input', 'provider-key', 'provider-limit', 'provider-overflow', 'provider-failed', 'busy']

/**
 * The same model, with every call booked: the worst case is set aside before a byte is sent, and what was used is settled when
 * the answer is over, however it ends. A server on this computer costs nothing and is left as it is.
 */
export function guardModel(model: CloudChatModel, meta: SpendMeta, providerId: string, book: SpendBook): CloudChatModel {
  if (model.loopback) return model
  return { ...model, generate: (request) => generateBooked(model, meta, providerId, book, request) }
}

async function* generateBooked(model: CloudChatModel, meta: SpendMeta, providerId: string, book: SpendBook, request: CloudRequest): AsyncGenerator<GenerateEvent> {
  const promptTokens = await countPrompt(model, request)
  if (request.signal.aborted) { yield { type: 'failed', failure: { kind: 'cancelled', message: 'Cancelled before anything was sent.' } }; return }
  const reserved = book.reserve({
    providerId, modelId: model.info.id, modelName: model.info.name, price: model.price,
    conversationId: meta.isTemporary === true ? null : meta.conversationId, turnId: meta.isTemporary === true ? null : meta.turnId, purpose: meta.purpose,
    allowUnpriced: meta.allowUnpriced ?? false, squeezedTokens: meta.squeezedTokens ?? 0,
    reservation: worstCase({
      promptTokens, countingExact: model.counter.exact, promptBytes: bytesOf(request), messages: request.messages.length + (request.tools?.length ?? 0),
      mostOutputTokens: request.maxOutputTokens, price: model.price,
    }),
  })
  if (!reserved.ok) { yield { type: 'failed', failure: reserved.error }; return }
  yield* streamBooked(model, request, promptTokens, openCall(reserved.value, book))
}

/**
 * Passes the stream through, up to the length that money is set aside for. The booking is done before its last event is handed
 * on, or when the reader leaves or something throws.
 */
async function* streamBooked(model: CloudChatModel, request: CloudRequest, promptTokens: number, call: BookedOnce): AsyncGenerator<GenerateEvent> {
  const mostOutput = mostCountedOutput(request.maxOutputTokens, model.counter.exact)
  /** All that the model wrote, thoughts and calls of tools too: that is what it is paid for. */
  let text = ''
  let bytes = 0
  /** No vocabulary makes more tokens than bytes: up to here nothing needs to be counted. */
  let countFrom = mostOutput
  const usageOf = (outputTokens: number): Usage => ({ promptTokens, evaluatedTokens: promptTokens, cachedTokens: 0, outputTokens, reported: false })
  const countOutput = async (written: string) => written === '' ? 0 : (await model.counter.count([written]))[0] ?? 0
  const counted = async () => usageOf(Math.min(mostOutput, await countOutput(text)))
  try {
    for await (const event of model.generate(request)) {
      if (event.type !== 'end' && event.type !== 'failed') {
        const piece = event.type === 'tool-call' ? `${event.name} ${JSON.stringify(event.input) ?? ''}` : event.text
        const reaches = bytes + new TextEncoder().encode(piece).length
        if (reaches > countFrom) {
          const output = await countOutput(text + piece)
          if (output > mostOutput) {
            const usage = usageOf(mostOutput)
            call.settle(usage, true)
            yield { type: 'end', usage, stopped: 'length', timing: null }
            return
          }
          countFrom = reaches + mostOutput - output
        }
        text += piece
        bytes = reaches
      } else if (event.type === 'end') {
        const isTrue = event.usage.reported && isPossible(event.usage, text)
        call.settle(isTrue ? event.usage : { ...await counted(), ...(event.usage.reportedCostUsd === undefined ? {} : { reportedCostUsd: event.usage.reportedCostUsd }) })
      } else if (text === '' && costsNothing.includes(event.failure.kind)) call.release()
      else call.settle(await counted())
      yield event
    }
  } finally {
    if (!call.isOver()) call.settle(await counted())
  }
}

interface BookedOnce { settle(usage: Usage, wasCutOff?: boolean): void; release(): void; isOver(): boolean }

function openCall(open: OpenCall, book: SpendBook): BookedOnce {
  let over = false
  const once = (work: () => void): void => {
    if (over) return
    over = true
    work()
  }
  return { settle: (usage, wasCutOff = false) => once(() => book.settle(open, usage, wasCutOff)), release: () => once(() => book.release(open)), isOver: () => over }
}

/** A server that claims no prompt, fewer than no tokens, or no answer where one came, has reported nothing. */
function isPossible(usage: Usage, text: string): boolean {
  const { promptTokens, outputTokens, cachedTokens } = usage
  return [promptTokens, outputTokens, cachedTokens].every((count) => Number.isFinite(count) && count >= 0) && promptTokens > 0 && (outputTokens > 0 || text === '')
}

/** A picture takes at most so many tokens; the one family that charges pictures by another measure takes more. */
const tokensPerImage = (modelName: string) => /gpt-4o-mini/i.test(modelName) ? 50_000 : 6000

async function countPrompt({ counter, info }: CloudChatModel, { messages, tools = [], images = [] }: CloudRequest): Promise<number> {
  const [forTools = 0] = tools.length === 0 ? [0] : await counter.count([JSON.stringify(tools)])
  return await counter.countChat(messages) + forTools + images.length * tokensPerImage(info.name)
}

/** Bytes of all that is sent as text; unknown where pictures go along, whose tokens have nothing to do with bytes. */
function bytesOf({ messages, tools = [], images = [] }: CloudRequest): number | undefined {
  if (images.length > 0) return undefined
  const texts = [...messages.map((message) => message.text), ...(tools.length === 0 ? [] : [JSON.stringify(tools)])]
  return texts.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0)
}
