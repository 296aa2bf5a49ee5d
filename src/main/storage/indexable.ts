import { all, type ReadDb } from './database.ts'
import { memoryHash, memoryPart, memoryRows, memoryStamp, messageHash, messagePart, messageRows, messageStamp, type MemoryPart, type MemoryStamp, type MessagePart, type MessageStamp } from './recallable.ts'
import { loadSessions, sessionPrefix } from './sessions.ts'
import { dateWords } from './dateWords.ts'
import { cutSpans } from './cutSpans.ts'
import { decodeText } from './text.ts'

/** A text that recall may find, as the index should hold it now. */
export interface Indexable {
  kind: 'memory' | 'message' | 'session'
  id: string
  /** What was said, without what was forgotten of it. */
  text: string
  /** What helps to find it: the message before it, who spoke, the date in words. */
  around: string
  at: number
  /** The time of a session's last message. */
  until?: number
  conversationId: string | null
  /** Changes whenever `text` or `around` does. */
  hash: string
  /** What its vector is made of, where that is not `text`. */
  meaningText?: string
}

/** What is known of an indexable without reading it. */
export interface IndexStamp { id: string; hash: string }

/** Of the message before, this much helps to find the one after it, in UTF-16 units. */
const aroundLimit = 1_000
/** A page ends early after this much text, so that a few huge messages are not held at once. */
const pageChars = 4_000_000

/**
 * A page of all texts that recall may find, in the order of their ids: memories that are active or faded, and finished messages
 * of conversations that are not in the bin. What was forgotten is cut out; what is left empty by that does not appear. Sessions
 * have pages of their own: `pageSessions`.
 * @param afterId the last id of the page before; null for the first
 * @returns at least one item while there are any
 */
export function pageIndexable(db: ReadDb, afterId: string | null, limit: number): Indexable[] {
  const page: Indexable[] = []
  let after = afterId ?? ''
  while (page.length === 0) {
    const rows = [
      ...all<MemoryPart>(db, `SELECT ${memoryPart} FROM ${memoryRows} AND id > ? ORDER BY id LIMIT ?`, after, limit).map((row) => ({ id: row.id, make: () => memoryItem(row) })),
      ...all<MessagePart>(db, `SELECT ${messagePart} FROM ${messageRows} AND m.id > ? ORDER BY m.id LIMIT ?`, after, limit).map((row) => ({ id: row.id, make: () => messageItem(row) })),
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

/** The same pages by id and hash alone: no text is read, so that a whole store is compared with its index in little time. */
export function pageStamps(db: ReadDb, afterId: string | null, limit: number): IndexStamp[] {
  const after = afterId ?? ''
  return [
    ...all<MemoryStamp>(db, `SELECT ${memoryStamp} FROM ${memoryRows} AND id > ? ORDER BY id LIMIT ?`, after, limit).map((row) => ({ id: row.id, hash: memoryHash(row) })),
    ...all<MessageStamp>(db, `SELECT ${messageStamp} FROM ${messageRows} AND m.id > ? ORDER BY m.id LIMIT ?`, after, limit).map((row) => ({ id: row.id, hash: messageHash(row) })),
  ].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit)
}

/** Texts by id, sessions too, in the order asked for; what recall may not find any more is left out. */
export function loadIndexable(db: ReadDb, ids: readonly string[]): Indexable[] {
  const wanted = JSON.stringify(ids.filter((id) => !id.startsWith(sessionPrefix)))
  const items = [
    ...all<MemoryPart>(db, `SELECT ${memoryPart} FROM ${memoryRows} AND id IN (SELECT value FROM json_each(?))`, wanted).map(memoryItem),
    ...all<MessagePart>(db, `SELECT ${messagePart} FROM ${messageRows} AND m.id IN (SELECT value FROM json_each(?))`, wanted).map(messageItem),
    ...loadSessions(db, ids.filter((id) => id.startsWith(sessionPrefix))),
  ]
  const found = new Map(items.map((item) => [item.id, item]))
  return [...new Set(ids)].flatMap((id) => { const item = found.get(id); return item === undefined || item.text === '' ? [] : [item] })
}

function memoryItem(row: MemoryPart): Indexable {
  const subject = decodeText(row.subject)
  return {
    kind: 'memory', id: row.id, text: decodeText(row.text), around: [subject === 'user' ? '' : subject, dateWords(row.at)].filter(Boolean).join('\n'),
    at: row.at, conversationId: row.conversation_id, hash: memoryHash(row),
  }
}

function messageItem(row: MessagePart): Indexable {
  return { kind: 'message', id: row.id, text: cutSpans(decodeText(row.text), row.spans), around: aroundOf(row), at: row.at, conversationId: row.conversation_id, hash: messageHash(row) }
}

/** What helps to find a message: what stood before it, who spoke, the date in words. */
export function aroundOf(row: Pick<MessagePart, 'before' | 'before_spans' | 'speaker' | 'at'>): string {
  const before = row.before === null ? '' : cutSpans(decodeText(row.before), row.before_spans).slice(0, aroundLimit)
  return [before, row.speaker === null ? '' : decodeText(row.speaker), dateWords(row.at)].filter(Boolean).join('\n')
}
