import type { ChatModel, CloudChatModel } from '../models/ports.ts'
import type { Resilience } from '../resilience/createResilience.ts'
import { guardModel, type ModelGuardOptions } from '../resilience/guardModel.ts'
import type { SpendDesk } from './spendDesk.ts'

export interface GuardParts {
  readonly spending: Pick<SpendDesk, 'guard'>
  readonly resilience: Pick<Resilience, 'provider'>
  readonly nameOf: (providerId: string) => string
  readonly limits: ModelGuardOptions | undefined
}

/**
 * Puts budgets and a breaker before a model behind HTTP, whoever opened it and whatever for: turns, summaries, measurements.
 * The books stand closest to the wire, so that each try is a call of its own; the breaker before them, so that a call that is
 * not made is not booked. A model in this process is left as it is.
 */
export function withGuards(model: ChatModel, { spending, resilience, nameOf, limits }: GuardParts): ChatModel {
  if (model.place === 'local') return model
  const booked: CloudChatModel = {
    ...model,
    generate(request) {
      const { purpose = 'answer', conversationId, turnId = null, keep, allowUnpriced, squeezedTokens } = request
      // What is asked once under a name of its own belongs to no conversation and no turn: it may come from a temporary one, which is not named.
      const isOwn = purpose === 'answer'
      return spending.guard(model, { conversationId: isOwn ? conversationId : null, turnId: isOwn ? turnId : null, purpose, isTemporary: isOwn && keep === false, ...(allowUnpriced === undefined ? {} : { allowUnpriced }), ...(squeezedTokens === undefined ? {} : { squeezedTokens }) }).generate(request)
    },
  }
  const { providerId } = model.info
  return providerId === null ? booked : guardModel(booked, resilience.provider(providerId, nameOf(providerId)), limits)
}
