import type { Output } from '../../shared/contract.ts'
import type { Conversation } from '../../shared/message.ts'
import type { ModelInfo } from '../../shared/model.ts'
import type { Action } from '../app/actions.ts'

export type Entry = { id: string; group: 'Commands' | 'Conversations' | 'Messages' | 'Memories' | 'Models'; title: string; detail?: string; keys?: string }
  & ({ kind: 'action'; action: Action } | { kind: 'conversation'; conversationId: string } | { kind: 'message'; messageId: string; conversationId: string } | { kind: 'memory'; memoryId: string } | { kind: 'model'; modelId: string })

export type Sources = { actions: Action[]; conversations: Conversation[]; models: ModelInfo[]; hits: Output<'search.everything'>['hits'] }

/** What the person typed, and what the first sign narrows it to: `>` commands, `@` memories, `#` conversations. */
export function readQuery(typed: string): { words: string; only: Entry['group'] | null } {
  const only = ({ '>': 'Commands', '@': 'Memories', '#': 'Conversations' } as const)[typed.charAt(0)] ?? null
  return { words: (only === null ? typed : typed.slice(1)).trim(), only }
}

const perGroup = 7

/** The rows of the palette for what was typed. Without words: the commands and the newest conversations. */
export function findEntries(typed: string, sources: Sources): Entry[] {
  const { words, only } = readQuery(typed)
  const parts = words.toLowerCase().split(/\s+/).filter((part) => part !== '')
  const fits = (text: string) => parts.every((part) => text.toLowerCase().includes(part))
  const byHit = new Set(sources.hits.filter((hit) => hit.kind === 'conversation').map((hit) => hit.id))
  const all: Entry[] = [
    ...sources.conversations.filter((one) => fits(one.title) || byHit.has(one.id)).map((one): Entry => ({ kind: 'conversation', group: 'Conversations', id: `c ${one.id}`, title: one.title || 'New conversation', conversationId: one.id })),
    ...sources.hits.filter((hit) => hit.kind === 'conversation' && !sources.conversations.some((one) => one.id === hit.id)).map((hit): Entry => ({ kind: 'conversation', group: 'Conversations', id: `c ${hit.id}`, title: hit.title, conversationId: hit.id })),
    ...sources.hits.filter((hit) => hit.kind === 'memory').map((hit): Entry => ({ kind: 'memory', group: 'Memories', id: `m ${hit.id}`, title: hit.snippet || hit.title, memoryId: hit.id })),
    ...sources.hits.flatMap((hit): Entry[] => hit.kind === 'message' && hit.conversationId !== null ? [{ kind: 'message', group: 'Messages', id: `t ${hit.id}`, title: hit.snippet, detail: hit.title, messageId: hit.id, conversationId: hit.conversationId }] : []),
    ...sources.actions.filter((one) => one.inPalette && fits(one.label)).map((one): Entry => ({ kind: 'action', group: 'Commands', id: `a ${one.id}`, title: one.label, keys: one.keys[0], action: one })),
    ...(words === '' && only === null ? [] : sources.models.filter((one) => fits(one.name)).map((one): Entry => ({ kind: 'model', group: 'Models', id: `o ${one.id}`, title: one.name, detail: one.place === 'cloud' ? 'Leaves this computer' : 'On this computer', modelId: one.id }))),
  ]
  const groups: Entry['group'][] = words === '' ? ['Conversations', 'Commands', 'Memories', 'Messages', 'Models'] : ['Conversations', 'Memories', 'Messages', 'Commands', 'Models']
  return groups.filter((group) => only === null || group === only).flatMap((group) => {
    const found = all.filter((entry) => entry.group === group)
    return group === 'Commands' && words === '' ? found : found.slice(0, only === null ? perGroup : 40)
  })
}
