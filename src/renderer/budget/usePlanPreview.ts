import { useEffect, useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import type { BudgetPlan } from '../../shared/strategy.ts'
import { useSettled } from '../memories/useSettled.ts'
import { useClient } from '../state/AppStateContext.ts'
import type { PlanPreview } from './view/effect.ts'

const pauseMs = 220

export type PreviewedPlan = {
  /** Of the plan before while a new one is looked at, so that nothing blinks. */
  preview: PlanPreview | null
  failure: Failure | null
  /** True while the plan on show was not looked at yet. */
  waiting: boolean
}

/** What a plan would have done to the last turn. Asked after a short rest, and again after every turn. */
export function usePlanPreview(conversationId: string | null, plan: BudgetPlan): PreviewedPlan {
  const client = useClient()
  const asked = useSettled(plan, pauseMs)
  const [found, setFound] = useState<{ of: BudgetPlan | null; preview: PlanPreview | null; failure: Failure | null }>({ of: null, preview: null, failure: null })
  useEffect(() => {
    let current = true
    const ask = async () => {
      const answer = await client.call('budget.preview', { conversationId, plan: asked })
      if (current) setFound((before) => answer.ok ? { of: asked, preview: answer.value, failure: null } : { of: asked, preview: before.preview, failure: answer.error })
    }
    void ask()
    const stop = client.listen('turn.ended', () => void ask())
    return () => { current = false; stop() }
  }, [client, conversationId, asked])
  return { preview: found.preview, failure: found.failure, waiting: found.of !== plan }
}
