import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BudgetPlan } from '../../shared/strategy.ts'

/** Whom a budget holds for: `all`, or one conversation by its id. */
export type PlanKey = string

/** Budgets that were changed and not saved. They stay while another face or page is looked at, and end with the window. */
export type PlanDraftState = {
  drafts: Readonly<Partial<Record<PlanKey, BudgetPlan>>>
  /** Null lets go of a draft. */
  setDraft(key: PlanKey, plan: BudgetPlan | null): void
}
export type PlanDraftStore = StoreApi<PlanDraftState>

/** Makes the store of unsaved budgets. */
export function createPlanDraftStore(): PlanDraftStore {
  return createStore<PlanDraftState>()((set) => ({
    drafts: {},
    setDraft: (key, plan) => set(({ drafts }) => {
      const { [key]: _before, ...others } = drafts
      return { drafts: plan === null ? others : { ...others, [key]: plan } }
    }),
  }))
}
