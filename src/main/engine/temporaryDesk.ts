import type { CommandName } from '../../shared/contract.ts'
import type { Conversation } from '../../shared/message.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { insertConversation } from '../storage/conversations.ts'
import type { Store } from '../storage/openStore.ts'
import { holdsTalk, openTemporaryStore } from '../storage/temporaryStore.ts'
import type { Handlers } from './door.ts'

/** The commands that work on a conversation; for a temporary one its own parts answer them. */
const talkCommands = [
  'conversations.get', 'conversations.update', 'conversations.delete', 'messages.list', 'messages.get', 'messages.selectBranch', 'drafts.get', 'drafts.set',
  'turn.send', 'turn.regenerate', 'turn.cancel', 'turn.running', 'turn.rate', 'trace.get', 'context.preview', 'budget.get', 'budget.preview',
  'epochs.list', 'epochs.get', 'epochs.edit', 'epochs.make', 'epochs.undo', 'pieces.rules', 'pieces.rule',
  'contexts.list', 'contexts.compare', 'contexts.again', 'contexts.ask', 'contexts.run', 'contexts.runs', 'contexts.stop',
] as const satisfies readonly CommandName[]
type TalkCommand = (typeof talkCommands)[number]
export type TalkHandlers = Pick<Handlers, TalkCommand>

/** Everything that works on one temporary conversation. */
export interface TemporaryTalk {
  readonly handlers: TalkHandlers
  /** A turn that was begun anew stands in no row before its answer begins. */
  isRunning(turnId: string): boolean
  isBusy(): boolean
  close(): Promise<void>
}

/**
 * Temporary conversations: each has a store of its own in memory, and nothing of it reaches the profile but the ledger's
 * line about what left this computer.
 */
export interface TemporaryDesk {
  /** @returns `busy` where too many are open already */
  open(conversation: Conversation): Result<Conversation>
  /** The same handlers, with those of a temporary conversation in front where a call is about one. */
  inFrontOf(handlers: Handlers): Handlers
  isBusy(): boolean
  /** The stores of those that are open. */
  stores(): Store[]
  close(): Promise<void>
}

/** Temporary conversations that may be open at once; each holds its whole talk in memory. */
const mostTalks = 20

export function createTemporaryDesk(make: (store: Store) => TemporaryTalk, onClosed: (conversationId: string) => void): TemporaryDesk {
  const talks = new Map<string, { readonly store: Store; readonly talk: TemporaryTalk }>()

  const end = async (conversationId: string): Promise<void> => {
    const open = talks.get(conversationId)
    if (open === undefined) return
    talks.delete(conversationId)
    await open.talk.close()
    open.store.close()
    onClosed(conversationId)
  }

  const talkOf = (input: object): { conversationId: string; talk: TemporaryTalk } | null => {
    if (talks.size === 0) return null
    const ids = idFields.flatMap((field) => { const id = (input as Record<string, unknown>)[field]; return typeof id === 'string' ? [id] : [] })
    for (const [conversationId, { store, talk }] of talks) if (ids.some((id) => holdsTalk(store.read, id) || talk.isRunning(id))) return { conversationId, talk }
    return null
  }

  const inFrontOf = (handlers: Handlers): Handlers => {
    const front = Object.fromEntries(talkCommands.map((name) => [name, async (input: object): Promise<Result<unknown>> => {
      const found = talkOf(input)
      if (found === null) return (handlers[name] as (input: object) => Promise<Result<unknown>>)(input)
      if (name === 'conversations.delete') return closeTalk(found.conversationId, found.talk)
      const answer = await (found.talk.handlers[name] as (input: object) => Promise<Result<unknown>>)(input)
      return answer.ok ? ok(markTemporary(answer.value, found.conversationId)) : answer
    }]))
    return { ...handlers, ...front } as Handlers
  }

  const closeTalk = async (conversationId: string, talk: TemporaryTalk): Promise<Result<unknown>> => {
    const last = await talk.handlers['conversations.get']({ conversationId })
    await end(conversationId)
    return last.ok ? ok({ ...last.value, temporary: true, deletedAt: last.value.updatedAt }) : last
  }

  return {
    open(conversation) {
      if (talks.size >= mostTalks) return fail('busy', `${mostTalks} temporary conversations are open.`, 'Close one of them first.')
      const store = openTemporaryStore()
      insertConversation(store.write!, conversation)
      talks.set(conversation.id, { store, talk: make(store) })
      return ok(conversation)
    },
    inFrontOf,
    stores: () => [...talks.values()].map(({ store }) => store),
    isBusy: () => [...talks.values()].some(({ talk }) => talk.isBusy()),
    async close() { for (const conversationId of talks.keys()) await end(conversationId) },
  }
}

const idFields = ['conversationId', 'messageId', 'turnId', 'otherTurnId', 'runId', 'epochId'] as const

/** A conversation does not know in its row that it is temporary: its store is. */
function markTemporary(value: unknown, conversationId: string): unknown {
  if (typeof value !== 'object' || value === null) return value
  const known = value as Record<string, unknown>
  if (known['id'] === conversationId && 'leafId' in known) return { ...known, temporary: true }
  const inner = known['conversation'] as Record<string, unknown> | undefined
  return inner?.['id'] === conversationId && 'leafId' in inner ? { ...known, conversation: { ...inner, temporary: true } } : value
}
