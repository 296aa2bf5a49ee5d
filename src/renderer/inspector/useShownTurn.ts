import { useEffect, useState } from 'react'
import { useClient, useRunningTurn } from '../state/AppStateContext.ts'
import type { Spending } from './useSpending.ts'
import { listTurns, neighbours, type TurnChoice } from './view/turns.ts'

export type ShownTurn = { turnId: string | null; running: boolean; turns: TurnChoice[]; previous: string | null; next: string | null }

/**
 * Which turn the inspector shows: the chosen one, or the latest of the conversation, which may still be running.
 * A turn that has just ended counts as the latest before it is booked, so that the picture never jumps back.
 */
export function useShownTurn(conversationId: string | null, chosenTurnId: string | null, spending: Spending | null): ShownTurn {
  const client = useClient()
  const runningTurnId = useRunningTurn(conversationId)
  const [ended, setEnded] = useState<{ conversationId: string; turnId: string } | null>(null)
  useEffect(() => client.listen('turn.ended', (event) => setEnded({ conversationId: event.conversationId, turnId: event.turnId })), [client])
  const booked = listTurns(spending?.turns ?? [], null).at(-1)?.turnId ?? null
  const latest = runningTurnId ?? (ended?.conversationId === conversationId ? ended.turnId : booked)
  const turnId = chosenTurnId ?? latest
  const turns = listTurns(spending?.turns ?? [], turnId)
  return { turnId, running: turnId !== null && turnId === runningTurnId && ended?.turnId !== turnId, turns, ...neighbours(turns, turnId) }
}
