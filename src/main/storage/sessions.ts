import { all, first, type ReadDb } from './database.ts'
import { cutSpans } from './cutSpans.ts'
import { dateWords } from './dateWords.ts'
import type { Indexable } from './indexable.ts'
import { recallableMessage, shortHash } from './recallable.ts'
import { digestSession } from './sessionDigest.ts'
import { decodeText, type StoredText } from './text.ts'

/**
 * A session is what was said in one conversation without a pause of six hours, of all that may be recalled. It bears the id of its
 * first message behind a prefix, so it changes its name when that message leaves.
 */
export const sessionPrefix = 's_'
const pauseMs = 6 * 3_600_000
/** Words are read up to here, in UTF-16 units. */
const wordChars = 20_000
const pageSize = 500

export interface SessionStamp { id: string; hash: string; conversationId: string; at: number; until: number }
interface Member { id: string; at: number; own: number; spans: string }

const spans = '(SELECT json_group_array(json_array(start, "end")) FROM forgotten_span WHERE message_id = m.id)'
const memberSql = `SELECT m.id, m.created_at AS at, m.text_check AS own, ${spans} AS spans FROM message m WHERE m.conversation_id = ? AND ${recallableMessage}`

/** Sessions of a page of conversations, in the order of the conversations' ids. `last` is null when there are no more. */
export function pageSessions(db: ReadDb, afterConversationId: string | null, limit: number): { sessions: SessionStamp[]; last: string | null } {
  const conversations = all<{ id: string }>(db, 'SELECT id FROM conversation WHERE deleted_at IS NULL AND id > ? ORDER BY id LIMIT ?', afterConversationId ?? '', limit)
  const sessions = conversations.flatMap(({ id }) => split(all<Member>(db, `${memberSql} ORDER BY m.created_at, m.id`, id)).map((members) => stampOf(id, members)))
  return { sessions, last: conversations.length < limit ? null : conversations.at(-1)!.id }
}

/** What a moment of a conversation belongs to: the stretch without a pause around it, and the sessions in it. */
export function sessionsAround(db: ReadDb, conversationId: string, at: number): { from: number; until: number; sessions: SessionStamp[] } {
  const walk = (sql: string): number => {
    let reached = at
    for (;;) {
      // Whatever its state: a stretch of all messages holds the whole of every session that touches it.
      const page = all<{ at: number }>(db, `SELECT created_at AS at FROM message WHERE conversation_id = ? AND ${sql} LIMIT ${pageSize}`, conversationId, reached)
      for (const row of page) {
        if (Math.abs(row.at - reached) >= pauseMs) return reached
        reached = row.at
      }
      if (page.length < pageSize) return reached
    }
  }
  const from = walk('created_at < ? ORDER BY created_at DESC')
  const until = walk('created_at > ? ORDER BY created_at')
  const members = all<Member>(db, `${memberSql} AND m.created_at BETWEEN ? AND ? ORDER BY m.created_at, m.id`, conversationId, from, until)
  return { from, until, sessions: split(members).map((group) => stampOf(conversationId, group)) }
}

/** Sessions by id; an id that no session has now is left out. */
export function loadSessions(db: ReadDb, ids: readonly string[]): Indexable[] {
  return ids.flatMap((id) => {
    const start = first<{ conversation_id: string; at: number }>(db, 'SELECT conversation_id, created_at AS at FROM message WHERE id = ?', id.slice(sessionPrefix.length))
    if (start === undefined) return []
    const stretch = sessionsAround(db, start.conversation_id, start.at)
    const stamp = stretch.sessions.find((session) => session.id === id)
    return stamp === undefined ? [] : [readSession(db, stamp)]
  })
}

function readSession(db: ReadDb, stamp: SessionStamp): Indexable {
  const texts: string[] = []
  const speakers = new Set<string>()
  let chars = 0
  let after: [number, string] = [stamp.at, '']
  while (chars < wordChars) {
    const page = all<{ id: string; at: number; text: StoredText; speaker: StoredText | null; spans: string }>(db, `SELECT m.id, m.created_at AS at, m.text, m.speaker, ${spans} AS spans FROM message m
      WHERE m.conversation_id = ? AND (m.created_at, m.id) > (?, ?) AND m.created_at <= ? AND ${recallableMessage} ORDER BY m.created_at, m.id LIMIT 50`, stamp.conversationId, ...after, stamp.until)
    for (const row of page) {
      const text = cutSpans(decodeText(row.text), row.spans)
      if (row.speaker !== null) speakers.add(decodeText(row.speaker))
      if (text !== '') texts.push(text)
      chars += text.length + 1
    }
    if (page.length < 50) break
    after = [page.at(-1)!.at, page.at(-1)!.id]
  }
  const text = texts.join('\n').slice(0, wordChars)
  const dates = new Set([dateWords(stamp.at), dateWords(stamp.until)])
  return { kind: 'session', ...stamp, text, around: [...speakers, ...dates].join('\n'), meaningText: digestSession(text) }
}

function split(members: readonly Member[]): Member[][] {
  const groups: Member[][] = []
  let last = Number.NEGATIVE_INFINITY
  for (const member of members) {
    if (member.at - last >= pauseMs) groups.push([])
    groups.at(-1)!.push(member)
    last = member.at
  }
  return groups
}

function stampOf(conversationId: string, members: readonly Member[]): SessionStamp {
  return {
    id: sessionPrefix + members[0]!.id, conversationId, at: members[0]!.at, until: members.at(-1)!.at,
    hash: shortHash(members.map((member) => `${member.id}:${member.own}:${member.spans}`).join('\n')),
  }
}
