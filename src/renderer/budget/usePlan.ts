import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import type { BudgetPlan, BudgetPreset } from '../../shared/strategy.ts'
import { useAppState, useConversations, usePlanDrafts, useSettings } from '../state/AppStateContext.ts'
import type { PlanKey } from '../state/planDraftStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { useReply } from '../state/useReply.ts'
import { isSamePlan } from './view/plan.ts'

const input = {}

/** The presets by the engine's own words; null until they were read. */
export function usePresets(): { presets: readonly BudgetPreset[] | null; failure: Failure | null } {
  const { value, failure } = useReply('budget.presets', input)
  return { presets: value?.presets ?? null, failure }
}

export type UsedPlan = {
  scope: PlanKey
  setScope: (scope: PlanKey) => void
  /** The plan as it stands in the editor, and whether that is saved. */
  plan: BudgetPlan
  changed: boolean
  change: (plan: BudgetPlan) => void
  cancel: () => void
  save: () => Promise<void>
  /** True when the shown conversation has a budget of its own. */
  ownHere: boolean
  /** Lets the conversation follow the budget of all again. */
  followAll: () => Promise<void>
}

/** The plan that is edited: the one of all conversations or that of one, with what was changed and not saved. Null until the settings are read. */
export function usePlan(conversationId: string | null): UsedPlan | null {
  const { settings: store, conversations, planDrafts } = useAppState()
  const settings = useSettings(selectSettings)
  const own = useConversations((state) => state.items.find((one) => one.id === conversationId)?.budget) ?? null
  const drafts = usePlanDrafts((state) => state.drafts)
  const [wished, setWished] = useState<PlanKey | null>(null)
  if (settings === null) return null
  const scope: PlanKey = conversationId === null ? 'all' : wished ?? (own !== null || drafts[conversationId] !== undefined ? conversationId : 'all')
  const saved = scope === 'all' ? settings.strategy.budget : own ?? settings.strategy.budget
  const plan = drafts[scope] ?? saved
  const { setDraft } = planDrafts.getState()
  const set = (key: PlanKey, next: BudgetPlan | null) => setDraft(key, next)
  return {
    scope, plan, changed: drafts[scope] !== undefined, ownHere: own !== null,
    setScope: (next) => {
      // What was tried and not saved goes along, so that one can decide at the end whom it holds for.
      if (next !== scope && drafts[scope] !== undefined) { set(next, drafts[scope]); set(scope, null) }
      setWished(next)
    },
    change: (next) => set(scope, isSamePlan(next, saved) ? null : next),
    cancel: () => set(scope, null),
    save: async () => {
      const done = scope === 'all'
        ? await store.getState().save({ strategy: { ...settings.strategy, budget: plan } })
        : await conversations.getState().update({ conversationId: scope, budget: plan })
      if (done) set(scope, null)
    },
    followAll: async () => {
      if (conversationId === null || !await conversations.getState().update({ conversationId, budget: null })) return
      set(conversationId, null)
      setWished('all')
    },
  }
}
