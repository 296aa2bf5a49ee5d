import type { Output } from '../../../shared/contract.ts'

type Preview = Output<'context.preview'>

/** From this share of the window on, a gauge warns. */
export const warnShare = 0.7

/** How full the window is: what stands there already, what is being written, what is kept for the answer, what is free. In tokens. */
export type Gauge = { whole: number; used: number; before: number; draft: number; reserve: number; free: number; exact: boolean; warns: boolean }

/** Measures the window with the words and the pasted texts of a draft. */
export function measureGauge(preview: Preview, pasted: number): Gauge {
  const whole = Math.max(1, preview.window)
  const used = preview.used + pasted
  const draft = Math.min(used, preview.draftTokens + pasted)
  return { whole, used, before: used - draft, draft, reserve: preview.reserve, free: Math.max(0, preview.window - used - preview.reserve), exact: preview.exact && pasted === 0, warns: used / whole >= warnShare }
}
