import type { ModelInfo } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { usable, type Ground } from './ground.ts'
import type { RouteAsk, RouteRule } from './routeTypes.ts'
import { cheapestOf, reachedSteps, seedSteps } from './thrift.ts'
import type { Wish } from './wish.ts'

/** Whether money and health let a model in the cloud be called. */
export type Gate = { readonly opens: 'yes' } | { readonly opens: 'ask'; readonly sentence: string } | { readonly opens: 'no'; readonly rule: 'budget' | 'health'; readonly sentence: string; readonly resting: Failure | null }

/** Budget before health: what may not be paid is not tried. */
export function gateOf(model: ModelInfo, ask: RouteAsk): Gate {
  const budget = ask.budget(model.id)
  const unpriced = budget.state === 'unpriced'
  if (budget.state === 'over' || (unpriced && ask.thrift.unpriced === 'refuse')) return { opens: 'no', rule: 'budget', sentence: budget.sentence ?? 'The budget does not allow this call.', resting: null }
  const health = ask.health(model.id)
  if (health.state === 'open') return { opens: 'no', rule: 'health', sentence: health.sentence || `${model.name} does not answer now.`, resting: health.failure ?? null }
  if (unpriced && ask.thrift.unpriced === 'ask') return { opens: 'ask', sentence: budget.sentence ?? `Nobody knows what ${model.name} costs, and a budget stands.` }
  return { opens: 'yes' }
}

export interface Chosen { readonly model: ModelInfo; readonly gate: Gate; readonly rule: RouteRule | null; readonly reason: string | null }

/**
 * Who answers a turn that may go to the cloud: where nobody is named, the first model of the person's ladder or the usual one that difficulty,
 * money and health allow. Where no step is reached, the cheapest that they allow, of the ladder and the model of the wish: money
 * that runs short never takes a dearer one. Else the model of the wish with what its gate says.
 */
export function chooseModel(wish: Wish & { readonly model: ModelInfo }, ask: RouteAsk, ground: Ground): Chosen {
  const byWish: Chosen = { model: wish.model, gate: gateOf(wish.model, ask), rule: null, reason: null }
  if (!wish.mayChoose || ask.thrift.choose === 'off') return byWish
  const steps = ask.thrift.steps.length > 0 ? ask.thrift.steps : seedSteps(ask.models)
  if (steps.length === 0) return byWish
  const isOpen = (model: ModelInfo | null) => model !== null && (ground.stays(model) || gateOf(model, ask).opens === 'yes')
  const modelOf = ({ modelId }: { readonly modelId: string }) => usable(ask.models.find(({ id }) => id === modelId))
  const facts = (model: ModelInfo) => {
    const left = ask.leftUsd(model.id)
    return `(${Math.round(ask.facts.difficulty * 100)} %)${left === null ? '' : ` and $${left.toFixed(2)} left`}`
  }
  const reached = reachedSteps(steps, ask.facts.difficulty, ask.leftUsd).map(modelOf).find(isOpen) ?? null
  if (reached !== null) return { model: reached, gate: { opens: 'yes' }, rule: 'difficulty', reason: `${reached.name} answers: chosen by difficulty ${facts(reached)}.` }
  const cheapest = cheapestOf([wish.model, ...steps.map(modelOf)].filter((model) => model !== null).filter(isOpen))
  return cheapest === null ? byWish
    : { model: cheapest, gate: { opens: 'yes' }, rule: 'difficulty', reason: `${cheapest.name} answers: the cheapest, as no step of the ladder fits difficulty ${facts(cheapest)}.` }
}
