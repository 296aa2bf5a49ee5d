import { useMemo } from 'react'
import type { MemoryScope } from '../../shared/memory.ts'
import { useConversations } from '../state/AppStateContext.ts'
import { selectConversations } from '../state/conversationStore.ts'
import { useProjects } from '../state/useProjects.ts'

/** A project or a conversation that a memory may be kept to. */
export type ScopePlace = { scope: Exclude<MemoryScope, 'everywhere'>; scopeId: string; name: string }

const newest = 12

/** All projects and the newest conversations, by name; and the name of any place that is known. */
export function useScopePlaces(): { places: ScopePlace[]; nameOf: (scopeId: string) => string | null } {
  const projects = useProjects()
  const conversations = useConversations(selectConversations)
  return useMemo(() => {
    const all: ScopePlace[] = [
      ...projects.map(({ id, name }): ScopePlace => ({ scope: 'project', scopeId: id, name })),
      ...conversations.filter((one) => !one.temporary).map(({ id, title }): ScopePlace => ({ scope: 'conversation', scopeId: id, name: title === '' ? 'New conversation' : title })),
    ]
    const isShown = (place: ScopePlace, at: number) => place.scope === 'project' || at < projects.length + newest
    return { places: all.filter(isShown), nameOf: (scopeId) => all.find((one) => one.scopeId === scopeId)?.name ?? null }
  }, [projects, conversations])
}
