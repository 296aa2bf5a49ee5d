import type { ModelInfo } from '../../shared/model.ts'
import type { ThriftSettings } from '../../shared/spending.ts'
import { isUsable } from './words.ts'

type Step = ThriftSettings['steps'][number]

/** Seed 001's ladder: a hard task takes the best model while more than ten dollars are left, a medium one the next, and so on. */
const seedLadder = [{ difficultyAbove: 0.8, leftUsd: 10 }, { difficultyAbove: 0.5, leftUsd: 10 }, { difficultyAbove: 0, leftUsd: 5 }, { difficultyAbove: 0, leftUsd: 0 }] as const

/**
 * The ladder of seed 001 over the cloud models that are ready and whose price is known, dearest first; its last rung is the
 * cheapest one. With fewer models than rungs the upper rungs come first. Empty without a priced model.
 */
export function seedSteps(models: readonly ModelInfo[]): Step[] {
  const priced = models.filter((model) => model.place === 'cloud' && isUsable(model) && typeof model.price?.output === 'number')
    .sort((a, b) => priceOf(b) - priceOf(a) || (a.id < b.id ? -1 : 1))
  const cheapest = priced.at(-1)
  if (cheapest === undefined) return []
  const upper = priced.slice(0, Math.min(priced.length - 1, seedLadder.length - 1))
  return [...upper.map((model, at) => ({ modelId: model.id, ...seedLadder[at]! })), { modelId: cheapest.id, ...seedLadder.at(-1)! }]
}

/** The steps whose difficulty is reached and whose budget has enough left, in their order. A step at 0 asks for nothing. */
export function reachedSteps(steps: readonly Step[], difficulty: number, leftUsd: (modelId: string) => number | null): Step[] {
  return steps.filter((step) => {
    const left = leftUsd(step.modelId)
    return (step.difficultyAbove === 0 || difficulty > step.difficultyAbove) && (step.leftUsd === 0 || left === null || left > step.leftUsd)
  })
}

/** Of models, the cheapest; where prices are the same or not known, the one that stands last. Null of none. */
export function cheapestOf(models: readonly ModelInfo[]): ModelInfo | null {
  const rank = (model: ModelInfo) => model.place === 'local' ? 0 : model.price === null || model.price.input === null || model.price.output === null ? Infinity : priceOf(model)
  return models.toReversed().toSorted((a, b) => rank(a) === rank(b) ? 0 : rank(a) - rank(b))[0] ?? null
}

function priceOf(model: ModelInfo): number {
  return (model.price?.output ?? 0) + (model.price?.input ?? 0) / 4
}
