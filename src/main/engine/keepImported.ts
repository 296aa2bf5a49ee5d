import type { Message } from '../../shared/message.ts'
import { strictestLabel, type Trust } from '../../shared/words.ts'
import type { ArchiveConversation, ArchiveMessage } from '../exchange/archive.ts'
import { labelOfMessage } from '../privacy/labels.ts'
import { getConversation, insertConversation, updateConversation } from '../storage/conversations.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { isAbove, messageIdsOf, standElsewhere } from '../storage/imports.ts'
import { noteMarks, withoutSaidBefore } from '../storage/forgetting/saidBefore.ts'
import { insertMessage } from '../storage/messages.ts'

export interface Kept {
  readonly isNew: boolean
  /** Messages that were not there. */
  readonly messages: number
  readonly branches: number
  /** Sentences that say what was forgotten here, and were left out. */
  readonly heldBack: number
}

/**
 * Puts a conversation of an archive into the store, or adds to one that was brought before what it has gained. What is
 * there is never changed: not its texts, not where the person went on, and nothing in the bin.
 * @returns a sentence where it cannot be taken
 */
export function keepImported(db: WriteDb, archived: ArchiveConversation): Kept | string {
  return transaction(db, () => {
    const { id, messages, own } = archived
    if (standElsewhere(db, id, messages.map((message) => message.id))) return 'Messages of it stand in another conversation already.'
    const known = getConversation(db, id)
    if (known !== null && known.deletedAt !== null) return { isNew: false, messages: 0, branches: 0, heldBack: 0 }
    if (known === null) {
      insertConversation(db, {
        id, title: withoutSaidBefore(db, archived.title).text, createdAt: archived.createdAt, updatedAt: archived.updatedAt, pinned: own?.pinned ?? false, deletedAt: own?.deletedAt ?? null, leafId: null,
        route: 'auto', messageCount: 0, budget: null, goal: withoutSaidBefore(db, own?.goal ?? '').text, personaId: null, projectId: null, importedFrom: own?.importedFrom ?? archived.origin, temporary: false,
      })
    }
    const there = known === null ? new Set<string>() : messageIdsOf(db, id)
    let [added, heldBack] = [0, 0]
    for (const message of messages) {
      if (there.has(message.id)) continue
      const kept = withoutSaidBefore(db, message.text)
      insertMessage(db, rowOf({ ...message, text: kept.text }, id, there))
      noteMarks(db, message.id, kept.text)
      heldBack += kept.heldBack
      there.add(message.id)
      added++
    }
    if (known === null) updateConversation(db, id, { leafId: archived.leafId })
    else if (added > 0) {
      // The shown branch grows; a person who went on elsewhere stays there.
      const grows = known.leafId === null || isAbove(db, known.leafId, archived.leafId)
      updateConversation(db, id, { updatedAt: Math.max(known.updatedAt, archived.updatedAt), ...(grows ? { leafId: archived.leafId } : {}) })
    }
    return { isNew: known === null, messages: added, branches: known === null ? archived.branches : 0, heldBack }
  })
}

function rowOf(message: ArchiveMessage, conversationId: string, there: ReadonlySet<string>): Message {
  return {
    id: message.id, conversationId, parentId: message.parentId !== null && there.has(message.parentId) ? message.parentId : null, role: message.role, text: message.text,
    createdAt: message.at, status: 'done', turnId: null, label: strictestLabel([labelOfMessage(message.text), message.label ?? 'open']), trust: trustOf(message), speaker: message.speaker, note: null,
  }
}

/** What another person said is theirs: data to recall, not the words of the user and not an assistant's guess. */
function trustOf(message: ArchiveMessage): Trust {
  return message.role === 'assistant' && message.speaker !== null ? 'external' : message.role
}
