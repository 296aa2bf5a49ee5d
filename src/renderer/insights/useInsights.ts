import { useMemo } from 'react'
import type { Insights } from '../../shared/insights.ts'
import type { Failure } from '../../shared/result.ts'
import { useReply } from '../state/useReply.ts'

const hears = ['turn.ended', 'trace.changed'] as const

/** The figures of so many days, of all conversations or of one; read again after every turn. Those before stay on show until the next ones are there. */
export function useInsights(days: number, conversationId: string | null): { insights: Insights | null; failure: Failure | null } {
  const input = useMemo(() => ({ days, conversationId }), [days, conversationId])
  const { value, failure } = useReply('insights.get', input, hears)
  return { insights: value, failure }
}
