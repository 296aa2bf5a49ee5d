import type { Message } from '../../shared/message.ts'
import type { ChatModel } from '../models/ports.ts'

/** Above this nobody would send the whole conversation anyway, and counting it would take seconds. */
const mostChars = 4_000_000

/** Tokens of the whole conversation with this message: what a turn would take without any context engine. Null without a model. */
export async function countHistory(earlier: readonly Message[], userMessage: Message, model: ChatModel | null): Promise<number | null> {
  const texts = [...earlier, userMessage].map((message) => message.text)
  if (model === null || texts.reduce((sum, text) => sum + text.length, 0) > mostChars) return null
  try {
    return (await model.counter.count(texts)).reduce((sum, tokens) => sum + tokens, 0)
  } catch {
    // A model that died while answering cannot count either; the turn is kept without this figure.
    return null
  }
}
