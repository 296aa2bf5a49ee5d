import type { Conversation, Message } from '../../../shared/message.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Trust } from '../../../shared/words.ts'
import { checkBudget } from '../../context/budget.ts'
import { newId } from '../../platform/ids.ts'
import { labelOfMessage } from '../../privacy/labels.ts'
import { getConversation, insertConversation, listConversations, updateConversation } from '../../storage/conversations.ts'
import { transaction } from '../../storage/database.ts'
import { writeDraft } from '../../storage/drafts.ts'
import { loadMemories } from '../../storage/memories.ts'
import { noteMarks, withoutSaidBefore } from '../../storage/forgetting/saidBefore.ts'
import { getMessage, insertMessage, listBranch, newestLeaf } from '../../storage/messages.ts'
import { listProjects } from '../../storage/projects.ts'
import { searchMessages } from '../../storage/searchEverything.ts'
import { writable } from '../engineParts.ts'
import type { TalkEngineParts } from '../talkParts.ts'
import type { Handlers } from '../door.ts'
import { showMessages } from '../showMessages.ts'

type Mine = Pick<Handlers,
  | 'conversations.list' | 'conversations.create' | 'conversations.get' | 'conversations.update' | 'conversations.delete' | 'conversations.restore' | 'conversations.import'
  | 'messages.list' | 'messages.get' | 'messages.selectBranch' | 'search.everything'>

export function conversationHandlers(parts: TalkEngineParts): Mine {
  const { store, clock, events } = parts

  const change = (conversationId: string, patch: Partial<Conversation>): Result<Conversation> => {
    const write = writable(parts)
    if (!write.ok) return write
    if (getConversation(write.value, conversationId) === null) return missing('conversation')
    updateConversation(write.value, conversationId, patch)
    events.emit('conversations.changed', { conversationId })
    return ok(getConversation(write.value, conversationId)!)
  }

  /** Deleted conversations leave recall at once and come back with a restore. */
  const changeRecall = (result: Result<Conversation>): Result<Conversation> => {
    if (result.ok) void parts.indexer.catchUp()
    return result
  }

  return {
    'conversations.list': (input) => ok(listConversations(store.read, input)),
    'conversations.get': ({ conversationId }) => {
      const found = getConversation(store.read, conversationId)
      return found === null ? missing('conversation') : ok(found)
    },
    'conversations.create': ({ title, temporary, projectId }) => {
      const conversation = { ...emptyConversation(clock.now(), title), projectId }
      if (projectId !== null && !listProjects(parts.library.read).some((project) => project.id === projectId)) return missing('project')
      // Nothing is written for a temporary one, so it can be held in a profile that takes no writes too.
      if (temporary) return parts.openTemporary({ ...conversation, temporary })
      const write = writable(parts)
      if (!write.ok) return write
      insertConversation(write.value, conversation)
      events.emit('conversations.changed', { conversationId: conversation.id })
      return ok(conversation)
    },
    'conversations.update': ({ conversationId, ...given }) => {
      const { projectId } = given
      if (projectId !== undefined && projectId !== null && !listProjects(parts.library.read).some((project) => project.id === projectId)) return missing('project')
      const problems = given.budget === undefined || given.budget === null ? [] : checkBudget(given.budget, null)
      if (problems.length > 0) return fail('bad-input', problems[0]!, 'Change the shares, then save again.')
      // What a patch does not name stays as it is.
      return change(conversationId, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
    },
    'conversations.delete': ({ conversationId }) => {
      const write = writable(parts)
      return changeRecall(!write.ok ? write : transaction(write.value, () => {
        const deleted = change(conversationId, { deletedAt: clock.now() })
        if (deleted.ok) writeDraft(write.value, conversationId, null)
        // Nothing is sent or asked any more for a conversation that is gone.
        if (deleted.ok) parts.turns.stop(conversationId)
        parts.after.giveWay(conversationId)
        void parts.models.dropPrefixes([conversationId]).catch((error: unknown) => parts.log.warn(`a kept prefix could not be dropped: ${String(error)}`))
        return deleted
      }))
    },
    'conversations.restore': ({ conversationId }) => changeRecall(change(conversationId, { deletedAt: null })),
    'conversations.import': ({ title, messages }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const conversation = emptyConversation(clock.now(), title)
      const rows: Message[] = []
      for (const message of messages) {
        rows.push({
          id: newId('m', clock.now()), conversationId: conversation.id, parentId: rows.at(-1)?.id ?? null, role: message.role, text: message.text,
          createdAt: message.at, status: 'done', turnId: null, label: labelOfMessage(message.text), trust: trustOfImported(message), speaker: message.speaker, note: null,
        })
      }
      transaction(write.value, () => {
        insertConversation(write.value, { ...conversation, title: withoutSaidBefore(write.value, conversation.title).text, leafId: null })
        for (const row of rows) {
          const { text } = withoutSaidBefore(write.value, row.text)
          insertMessage(write.value, { ...row, text })
          noteMarks(write.value, row.id, text)
        }
        updateConversation(write.value, conversation.id, { leafId: rows.at(-1)!.id })
      })
      parts.indexer.changed(rows.map((row) => row.id))
      events.emit('conversations.changed', { conversationId: conversation.id })
      return ok(getConversation(write.value, conversation.id)!)
    },
    'messages.list': ({ conversationId, before, limit }) => {
      if (getConversation(store.read, conversationId) === null) return missing('conversation')
      const page = listBranch(store.read, conversationId, { before, limit })
      return ok({ items: showMessages(store.read, page.items, parts.turns.isRunning), next: page.next })
    },
    'messages.get': ({ messageId }) => {
      const message = getMessage(store.read, messageId)
      return message === null ? missing('message') : ok(showMessages(store.read, [message], parts.turns.isRunning)[0]!)
    },
    'messages.selectBranch': ({ messageId }) => {
      const message = getMessage(store.read, messageId)
      return message === null ? missing('message') : change(message.conversationId, { leafId: newestLeaf(store.read, messageId) })
    },
    'search.everything': async ({ query, limit }) => {
      if (query.trim() === '') return ok({ hits: [] })
      const words = await parts.index.words(query, { kinds: ['memory', 'message'], limit }).catch(() => [])
      return ok({ hits: searchMessages(store.read, query, words.map((hit) => hit.id), limit, (ids) => loadMemories(store.read, ids).filter((memory) => memory.state === 'active')) })
    },
  }
}

/** What another person said is theirs: data to recall, not the words of the user and not an assistant's guess. */
function trustOfImported(message: { readonly role: 'user' | 'assistant'; readonly speaker: string | null }): Trust {
  return message.role === 'assistant' && message.speaker !== null ? 'external' : message.role
}

function emptyConversation(now: number, title: string): Conversation {
  return { id: newId('c', now), title, createdAt: now, updatedAt: now, pinned: false, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null, projectId: null, importedFrom: null, temporary: false }
}

export function missing(what: string): Result<never> {
  return fail('not-found', `This ${what} is not in the store.`, 'It may have been deleted; look in the trash.')
}
