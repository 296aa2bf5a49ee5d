import { ok } from '../../../shared/result.ts'
import { getConversation } from '../../storage/conversations.ts'
import { listPieceRules, setPieceRule } from '../../storage/pieceRules.ts'
import { setThumb } from '../../storage/traces.ts'
import { writable } from '../engineParts.ts'
import type { TalkEngineParts } from '../talkParts.ts'
import type { Handlers } from '../door.ts'
import { missing } from './conversationHandlers.ts'

type Mine = Pick<Handlers, 'epochs.list' | 'epochs.get' | 'epochs.edit' | 'epochs.make' | 'epochs.undo' | 'pieces.rules' | 'pieces.rule' | 'turn.rate'>

export function epochHandlers(parts: TalkEngineParts): Mine {
  const { store, epochs } = parts
  return {
    'epochs.list': ({ conversationId }) => getConversation(store.read, conversationId) === null ? missing('conversation') : ok({ epochs: epochs.list(conversationId) }),
    'epochs.get': ({ epochId }) => epochs.sources(epochId),
    'epochs.edit': ({ epochId, text }) => epochs.edit(epochId, text),
    'epochs.make': ({ conversationId, kind }) => epochs.make(conversationId, kind),
    'epochs.undo': ({ epochId }) => epochs.undo(epochId, (conversationId) => parts.turns.running(conversationId).turnId !== null),
    'pieces.rules': ({ conversationId }) => getConversation(store.read, conversationId) === null ? missing('conversation') : ok({ rules: listPieceRules(store.read, conversationId) }),
    'pieces.rule': ({ conversationId, pieceId, rule }) => {
      const write = writable(parts)
      if (!write.ok) return write
      if (getConversation(write.value, conversationId) === null) return missing('conversation')
      setPieceRule(write.value, conversationId, pieceId, rule)
      return ok({})
    },
    'turn.rate': ({ turnId, thumb }) => {
      const write = writable(parts)
      if (!write.ok) return write
      if (!setThumb(write.value, turnId, thumb)) return missing('turn')
      return ok({})
    },
  }
}
