import type { ModelInfo } from '../../shared/model.ts'
import type { Ground } from './ground.ts'
import type { Route, RouteAlternative, RouteAsk } from './routeTypes.ts'
import { isUsable } from './words.ts'

/** Kept in every trace, so there is an end to it. */
const mostAlternatives = 20

/** Every other model that could have answered, this computer first, with its price and one sentence on why it does not. */
export function listAlternatives(ask: RouteAsk, ground: Ground, made: Omit<Route, 'alternatives'>): RouteAlternative[] {
  const first = (model: ModelInfo) => (ground.stays(model) ? 0 : 2) + (model.id === ask.cloud?.id || model.id === ask.pinned?.id || model.id === ask.local?.id ? 0 : 1)
  return ask.models.filter((model) => isUsable(model) && model.id !== made.modelId).sort((a, b) => first(a) - first(b)).slice(0, mostAlternatives).map((model) => {
    const place = ground.stays(model) ? 'local' : 'cloud'
    return {
      modelId: model.id, modelName: model.name, place, cost: place === 'local' ? 0 : ask.expectedCost(model.id),
      why: place === 'local' ? whyNotHere(made) : barOf(model, ask, made) ?? whyNotThere(made),
    }
  })
}

/** What stands against the cloud, or this model of it, whatever was asked for. */
function barOf(model: ModelInfo, ask: RouteAsk, made: Omit<Route, 'alternatives'>): string | null {
  if (ask.offline) return 'Nothing leaves this computer while offline is on.'
  if (ask.localOnly) return 'Every turn stays on this computer while local only is on.'
  if (ask.label === 'local') return 'This turn holds something marked local, which never leaves this computer.'
  if (ask.label === 'personal' && made.rule === 'label-personal') return 'This turn holds personal text, which is not allowed to leave for it.'
  const budget = ask.budget(model.id)
  if (budget.state === 'over' || (budget.state === 'unpriced' && ask.thrift.unpriced === 'refuse')) return budget.sentence ?? 'Its budget does not allow this call.'
  const health = ask.health(model.id)
  return health.state === 'open' ? health.sentence || 'Its provider does not answer now.' : null
}

function whyNotThere({ destination, rule, policyRule }: Omit<Route, 'alternatives'>): string {
  if (rule === 'policy-refuse') return `Your rule “${policyRule?.name ?? ''}” lets nobody answer this.`
  if (rule === 'difficulty') return 'Another model fits how hard this is and what is left of the money.'
  if (destination === 'cloud' || destination === 'ask') return 'Another model is named by your rule, your settings or this conversation.'
  if (policyRule !== null) return rule === 'policy-ask' ? 'You chose this computer when you were asked.' : `Your rule “${policyRule.name}” decided.`
  if (rule === 'conversation') return 'This conversation is kept on this computer.'
  if (rule === 'task-rule') return 'Your rule for this kind of task keeps it on this computer.'
  return 'No rule sends this turn to this model.'
}

function whyNotHere({ destination, rule, policyRule }: Omit<Route, 'alternatives'>): string {
  if (rule === 'policy-refuse') return `Your rule “${policyRule?.name ?? ''}” lets nobody answer this.`
  if (destination === 'ask') return `Your rule “${policyRule?.name ?? ''}” asks you first.`
  if (destination === 'local') return 'Another model on this computer answers.'
  if (destination === 'none') return 'It may not step in: falling back to this computer is switched off in Settings.'
  if (rule === 'difficulty') return 'The cloud was allowed, and another model fits how hard this is.'
  return policyRule === null ? 'Your rule or the choice for this conversation is for the cloud.' : `Your rule “${policyRule.name}” is for the cloud.`
}
