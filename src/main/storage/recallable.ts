import { createHash } from 'node:crypto'
import type { StoredText } from './text.ts'

/** Which rows recall may find, and by what it is known that one of them changed. */

/** A message that may be recalled, as a condition over `m`. */
export const recallableMessage = `m.status IN ('done', 'interrupted') AND NOT EXISTS (SELECT 1 FROM unrecallable u WHERE u.message_id = m.id)
  AND EXISTS (SELECT 1 FROM conversation c WHERE c.id = m.conversation_id AND c.deleted_at IS NULL)`
/** A memory that may be recalled: one that waits to be forgotten may not. The signs keep SQLite from walking all of a state for one id. */
export const recallableMemory = "+state IN ('active', 'faded') AND +forgetting_at IS NULL"

/** What was forgotten of a message, as JSON. */
export const spansOf = (id: string) => `(SELECT json_group_array(json_array(start, "end")) FROM forgotten_span WHERE message_id = ${id})`

/** What tells whether the place of a message in the index changed, without reading its text. */
export const messageStamp = `m.id, m.created_at AS at, m.text_check AS own, CASE WHEN m.speaker IS NOT NULL THEN content_check(m.speaker) END AS spoken,
  ${spansOf('m.id')} AS spans, CASE WHEN up.message_id IS NULL THEN p.text_check END AS earlier, ${spansOf('p.id')} AS before_spans`
export const messageRows = `message m LEFT JOIN message p ON p.id = m.parent_id LEFT JOIN unrecallable up ON up.message_id = p.id WHERE ${recallableMessage}`
export interface MessageStamp { id: string; at: number; own: number; spoken: number | null; spans: string; earlier: number | null; before_spans: string }

const memoryTime = 'coalesce(event_at, learned_at)'
export const memoryStamp = `id, ${memoryTime} AS at, content_check(text) AS own, content_check(subject) AS named`
export const memoryRows = `memory WHERE ${recallableMemory}`
export interface MemoryStamp { id: string; at: number; own: number; named: number }

export interface MessagePart extends MessageStamp { text: StoredText; speaker: StoredText | null; conversation_id: string; before: StoredText | null }
export const messagePart = `${messageStamp}, m.text, m.speaker, m.conversation_id, CASE WHEN up.message_id IS NULL THEN p.text END AS before`
export interface MemoryPart extends MemoryStamp { text: StoredText; subject: StoredText; conversation_id: string | null }
export const memoryPart = `${memoryStamp}, text, subject,
  (SELECT conversation_id FROM memory_source WHERE memory_id = memory.id ORDER BY at, rowid LIMIT 1) AS conversation_id`

/** Changes whenever what the index should hold of a message does. */
export function messageHash(row: MessageStamp): string {
  const spans = `${row.spans}${row.before_spans}`
  return `${short(row.own)}.${short(row.earlier)}.${short(row.spoken)}.${short(row.at)}${spans === '[][]' ? '' : `.${shortHash(spans)}`}`
}

export function memoryHash(row: MemoryStamp): string {
  return `${short(row.own)}.${short(row.named)}.${short(row.at)}`
}

export function shortHash(text: string): string {
  return createHash('sha1').update(text).digest('base64url').slice(0, 16)
}

function short(value: number | null): string { return value === null ? '' : value.toString(36) }
