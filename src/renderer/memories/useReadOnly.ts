import { useStatus } from '../state/AppStateContext.ts'
import type { StatusState } from '../state/statusStore.ts'

const selectReadOnly = (state: StatusState) => (state.status?.readOnly ?? null) !== null

/** True while the store is open read-only: nothing can be changed, and a banner says why. */
export function useReadOnly(): boolean {
  return useStatus(selectReadOnly)
}
