import type { ModelInfo } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { listAlternatives } from './alternatives.ts'
import { chooseModel } from './gates.ts'
import { readGround, usable, type Ground } from './ground.ts'
import type { Route, RouteAsk, RouteRule } from './routeTypes.ts'
import { readWish, type Wish } from './wish.ts'
import { describeMissing } from './words.ts'

export type { BudgetAnswer, HealthAnswer, Route, RouteAlternative, RouteAsk, RouteAsked, RouteFacts, RouteRule } from './routeTypes.ts'

type Made = Omit<Route, 'alternatives'>

/**
 * Decides where a turn is answered. In this order: offline and local only; labels; the user's rules (the policy, then what the
 * conversation picked and the rules for kinds of task); budget; health; difficulty. Where nothing asks for the cloud, and where
 * a wish for it cannot be carried out, this computer answers. `ask` comes back once more with what the person said.
 */
export function route(ask: RouteAsk): Route {
  const ground = readGround(ask)
  const wish = readWish(ask, ground)
  const made = decide(ask, ground, wish)
  return { ...made, alternatives: listAlternatives(ask, ground, made) }
}

function decide(ask: RouteAsk, ground: Ground, wish: Wish): Made {
  const base = { ceiling: wish.ceiling, fallbackModelId: null, policyRule: null, taskClass: ask.facts.taskClass, difficulty: ask.facts.difficulty, expectedCost: 0, question: null, resting: null } as const
  const nobody = { ...base, destination: 'none', modelId: '', modelName: '' } as const
  const here = wish.place === 'local' ? wish.model : ground.here
  const stay = (rule: RouteRule, reason: string, by: Route['policyRule'] = null, model: ModelInfo | null = here, resting: Failure | null = null): Made => model === null
    ? { ...nobody, resting, rule: 'no-model', reason: describeMissing(ask.local, reason, ground.cloud !== null && rule === 'default-local') }
    : { ...base, destination: 'local', modelId: model.id, modelName: model.name, rule, reason, policyRule: by, fallbackModelId: backupOf(model, ask) }

  if (wish.place === 'refuse') return { ...nobody, rule: 'policy-refuse', reason: wish.reason, policyRule: wish.policyRule }
  const { want } = wish
  if (ask.offline) return stay('offline', want !== null ? `${want} nothing leaves this computer while offline is on.` : 'Stays on this computer: offline is on.')
  if (ask.localOnly) return stay('local-only', want !== null ? `${want} every turn stays on this computer while local only is on.` : 'Stays on this computer: local only is on.')
  if (ask.label === 'local') return stay('label-local', want !== null ? `${want} this turn holds something marked local, which never leaves this computer.` : 'Stays on this computer: this turn holds something marked local.')
  if (wish.place === 'local' || wish.model === null) return stay(wish.rule, wish.reason, wish.policyRule)
  if (ask.label === 'personal' && wish.ceiling === 'open') return stay('label-personal', `${want ?? ''} this turn holds personal text. ${wish.consent}`)

  const isAsked = wish.place === 'ask'
  const chosen = chooseModel({ ...wish, model: wish.model }, ask, ground)
  if (ask.answered === 'local') return stay(isAsked ? 'policy-ask' : 'budget', 'You chose this computer when you were asked.', wish.policyRule)
  if (ground.stays(chosen.model)) return stay('difficulty', chosen.reason ?? wish.reason, wish.policyRule, chosen.model)
  const { gate, model } = chosen
  if (ask.answered === null) {
    if (gate.opens === 'no') {
      const because = `${want ?? ''} ${gate.rule === 'budget' ? 'the budget is in the way' : 'its provider does not answer now'}. ${gate.sentence}`
      if (gate.rule === 'health' && !ask.settings.fallbackToLocal) return { ...nobody, resting: gate.resting, rule: 'health', reason: `${because} Falling back to this computer is switched off in Settings.`, policyRule: wish.policyRule }
      return stay(gate.rule, here === null ? because : `${because} This computer answers instead.`, wish.policyRule, here, gate.resting)
    }
    if (isAsked || gate.opens === 'ask') {
      const reason = [...(isAsked ? [`Your rule “${wish.policyRule?.name ?? ''}” asks you before this goes to ${model.name}.`] : []), ...(gate.opens === 'ask' ? [gate.sentence] : [])].join(' ')
      return {
        ...base, destination: 'ask', modelId: model.id, modelName: model.name, rule: isAsked ? 'policy-ask' : 'budget', reason, policyRule: wish.policyRule,
        expectedCost: ask.expectedCost(model.id), question: { reason, cloudModelId: model.id, localModelId: here?.id ?? null },
      }
    }
  }
  const said = ask.answered === 'cloud' && (isAsked || gate.opens === 'ask')
  return {
    ...base, destination: 'cloud', modelId: model.id, modelName: model.name, policyRule: wish.policyRule, expectedCost: ask.expectedCost(model.id),
    rule: said ? (isAsked ? 'policy-ask' : 'budget') : chosen.rule ?? wish.rule, reason: said ? `You allowed ${model.name} when you were asked.` : chosen.reason ?? wish.reason,
    fallbackModelId: ask.settings.fallbackToLocal ? here?.id ?? null : null,
  }
}

/** Who may answer where a server on this computer does not: the model that runs here by itself. */
function backupOf(model: ModelInfo, { local, settings }: RouteAsk): string | null {
  const own = usable(local)
  return settings.fallbackToLocal && model.providerId !== null && own !== null && own.providerId === null && own.id !== model.id ? own.id : null
}
