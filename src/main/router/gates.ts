import type { ModelInfo } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { usable, type Ground } from './ground.ts'
import type { RouteAsk, RouteRule } from './routeTypes.ts'
import { reachedSteps } from './thrift.ts'
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
 * Who answers a turn that may go to the cloud: where nobody is named, the first model of the thrift's ladder that difficulty,
 * money and health allow; else the model of the wish with what its gate says.
 */
export function chooseModel(wish: Wish & { readonly model: ModelInfo }, ask: RouteAsk, ground: Ground): Chosen {
  for (const step of wish.mayChoose ? reachedSteps(ask.thrift, ask.facts.difficulty, ask.leftUsd) : []) {
    const model = usable(ask.models.find(({ id }) => id === step.modelId))
    if (model === null || (!ground.stays(model) && gateOf(model, ask).opens !== 'yes')) continue
    const left = ask.leftUsd(model.id)
    const money = left === null ? '' : ` and $${left.toFixed(2)} left`
    return { model, gate: { opens: 'yes' }, rule: 'difficulty', reason: `${model.name} answers: chosen by difficulty (${Math.round(ask.facts.difficulty * 100)} %)${money}.` }
  }
  return { model: wish.model, gate: gateOf(wish.model, ask), rule: null, reason: null }
}
