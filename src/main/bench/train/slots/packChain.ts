import type { SlotModel } from '../../../understand/slots/slotTagger.ts'
import type { ChainWeights } from './trainChain.ts'

/** Weights below this change no label that matters, and take most of the room. */
const floor = 0.05

/** Weights as a byte each: rounded to 1/127 of the largest that is kept (the few beyond four are cut there), the small ones left out. */
export function packChain({ byFeature, steps }: ChainWeights): Pick<SlotModel, 'features' | 'starts' | 'labels' | 'weights' | 'unit' | 'steps'> {
  const unit = 4 / 127
  const kept = [...byFeature].map(([hash, own]) => ({ hash, own: [...own].filter(([, weight]) => Math.abs(weight) >= floor && Math.round(weight / unit) !== 0).sort((a, b) => a[0] - b[0]) }))
    .filter(({ own }) => own.length > 0).sort((a, b) => a.hash - b.hash)
  const starts = new Uint32Array(kept.length + 1)
  kept.forEach(({ own }, at) => { starts[at + 1] = starts[at]! + own.length })
  const pairs = kept.flatMap(({ own }) => own)
  return {
    features: Uint32Array.from(kept, ({ hash }) => hash), starts, labels: Uint8Array.from(pairs, ([label]) => label),
    weights: Int8Array.from(pairs, ([, weight]) => Math.max(-127, Math.min(127, Math.round(weight / unit)))), unit, steps,
  }
}
