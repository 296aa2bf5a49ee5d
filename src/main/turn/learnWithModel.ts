import type { Message } from '../../shared/message.ts'
import type { Failure } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import { extractionSchema } from '../memory/model/extractionSchema.ts'
import { readExtraction } from '../memory/model/readExtraction.ts'
import { writeExtractionPrompt } from '../memory/model/writeExtractionPrompt.ts'
import type { GenerateEvent, LocalChatModel } from '../models/ports.ts'
import type { ReadDb } from '../storage/database.ts'
import { mergeCandidates, nothingLearned, type Learned } from './learnFacts.ts'

export interface ModelLearnAsk {
  readonly message: Message
  readonly model: LocalChatModel
  readonly settings: Settings
  readonly now: number
  readonly newMemoryId: () => string
  readonly signal: AbortSignal
}

export interface ModelLearned { readonly learned: Learned; readonly tokens: number; readonly failure: Failure | null }

/** Tokens that a list of facts may take. */
const answerTokens = 400
/** Longer messages are read by the patterns alone: a local model would sit over them for minutes. */
const longestChars = 6000

/**
 * Lets a model on this computer look for facts in what the person typed. It is held to a form by a grammar, and what it says
 * counts only where it quotes the message; all of it waits for the person, unless the patterns agree.
 */
export async function learnWithModel(ask: ModelLearnAsk, db: ReadDb): Promise<ModelLearned> {
  const { message, model, settings } = ask
  if (settings.learning === 'off' || message.text.length > longestChars) return { learned: nothingLearned, tokens: 0, failure: null }
  const prompt = writeExtractionPrompt(message.text, message.createdAt)
  let text = ''
  let end: Extract<GenerateEvent, { type: 'end' }> | null = null
  for await (const event of model.generate({
    conversationId: `learn:${message.conversationId}`, messages: [{ role: 'system', text: prompt.system }, { role: 'user', text: prompt.user }], maxOutputTokens: answerTokens,
    temperature: 0, seed: 1, stop: [], signal: ask.signal, expectedTokens: null, keep: false, purpose: 'learning', schema: extractionSchema,
  })) {
    if (event.type === 'token') text += event.text
    else if (event.type === 'failed') return { learned: nothingLearned, tokens: 0, failure: event.failure }
    else if (event.type === 'end') end = event
  }
  if (end === null) throw new Error('a model ended its stream without saying how')
  const tokens = end.usage.promptTokens + end.usage.outputTokens
  if (end.stopped === 'cancelled') return { learned: nothingLearned, tokens, failure: null }
  // Only now, with nothing to wait for before it is saved: a person may have changed memories while the model read.
  const learned = mergeCandidates(readExtraction(text, message.text, message.createdAt), {
    message, lastAnswer: null, mode: settings.learning === 'ask' ? 'ask' : 'review', fading: settings.fading, now: ask.now, newMemoryId: ask.newMemoryId, author: 'model',
  }, db)
  return { learned, tokens, failure: null }
}
