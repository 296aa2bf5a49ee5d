import type { StrategyValues } from '../../shared/strategy.ts'

/**
 * Where the best ones stand among their like. `edges`: the best next to the question, the second best at the other end, and so
 * on inwards, so that the weakest stand in the middle, where models overlook most.
 * @param ranked best first @param question which end of the block the question is next to
 */
export function arrange<T>(ranked: readonly T[], order: StrategyValues['order'], question: 'after' | 'before'): T[] {
  if (order === 'best-first') return [...ranked]
  if (order === 'best-last') return ranked.toReversed()
  const near = ranked.filter((_, i) => i % 2 === 0)
  const far = ranked.filter((_, i) => i % 2 === 1)
  return question === 'after' ? [...far, ...near.toReversed()] : [...near, ...far.toReversed()]
}
