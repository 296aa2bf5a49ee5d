import { useMemo } from 'react'
import type { Failure } from '../../shared/result.ts'
import type { BudgetPlan } from '../../shared/strategy.ts'
import { useSettled } from '../memories/useSettled.ts'
import { useReply } from '../state/useReply.ts'
import type { PlanPreview } from './view/effect.ts'

const pauseMs = 220
const hears = ['turn.ended', 'models.changed'] as const

export type PreviewedPlan = {
  /** Of the plan before while a new one is looked at, so that nothing blinks. */
  preview: PlanPreview | null
  failure: Failure | null
  /** True while the plan on show was not looked at yet. */
  waiting: boolean
}

/** What a plan would have done to the last turn. Asked after a short rest, and again after every turn and with another model. */
export function usePlanPreview(conversationId: string | null, plan: BudgetPlan): PreviewedPlan {
  const asked = useSettled(plan, pauseMs)
  const input = useMemo(() => ({ conversationId, plan: asked }), [conversationId, asked])
  const { value, of, failure } = useReply('budget.preview', input, hears)
  return { preview: value, failure, waiting: of?.plan !== plan }
}
