import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PolicyRule } from '../../shared/policy.ts'

/** Rules that were changed and not saved. They stay while another page is looked at, and end with the window. */
export type PolicyDraftState = {
  /** Null while what is saved stands. */
  rules: PolicyRule[] | null
  setRules(rules: PolicyRule[] | null): void
}
export type PolicyDraftStore = StoreApi<PolicyDraftState>

/** Makes the store of unsaved rules. */
export function createPolicyDraftStore(): PolicyDraftStore {
  return createStore<PolicyDraftState>()((set) => ({ rules: null, setRules: (rules) => set({ rules }) }))
}
