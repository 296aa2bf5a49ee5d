import { detail, type Epoch } from '../../shared/epoch.ts'
import { all, first, run, type ReadDb, type WriteDb } from './database.ts'
import { decodeText, encodeText, type StoredText } from './text.ts'

interface EpochRow {
  id: string; conversation_id: string; number: number; up_to_message_id: string; after_message_id: string; previous_id: string | null
  kind: Epoch['kind']; reason: Epoch['reason']; why: StoredText; text: StoredText; made_text: StoredText; made_by: Epoch['by']; messages: number
  tokens_before: number; tokens_after: number; lost: string; created_at: number; edited_at: number | null; undone_at: number | null
  label: Epoch['label']; trust: Epoch['trust']; turns: number
}

const select = `SELECT epoch.*, (SELECT count(*) FROM turn_trace
  WHERE epoch_id = epoch.id AND status <> 'failed' AND answer_message_id IS NOT NULL) AS turns FROM epoch`

function epochOf(row: EpochRow): Epoch {
  return {
    id: row.id, conversationId: row.conversation_id, number: row.number, upToMessageId: row.up_to_message_id, afterMessageId: row.after_message_id,
    previousId: row.previous_id, kind: row.kind, reason: row.reason, why: decodeText(row.why), text: decodeText(row.text), madeText: decodeText(row.made_text),
    by: row.made_by, messages: row.messages, tokensBefore: row.tokens_before, tokensAfter: row.tokens_after, lost: lostOf(row.lost),
    createdAt: row.created_at, editedAt: row.edited_at, undoneAt: row.undone_at, turns: row.turns, label: row.label, trust: row.trust,
  }
}

/** A damaged list of what was lost must not hide the summary itself. */
function lostOf(stored: string): Epoch['lost'] {
  try { return detail.array().parse(JSON.parse(stored)) } catch { return [] }
}

/** Keeps an epoch. `turns` is not kept: it is counted from the turns that were answered on it; one that failed has nothing that rests on it. */
export function insertEpoch(db: WriteDb, epoch: Epoch): void {
  run(db, `INSERT INTO epoch (id, conversation_id, number, up_to_message_id, after_message_id, previous_id, kind, reason, why, text, made_text, made_by,
      messages, tokens_before, tokens_after, lost, created_at, edited_at, undone_at, label, trust) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    epoch.id, epoch.conversationId, epoch.number, epoch.upToMessageId, epoch.afterMessageId, epoch.previousId, epoch.kind, epoch.reason, encodeText(epoch.why),
    encodeText(epoch.text), encodeText(epoch.madeText), epoch.by, epoch.messages, epoch.tokensBefore, epoch.tokensAfter, JSON.stringify(epoch.lost),
    epoch.createdAt, epoch.editedAt, epoch.undoneAt, epoch.label, epoch.trust)
}

export function getEpoch(db: ReadDb, id: string): Epoch | null {
  const row = first<EpochRow>(db, `${select} WHERE id = ?`, id)
  return row === undefined ? null : epochOf(row)
}

/** All epochs of a conversation, of every branch, the undone ones too, oldest first. */
export function listEpochs(db: ReadDb, conversationId: string): Epoch[] {
  return all<EpochRow>(db, `${select} WHERE conversation_id = ? ORDER BY created_at, id`, conversationId).map(epochOf)
}

export type EpochPatch = Partial<Pick<Epoch, 'text' | 'editedAt' | 'undoneAt' | 'lost' | 'tokensAfter'>>

/** Changes what the patch names and returns the epoch as it is now; null where there is none. */
export function updateEpoch(db: WriteDb, id: string, patch: EpochPatch): Epoch | null {
  const before = getEpoch(db, id)
  if (before === null) return null
  const now = { ...before, ...patch }
  run(db, 'UPDATE epoch SET text = ?, edited_at = ?, undone_at = ?, lost = ?, tokens_after = ? WHERE id = ?',
    encodeText(now.text), now.editedAt, now.undoneAt, JSON.stringify(now.lost), now.tokensAfter, id)
  return now
}
