import type { Estimate } from '../../shared/strategy.ts'

const resamples = 1000
const seed = 0x9e3779b9
/** More values than this are looked at in even steps: the interval hardly changes, the work would. */
const mostValues = 4000

/**
 * The mean of some values and the interval that holds the true mean in 95 of 100 cases: a percentile bootstrap with a fixed
 * seed, so that the same values always give the same interval. Resampling a handful of values gives intervals that are too
 * narrow, so they are widened by the ratio of Student's t to the normal quantile and by the lost degree of freedom.
 * One value alone has an interval without width, which says nothing: whoever shows it shows the number of turns beside it.
 * @param values finite numbers; others are left out. Null for none.
 */
export function estimateOf(values: readonly number[]): Estimate | null {
  const all = values.filter(Number.isFinite)
  if (all.length === 0) return null
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length
  if (all.length === 1) return { mean, low: mean, high: mean }
  const step = Math.max(1, all.length / mostValues)
  const drawn = step === 1 ? all : Array.from({ length: mostValues }, (_, at) => all[Math.floor(at * step)]!)
  const means = resampledMeans(drawn)
  const centre = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
  const wider = Math.sqrt(all.length / (all.length - 1)) * studentRatio(all.length - 1) / Math.sqrt(step)
  return { mean, low: Math.min(mean, mean + (quantile(means, 0.025) - centre) * wider), high: Math.max(mean, mean + (quantile(means, 0.975) - centre) * wider) }
}

function resampledMeans(values: readonly number[]): number[] {
  const random = createRandom(seed)
  const means: number[] = []
  for (let round = 0; round < resamples; round++) {
    let sum = 0
    for (let at = 0; at < values.length; at++) sum += values[Math.floor(random() * values.length)]!
    means.push(sum / values.length)
  }
  return means.sort((a, b) => a - b)
}

function quantile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1)
  const below = sorted[Math.floor(place)]!
  const above = sorted[Math.ceil(place)]!
  return below + (above - below) * (place - Math.floor(place))
}

/** How much wider Student's 97.5 % quantile is than the normal one, by the Cornish-Fisher expansion; exact enough from 2 degrees on. */
function studentRatio(freedom: number): number {
  if (freedom === 1) return 12.706 / 1.96
  const z = 1.96
  const first = (z ** 2 + 1) / 4
  const second = (5 * z ** 4 + 16 * z ** 2 + 3) / 96
  const third = (3 * z ** 6 + 19 * z ** 4 + 17 * z ** 2 - 15) / 384
  return 1 + first / freedom + second / freedom ** 2 + third / freedom ** 3
}

/** A small generator of even numbers in [0, 1), a 32-bit xorshift with a multiplied output: the same seed, the same numbers. */
function createRandom(start: number): () => number {
  let state = start | 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (Math.imul(state, 0x2545f491) >>> 0) / 2 ** 32
  }
}
