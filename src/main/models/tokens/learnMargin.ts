/** What is known of how much a provider's counts lie above our estimates, and from how many answers. */
export interface LearnedMargin { readonly margin: number; readonly marginFrom: number }

const lowest = 0.7
const highest = 3
/** One answer says at most so much: a server that adds its own text, or cuts ours, must not turn everything around. */
const mostPerAnswer = 1.5
/** Below this a template outweighs the text. */
const fewestTokens = 50
/** Above the ratio that was seen, so that the next text, which is never quite the same, fits as well. */
const headroom = 1.03
/** The share of the way that one answer moves the margin up and down. Up at once: too low a margin ends in a refusal. */
const upward = 1
const downward = 0.1

/**
 * Learns from one answer by how much an estimate must be multiplied. A ratio above the margin moves it there at once,
 * a ratio below pulls it down slowly, more in the first answers: the margin settles near the highest ratios of late.
 * Ratios are bounded, the margin stays between 0.7 and 3, and what cannot be a ratio teaches nothing.
 * @param counted our estimate of the prompt with `before.margin` in it; @param reported tokens that the provider read
 */
export function learnMargin(before: LearnedMargin, counted: number, reported: number): LearnedMargin {
  if (!Number.isFinite(counted) || !Number.isFinite(reported) || counted < fewestTokens || reported <= 0) return before
  const factor = Math.min(mostPerAnswer, Math.max(1 / mostPerAnswer, (reported / counted) * headroom))
  const seen = before.margin * factor
  const share = seen > before.margin ? upward : Math.max(downward, 0.5 / (before.marginFrom + 1))
  const margin = Math.min(highest, Math.max(lowest, before.margin + (seen - before.margin) * share))
  return { margin, marginFrom: before.marginFrom + 1 }
}
