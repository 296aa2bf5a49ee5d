import type { Message, ShownMessage } from '../../shared/message.ts'
import type { ReadDb } from '../storage/database.ts'
import { siblingsOf } from '../storage/messages.ts'
import { loadSummaries } from '../storage/traces.ts'

/**
 * Messages as the window shows them: each with its place among its siblings and the line below it. An answer whose turn
 * does not run was cut off, whatever its row says: a store that cannot be written cannot be told so.
 * @param isRunning whether a turn is being answered now
 */
export function showMessages(db: ReadDb, messages: readonly Message[], isRunning: (turnId: string) => boolean): ShownMessage[] {
  const turnIds = messages.flatMap((message) => message.role === 'assistant' && message.turnId !== null ? [message.turnId] : [])
  const summaries = loadSummaries(db, turnIds)
  return messages.map((message) => {
    const siblings = siblingsOf(db, message)
    const summary = message.role === 'assistant' && message.turnId !== null ? summaries.get(message.turnId) ?? null : null
    const status = message.status === 'streaming' && !isRunning(message.turnId ?? '') ? 'interrupted' : message.status
    return { ...message, status, branch: { index: siblings.indexOf(message.id), count: siblings.length, siblings }, summary }
  })
}
