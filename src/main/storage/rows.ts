import type { Entity, Memory, MemorySource } from '../../shared/memory.ts'
import { conversation, type Conversation, type Message } from '../../shared/message.ts'
import { checkOf, decodeText, type StoredText } from './text.ts'

/** Rows as the tables hold them, and the domain's words made of them. */

export interface ConversationRow {
  id: string; title: StoredText; created_at: number; updated_at: number; pinned: number; deleted_at: number | null
  leaf_id: string | null; route: string; message_count: number; budget: string | null; goal: StoredText; persona_id: string | null
  project_id: string | null; imported_from: Conversation['importedFrom']
}

export function conversationOf(row: ConversationRow): Conversation {
  return {
    id: row.id, title: decodeText(row.title), createdAt: row.created_at, updatedAt: row.updated_at, pinned: row.pinned === 1,
    deletedAt: row.deleted_at, leafId: row.leaf_id, route: row.route, messageCount: row.message_count,
    budget: budgetOf(row.budget), goal: decodeText(row.goal), personaId: row.persona_id,
    projectId: row.project_id, importedFrom: row.imported_from, temporary: false,
  }
}

/** A budget that cannot be read follows the settings: a list of conversations must not fail on it. */
function budgetOf(stored: string | null): Conversation['budget'] {
  if (stored === null) return null
  try { return conversation.shape.budget.parse(JSON.parse(stored)) } catch { return null }
}

export interface MessageRow {
  id: string; conversation_id: string; parent_id: string | null; role: Message['role']; text: StoredText; created_at: number
  status: Message['status']; turn_id: string | null; label: Message['label']; trust: Message['trust']
  speaker: StoredText | null; note: string | null; text_check: number
}

const damagedNote = 'This message was damaged on disk and may not read as it was written.'

/** A message whose bytes changed on disk is shown with a note, never hidden. */
export function messageOf(row: MessageRow): Message {
  return {
    id: row.id, conversationId: row.conversation_id, parentId: row.parent_id, role: row.role, text: decodeText(row.text), createdAt: row.created_at,
    status: row.status, turnId: row.turn_id, label: row.label, trust: row.trust, speaker: row.speaker === null ? null : decodeText(row.speaker),
    note: row.text_check === checkOf(row.text) ? row.note : damagedNote,
  }
}

export interface MemoryRow {
  id: string; kind: Memory['kind']; text: StoredText; subject: StoredText; key: string | null; importance: number; confidence: number
  event_at: number | null; learned_at: number; updated_at: number; valid_from: number | null; valid_until: number | null; superseded_by: string | null
  label: Memory['label']; trust: Memory['trust']; pinned: number; state: Memory['state']; uses: number; last_used_at: number | null
  scope: Memory['scope']; scope_id: string | null; fades_at: number | null; conflicts_with: string | null
}

export interface SourceRow {
  memory_id: string; message_id: string | null; conversation_id: string | null; start: number; end: number; quote: StoredText; at: number
  role: MemorySource['role']; file: StoredText | null
}

export interface EntityRow { memory_id: string; name: StoredText; kind: Entity['kind'] }

/** A memory with its sources and what it names. */
export function memoryOf(row: MemoryRow, sources: readonly SourceRow[], entities: readonly EntityRow[]): Memory {
  return {
    id: row.id, kind: row.kind, text: decodeText(row.text), subject: decodeText(row.subject), key: row.key, importance: row.importance, confidence: row.confidence,
    eventAt: row.event_at, learnedAt: row.learned_at, updatedAt: row.updated_at, validFrom: row.valid_from, validUntil: row.valid_until,
    supersededBy: row.superseded_by, label: row.label, trust: row.trust, pinned: row.pinned === 1, state: row.state, uses: row.uses, lastUsedAt: row.last_used_at,
    scope: row.scope, scopeId: row.scope_id, entities: entities.map((one) => ({ name: decodeText(one.name), kind: one.kind })), fadesAt: row.fades_at, conflictsWith: row.conflicts_with,
    sources: sources.map(sourceOf),
  }
}

export function sourceOf(row: SourceRow): MemorySource {
  return {
    messageId: row.message_id, conversationId: row.conversation_id, start: row.start, end: row.end, quote: decodeText(row.quote), at: row.at,
    role: row.role, file: row.file === null ? null : decodeText(row.file),
  }
}
