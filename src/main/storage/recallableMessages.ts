import type { Message } from '../../shared/message.ts'
import { cutSpans } from './cutSpans.ts'
import { all, type ReadDb } from './database.ts'
import { aroundOf } from './indexable.ts'
import { qualifiedMessageColumns } from './messages.ts'
import { messageRows, spansOf, type MessagePart } from './recallable.ts'
import { messageOf, type MessageRow } from './rows.ts'

/**
 * Messages by id as recall may read them, in the order asked for: without what was forgotten of them, and with what stood around
 * them. What may no longer be recalled, or lies in a deleted conversation, is left out. Every turn asks for some hundreds, so one
 * look at the table gives all.
 */
export function loadRecallableMessages(db: ReadDb, ids: readonly string[]): (Message & { around: string })[] {
  const rows = all<MessageRow & Pick<MessagePart, 'spans' | 'before' | 'before_spans'>>(db, `SELECT ${qualifiedMessageColumns}, ${spansOf('m.id')} AS spans,
    CASE WHEN up.message_id IS NULL THEN p.text END AS before, ${spansOf('p.id')} AS before_spans FROM ${messageRows} AND m.id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = found.get(id)
    if (row === undefined) return []
    const message = messageOf(row)
    const text = cutSpans(message.text, row.spans)
    return text === '' ? [] : [{ ...message, text, around: aroundOf({ ...row, at: row.created_at }) }]
  })
}
