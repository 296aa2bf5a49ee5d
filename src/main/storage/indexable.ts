import { createHash } from 'node:crypto'
import { all, type ReadDb } from './database.ts'
import { decodeText, type StoredText } from './text.ts'

/** A text that recall may find, as the index should hold it now. */
export interface Indexable {
  kind: 'memory' | 'message'
  id: string
  /** What was said, without what was forgotten of it. */
  text: string
  /** What helps to find it: the message before it, who spoke, the date in words. */
  around: string
  at: number
  conversationId: string | null
  /** Changes whenever `text` or `around` does. */
  hash: string
}

interface MessagePart {
  id: string; text: StoredText; speaker: StoredText | null; at: number; conversation_id: string; spans: string | null
  before: StoredText | null; before_spans: string | null
}
interface MemoryPart { id: string; text: StoredText; subject: StoredText; at: number; conversation_id: string | null }

/** Of the message before, this much helps to find the one after it, in UTF-16 units. */
const aroundLimit = 1_000
/** A page ends early after this much text, so that a few huge messages are not held at once. */
const pageChars = 4_000_000

const spansOf = (id: string) => `(SELECT json_group_array(json_array(start, "end")) FROM forgotten_span WHERE message_id = ${id})`
const messageSql = `SELECT m.id, m.text, m.speaker, m.created_at AS at, m.conversation_id, ${spansOf('m.id')} AS spans,
    CASE WHEN up.message_id IS NULL THEN p.text END AS before, ${spansOf('p.id')} AS before_spans
  FROM message m JOIN conversation c ON c.id = m.conversation_id LEFT JOIN message p ON p.id = m.parent_id LEFT JOIN unrecallable up ON up.message_id = p.id
  WHERE m.status IN ('done', 'interrupted') AND c.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM unrecallable u WHERE u.message_id = m.id)`
const memorySql = `SELECT id, text, subject, coalesce(event_at, learned_at) AS at,
    (SELECT conversation_id FROM memory_source WHERE memory_id = memory.id ORDER BY at, rowid LIMIT 1) AS conversation_id
  FROM memory WHERE state = 'active'`

/**
 * A page of all texts that recall may find, in the order of their ids: active memories, and finished messages of
 * conversations that are not in the bin. What was forgotten is cut out; what is left empty by that does not appear.
 * @param afterId the last id of the page before; null for the first
 * @returns at least one item while there are any
 */
export function pageIndexable(db: ReadDb, afterId: string | null, limit: number): Indexable[] {
  const page: Indexable[] = []
  let after = afterId ?? ''
  while (page.length === 0) {
    const rows = [
      ...all<MemoryPart>(db, `${memorySql} AND id > ? ORDER BY id LIMIT ?`, after, limit).map((row) => ({ id: row.id, make: () => memoryItem(row) })),
      ...all<MessagePart>(db, `${messageSql} AND m.id > ? ORDER BY m.id LIMIT ?`, after, limit).map((row) => ({ id: row.id, make: () => messageItem(row) })),
    ].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit)
    if (rows.length === 0) break
    let chars = 0
    for (const row of rows) {
      const item = row.make()
      after = row.id
      if (item.text === '') continue
      page.push(item)
      chars += item.text.length
      if (chars > pageChars) break
    }
  }
  return page
}

/** The same for some ids; what recall may not find any more is left out. */
export function loadIndexable(db: ReadDb, ids: readonly string[]): Indexable[] {
  const wanted = JSON.stringify(ids)
  const items = [
    ...all<MemoryPart>(db, `${memorySql} AND id IN (SELECT value FROM json_each(?))`, wanted).map(memoryItem),
    ...all<MessagePart>(db, `${messageSql} AND m.id IN (SELECT value FROM json_each(?))`, wanted).map(messageItem),
  ]
  const found = new Map(items.map((item) => [item.id, item]))
  return [...new Set(ids)].flatMap((id) => { const item = found.get(id); return item === undefined || item.text === '' ? [] : [item] })
}

function memoryItem(row: MemoryPart): Indexable {
  const subject = decodeText(row.subject)
  return finish({ kind: 'memory', id: row.id, text: decodeText(row.text), around: [subject === 'user' ? '' : subject, dateWords(row.at)].filter(Boolean).join('\n'), at: row.at, conversationId: row.conversation_id })
}

function messageItem(row: MessagePart): Indexable {
  const before = row.before === null ? '' : cutSpans(decodeText(row.before), row.before_spans).slice(0, aroundLimit)
  const speaker = row.speaker === null ? '' : decodeText(row.speaker)
  return finish({
    kind: 'message', id: row.id, text: cutSpans(decodeText(row.text), row.spans), around: [before, speaker, dateWords(row.at)].filter(Boolean).join('\n'),
    at: row.at, conversationId: row.conversation_id,
  })
}

function finish(item: Omit<Indexable, 'hash'>): Indexable {
  return { ...item, hash: createHash('sha1').update(item.text).update('\0').update(item.around).digest('base64url').slice(0, 16) }
}

function cutSpans(text: string, spans: string | null): string {
  let kept = text
  const all = (JSON.parse(spans ?? '[]') as [number, number][]).sort((a, b) => b[0] - a[0])
  let limit = text.length
  for (const [start, end] of all) {
    // Spans may overlap; from the last to the first, each only takes what is still there.
    kept = kept.slice(0, start) + kept.slice(Math.min(end, limit))
    limit = Math.min(limit, start)
  }
  return all.length === 0 ? text : kept.trim()
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** "7 May 2023, Sunday". In UTC, so that a journey does not change every text of the index. */
function dateWords(at: number): string {
  const date = new Date(at)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${days[date.getUTCDay()]}`
}
