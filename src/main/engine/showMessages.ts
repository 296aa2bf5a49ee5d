import type { Message, ShownMessage } from '../../shared/message.ts'
import type { ReadDb } from '../storage/database.ts'
import { siblingsOf } from '../storage/messages.ts'
import { loadSummaries } from '../storage/traces.ts'

/** Messages as the window shows them: each with its place among its siblings and the line below it. */
export function showMessages(db: ReadDb, messages: readonly Message[]): ShownMessage[] {
  const turnIds = messages.flatMap((message) => message.role === 'assistant' && message.turnId !== null ? [message.turnId] : [])
  const summaries = loadSummaries(db, turnIds)
  return messages.map((message) => {
    const siblings = siblingsOf(db, message)
    const summary = message.role === 'assistant' && message.turnId !== null ? summaries.get(message.turnId) ?? null : null
    return { ...message, branch: { index: siblings.indexOf(message.id), count: siblings.length, siblings }, summary }
  })
}
