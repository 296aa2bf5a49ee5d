import { ok } from '../../../shared/result.ts'
import { listPresets } from '../../context/presets.ts'
import { sentBytesSince } from '../../storage/egress.ts'
import { latestTrace, listTurnCosts, sumCosts } from '../../storage/traces.ts'
import type { TalkEngineParts } from '../talkParts.ts'
import { previewBudget } from '../previewBudget.ts'
import type { Handlers } from '../door.ts'

const shownTurns = 100

export function budgetHandlers(parts: TalkEngineParts): Pick<Handlers, 'budget.get' | 'budget.presets' | 'budget.preview'> {
  const { store, library, clock } = parts
  return {
    'budget.presets': () => ok({ presets: listPresets() }),
    'budget.preview': ({ conversationId, plan }) => previewBudget(parts, conversationId, plan),
    'budget.get': ({ conversationId }) => {
      const context = conversationId === null ? null : latestTrace(store.read, conversationId)?.context ?? null
      const midnight = startOfDay(clock.now())
      return ok({
        turns: conversationId === null ? [] : listTurnCosts(store.read, conversationId, shownTurns),
        regions: context?.regions ?? [], window: context?.window ?? 0, reserve: context?.reserve ?? 0,
        conversation: conversationId === null ? { cost: 0, promptTokens: 0, outputTokens: 0, turns: 0 } : sumCosts(store.read, { conversationId, since: 0 }),
        // The day is the profile's, also while a temporary conversation asks: what left for it stands in that ledger.
        today: { ...sumCosts(library.read, { conversationId: null, since: midnight }), sentBytes: sentBytesSince(library.read, midnight) },
      })
    },
  }
}

/** Midnight of the person's own day, in milliseconds since 1970. */
export function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0)
}
