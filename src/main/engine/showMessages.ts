import type { Message, ShownMessage } from '../../shared/message.ts'
import type { ReadDb } from '../storage/database.ts'
import { siblingsOf } from '../storage/messages.ts'
import { getTrace } from '../storage/traces.ts'
import { summariseTurn } from '../trace/summariseTurn.ts'

/** Messages as the window shows them: each with its place among its siblings and the line below it. */
export function showMessages(db: ReadDb, messages: readonly Message[]): ShownMessage[] {
  return messages.map((message) => {
    const siblings = siblingsOf(db, message)
    const trace = message.role === 'assistant' && message.turnId !== null ? getTrace(db, message.turnId) : null
    return { ...message, branch: { index: siblings.indexOf(message.id), count: siblings.length, siblings }, summary: trace === null ? null : summariseTurn(trace) }
  })
}
