import type { Memory } from '../../shared/memory.ts'

/** Whether a memory may be recalled in a conversation of a project (null: of none). */
export function isInScope(memory: Pick<Memory, 'scope' | 'scopeId'>, conversationId: string, projectId: string | null): boolean {
  if (memory.scope === 'everywhere') return true
  return memory.scope === 'conversation' ? memory.scopeId === conversationId : projectId !== null && memory.scopeId === projectId
}
