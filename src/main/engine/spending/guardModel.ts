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

/** Passes the stream through. The booking is done before its last event is handed on, or when the reader leaves or something throws. */
async function* streamBooked(model: CloudChatModel, request: CloudRequest, promptTokens: number, call: BookedOnce): AsyncGenerator<GenerateEvent> {
  /** All that the model wrote, thoughts and calls of tools too: that is what it is paid for. */
  let text = ''
  let nextCount = request.maxOutputTokens
  const counted = async (): Promise<Usage> => {
    const [outputTokens = 0] = text === '' ? [0] : await model.counter.count([text])
    return { promptTokens, evaluatedTokens: promptTokens, cachedTokens: 0, outputTokens, reported: false }
  }
  try {
    for await (const event of model.generate(request)) {
      if (event.type !== 'end' && event.type !== 'failed') {
        text += event.type === 'tool-call' ? `${event.name} ${JSON.stringify(event.input) ?? ''}` : event.text
        // No vocabulary makes more tokens than bytes, and a character has up to four: only a long text is worth a count.
        if (text.length * 4 > nextCount) {
          const usage = await counted()
          nextCount = Math.max(text.length * 5, request.maxOutputTokens)
          if (usage.outputTokens > mostCountedOutput(request.maxOutputTokens, model.counter.exact)) {
            call.settle(usage)
            yield { type: 'end', usage, stopped: 'length', timing: null }
            return
          }
        }
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

interface BookedOnce { settle(usage: Usage): void; release(): void; isOver(): boolean }

function openCall(open: OpenCall, book: SpendBook): BookedOnce {
  let over = false
  const once = (work: () => void): void => {
    if (over) return
    over = true
    work()
  }
  return { settle: (usage) => once(() => book.settle(open, usage)), release: () => once(() => book.release(open)), isOver: () => over }
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
