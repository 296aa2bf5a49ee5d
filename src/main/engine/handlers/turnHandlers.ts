import type { Message } from '../../../shared/message.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { newId } from '../../platform/ids.ts'
import { labelOfMessage } from '../../privacy/labels.ts'
import { getConversation, updateConversation } from '../../storage/conversations.ts'
import { transaction, type WriteDb } from '../../storage/database.ts'
import { getMessage, insertMessage } from '../../storage/messages.ts'
import { getTrace } from '../../storage/traces.ts'
import { writable } from '../engineParts.ts'
import type { TalkEngineParts } from '../talkParts.ts'
import type { Handlers } from '../door.ts'
import { previewContext } from '../previewContext.ts'
import { showMessages } from '../showMessages.ts'
import { missing } from './conversationHandlers.ts'

type Mine = Pick<Handlers, 'turn.send' | 'turn.regenerate' | 'turn.cancel' | 'turn.running' | 'trace.get' | 'context.preview'>

export function turnHandlers(parts: TalkEngineParts): Mine {
  const { store, clock, turns } = parts

  /** The message is on disk before any model is called; only then does the turn begin. */
  const commit = (write: WriteDb, message: Message, title: string | null): void => {
    transaction(write, () => {
      insertMessage(write, message)
      updateConversation(write, message.conversationId, { leafId: message.id, updatedAt: message.createdAt, ...(title === null ? {} : { title }) })
    })
    parts.events.emit('conversations.changed', { conversationId: message.conversationId })
  }

  return {
    'turn.send': ({ conversationId, text, parentId }): Result<{ turnId: string; userMessage: ReturnType<typeof showMessages>[number] }> => {
      const write = writable(parts)
      if (!write.ok) return write
      const conversation = getConversation(write.value, conversationId)
      if (conversation === null) return missing('conversation')
      if (text.trim() === '') return fail('bad-input', 'The message is empty.', 'Write something first.')
      const parent = parentId === undefined ? conversation.leafId : parentId
      if (parent !== null && getMessage(write.value, parent)?.conversationId !== conversationId) return missing('message')
      const full = turns.busy(conversationId)
      if (full !== null) return { ok: false, error: full }
      const now = clock.now()
      const turnId = newId('t', now)
      const message: Message = {
        id: newId('m', now), conversationId, parentId: parent, role: 'user', text, createdAt: now, status: 'done', turnId,
        label: labelOfMessage(text), trust: 'user', speaker: null, note: null,
      }
      commit(write.value, message, conversation.title === '' ? titleFrom(text) : null)
      const started = turns.start(write.value, message, turnId, { modelId: null, fresh: false })
      return started.ok ? ok({ turnId, userMessage: showMessages(write.value, [message], turns.isRunning)[0]! }) : started
    },
    'turn.regenerate': ({ messageId, modelId, fresh }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const message = getMessage(write.value, messageId)
      const question = message === null || message.role === 'user' ? message : message.parentId === null ? null : getMessage(write.value, message.parentId)
      if (question === null || question.role !== 'user') return missing('message')
      const full = turns.busy(question.conversationId)
      if (full !== null) return { ok: false, error: full }
      const turnId = newId('t', clock.now())
      updateConversation(write.value, question.conversationId, { leafId: question.id })
      const started = turns.start(write.value, question, turnId, { modelId: modelId ?? null, fresh })
      return started.ok ? ok({ turnId }) : started
    },
    'turn.cancel': ({ turnId }) => { turns.cancel(turnId); return ok({}) },
    'turn.running': ({ conversationId }) => ok(turns.running(conversationId)),
    'trace.get': ({ turnId }) => {
      const trace = getTrace(store.read, turnId)
      return trace === null ? missing('turn') : ok(trace)
    },
    'context.preview': (input) => previewContext(parts, input.conversationId, input.text),
  }
}

const titleLength = 60

/** A conversation is called after its first words, cut at a word. */
export function titleFrom(text: string): string {
  const line = text.trim().split(/\n/)[0]!.replace(/\s+/g, ' ').slice(0, 2000)
  const clean = line.replaceAll('\0', '').toWellFormed()
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(clean)].map((one) => one.segment)
  if (graphemes.length <= titleLength) return clean === '' ? 'New conversation' : clean
  const cut = graphemes.slice(0, titleLength).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > titleLength / 2 ? cut.slice(0, space) : cut}…`
}
