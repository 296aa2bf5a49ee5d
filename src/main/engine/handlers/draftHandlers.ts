import { ok } from '../../../shared/result.ts'
import { getConversation } from '../../storage/conversations.ts'
import { readDraft, writeDraft } from '../../storage/drafts.ts'
import type { Handlers } from '../door.ts'
import { writable } from '../engineParts.ts'
import type { TalkEngineParts } from '../talkParts.ts'
import { missing } from './conversationHandlers.ts'

/** Drafts lie in the profile with everything else: what a browser keeps under a port, the next program on that port may read. */
export function draftHandlers(parts: TalkEngineParts): Pick<Handlers, 'drafts.get' | 'drafts.set'> {
  return {
    'drafts.get': ({ conversationId }) => ok(readDraft(parts.store.read, conversationId)),
    'drafts.set': ({ conversationId, text, pastes }) => {
      const write = writable(parts)
      if (!write.ok) return write
      // A window that saves late must not bring back the draft of a conversation that was deleted.
      const conversation = conversationId === null ? null : getConversation(write.value, conversationId)
      if (conversationId !== null && (conversation === null || conversation.deletedAt !== null)) return missing('conversation')
      writeDraft(write.value, conversationId, { text, pastes })
      return ok({})
    },
  }
}
