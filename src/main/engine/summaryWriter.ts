import type { Conversation } from '../../shared/message.ts'
import type { CompressionPlan } from '../../shared/strategy.ts'
import type { Label } from '../../shared/words.ts'
import type { ChatModel, GenerateEvent, GenerateRequest } from '../models/ports.ts'
import { clearForCloud, clearForThisComputer } from '../privacy/clear.ts'
import { recordEgress } from '../storage/egress.ts'
import type { SummaryModel, WriteText } from '../turn/compactTalk.ts'
import { ledgerOf, type EngineParts } from './engineParts.ts'

export interface WriterAsk {
  readonly conversation: Conversation
  readonly method: CompressionPlan['method']
  /** The strictest label of all that it would read, the summary before included. */
  readonly label: Label
  readonly signal: AbortSignal | null
}

type WriterParts = Pick<EngineParts, 'store' | 'library' | 'models' | 'settings' | 'profiles'>

/**
 * A model that writes summaries, where the person chose one and it may see the talk; null where rules write them. A talk that is
 * kept on this computer is never shown to a model elsewhere, whatever writes summaries in general.
 */
export async function summaryWriter(parts: WriterParts, ask: WriterAsk): Promise<SummaryModel | null> {
  const { models, settings } = parts
  const { method, conversation } = ask
  if (method === 'rules' || (method === 'cloud-model' && isKeptHere(parts, conversation))) return null
  const info = method === 'local-model' ? models.choose('local', settings.get().localModelId) : models.choose('cloud', settings.get().cloudModelId)
  const opened = info === null ? null : await models.open(info.id)
  if (opened === null || !opened.ok) return null
  const model = opened.value
  const generate = generatorFor(model, ask.label)
  if (generate === null) return null
  const key = `summary:${conversation.id}`
  const text: WriteText = async (prompt, maxTokens) => {
    let written = ''
    try {
      for await (const event of generate({
        conversationId: key, messages: [{ role: 'system', text: prompt.system }, { role: 'user', text: prompt.user }], maxOutputTokens: maxTokens,
        temperature: 0, seed: 1, stop: [], signal: ask.signal ?? new AbortController().signal, expectedTokens: null, keep: false, purpose: 'summary',
      })) {
        if (event.type === 'token') written += event.text
        else if (event.type === 'failed') throw new Error(event.failure.message)
        else if (event.type === 'end' && event.stopped === 'cancelled') throw new Error('it was stopped')
      }
    } finally {
      const left = models.takeEgress(key)
      const ledger = ledgerOf(parts) ?? parts.store.write
      if (ledger !== null) for (const row of left) recordEgress(ledger, row)
    }
    return written
  }
  return { by: method, text, windowTokens: Math.min(model.windowTokens, parts.profiles.of(model.key)?.trustedTokens ?? Infinity) }
}

function isKeptHere({ models }: WriterParts, { route }: Conversation): boolean {
  return route === 'local' || models.peek(route)?.place === 'local'
}

/** Null where the talk may not be seen there. */
function generatorFor(model: ChatModel, label: Label): ((request: GenerateRequest) => AsyncIterable<GenerateEvent>) | null {
  if (model.place === 'local') return (request) => model.generate(request)
  if (model.loopback) return (request) => model.generate({ ...request, cleared: clearForThisComputer(label) })
  // Up to `personal`: choosing a cloud model for summaries is consent for the words of a talk, as picking one for a talk is.
  const cleared = clearForCloud(label, 'personal')
  return cleared.ok ? (request) => model.generate({ ...request, cleared: cleared.value }) : null
}
