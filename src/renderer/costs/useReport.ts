import { useMemo } from 'react'
import type { Failure } from '../../shared/result.ts'
import type { SpendingReport } from '../../shared/spending.ts'
import { useReply } from '../state/useReply.ts'

const hears = ['spending.changed', 'spending.alert', 'turn.ended'] as const

/** What was spent in so many days; read again when something was spent. The days before stay on show until the next ones are there. */
export function useReport(days: number): { report: SpendingReport | null; /** How many days it is of. */ of: number; failure: Failure | null; reload: () => void } {
  const input = useMemo(() => ({ days }), [days])
  const { value, of, failure, reload } = useReply('spending.get', input, hears)
  return { report: value, of: of?.days ?? days, failure, reload }
}
