import { useEffect, useSyncExternalStore } from 'react'
import type { Draft } from '../../shared/conversationCommands.ts'
import { useAppState } from '../state/AppStateContext.ts'

export type UsedDraft = {
  draft: Draft
  change: (make: (draft: Draft) => Draft) => void
  clear: () => void
  /** Saves what is not saved yet, without waiting for a rest. */
  save: () => void
}

/** The draft of one conversation: what was left in it, and every change kept. */
export function useDraft(conversationId: string | null): UsedDraft {
  const { drafts } = useAppState()
  useEffect(() => drafts.open(conversationId), [drafts, conversationId])
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.get(conversationId))
  return { draft, change: (make) => drafts.change(conversationId, make), clear: () => drafts.clear(conversationId), save: drafts.saveAll }
}
