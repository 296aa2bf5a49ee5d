import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Output } from '../../shared/contract.ts'

/** How full the window would be with what stands in the composer, for every place that shows it. */
export type GaugeState = {
  /** Null until the engine counted once. */
  preview: Output<'context.preview'> | null
  /** Tokens of the pasted texts, which stand beside the words. */
  pasted: number
  show(preview: GaugeState['preview'], pasted: number): void
}
export type GaugeStore = StoreApi<GaugeState>

/** Makes the store that the composer writes and the budget reads. */
export function createGaugeStore(): GaugeStore {
  return createStore<GaugeState>()((set) => ({
    preview: null, pasted: 0,
    show: (preview, pasted) => set({ preview, pasted }),
  }))
}
