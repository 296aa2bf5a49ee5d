import { draft, type Draft } from '../../shared/conversationCommands.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { readSetting, writeSetting } from './settings.ts'

const keyOf = (conversationId: string | null): string => `draft:${conversationId ?? 'new'}`

/** What was written and not sent in a conversation; null stands for the one that has no message yet. Empty where nothing is kept, or nothing readable. */
export function readDraft(db: ReadDb, conversationId: string | null): Draft {
  const kept = draft.safeParse(readSetting(db, keyOf(conversationId)))
  return kept.success ? kept.data : { text: '', pastes: [] }
}

/** Keeps a draft in the place of the one before. An empty one, or null, leaves no row. */
export function writeDraft(db: WriteDb, conversationId: string | null, kept: Draft | null): void {
  const isEmpty = kept === null || (kept.text === '' && kept.pastes.length === 0)
  writeSetting(db, keyOf(conversationId), isEmpty ? undefined : kept)
}
