import type { ModelInfo } from '../../shared/model.ts'
import type { PolicyRule } from '../../shared/policy.ts'
import { usable, type Ground } from './ground.ts'
import { matchRule } from './policy/matchRule.ts'
import type { Route, RouteAsk, RouteRule } from './routeTypes.ts'
import { shortModel, taskWords } from './words.ts'

/** What the user's rules and choices ask for, before offline, labels, money and health have their say. */
export interface Wish {
  readonly place: 'local' | 'cloud' | 'ask' | 'refuse'
  readonly rule: RouteRule
  readonly policyRule: Route['policyRule']
  /** Who should answer; null where nobody is ready for it. */
  readonly model: ModelInfo | null
  /** What is said when it is carried out, or, of a wish to stay here, why. */
  readonly reason: string
  /** How a sentence begins that says why a wish for the cloud was not carried out; ends in "but". Null without one. */
  readonly want: string | null
  /** How personal text could be allowed for it. */
  readonly consent: string
  readonly ceiling: Route['ceiling']
  /** True where no model was named or picked, so that difficulty and money may choose. */
  readonly mayChoose: boolean
}

/** The first rule of the policy that catches the turn; then what the conversation picked and the rules for kinds of task; then this computer. */
export function readWish(ask: RouteAsk, ground: Ground): Wish {
  const caught = ask.policy.find((rule) => matchRule(rule, ask.facts, ask.label))
  const leaves = caught?.then.kind === 'cloud' || caught?.then.kind === 'ask'
  // Whoever keeps a conversation here is not overruled by a list; only a refusal is stricter still.
  return caught === undefined || (leaves && ground.isKeptHere) ? wishOfConversation(ask, ground) : wishOfPolicy(caught, ask, ground)
}

function wishOfPolicy(rule: PolicyRule, ask: RouteAsk, ground: Ground): Wish {
  const { then, name } = rule
  const base = { policyRule: { id: rule.id, name }, want: null, ceiling: 'open', mayChoose: false, consent: `To allow that, let “${name}” take personal text along, in the policy in Settings.` } as const
  if (then.kind === 'refuse') {
    return { ...base, place: 'refuse', rule: 'policy-refuse', model: null, reason: then.sentence.trim() === '' ? `Your rule “${name}” lets nobody answer this.` : `${then.sentence.trim()} (Your rule “${name}”.)` }
  }
  const named = then.modelId === null ? null : usable(ask.models.find(({ id }) => id === then.modelId))
  const lost = then.modelId !== null && named === null ? `${shortModel(then.modelId)} is not ready` : null
  const keeps = { ...base, place: 'local', rule: 'policy' } as const
  if (then.kind === 'local') {
    if (named !== null && !ground.stays(named)) return { ...keeps, model: ground.here, reason: `Your rule “${name}” keeps this turn on this computer, but names ${named.name}, which is in the cloud; the model here answers.` }
    if (lost !== null) return { ...keeps, model: ground.here, reason: `Your rule “${name}” keeps this turn on this computer, but ${lost}; the usual model here answers.` }
    return { ...keeps, model: named ?? ground.here, reason: `Your rule “${name}” keeps this turn on this computer.` }
  }
  const want = `Your rule “${name}” asks for the cloud, but`
  const target = then.modelId === null ? ground.cloud : named
  if (target === null) return { ...keeps, model: ground.here, want, reason: `${want} ${lost ?? 'no cloud model is ready'}, so this computer answers. Look at the provider and its key in Settings.` }
  if (ground.stays(target)) return { ...keeps, model: target, reason: `Your rule “${name}” names ${target.name}, which runs on this computer.` }
  return {
    ...base, place: then.kind, rule: then.kind === 'ask' ? 'policy-ask' : 'policy', model: target, want,
    reason: then.kind === 'ask' ? `Your rule “${name}” asks you before this goes to ${target.name}.` : `Your rule “${name}” sends it to ${target.name}.`,
    ceiling: then.allowPersonal ? 'personal' : 'open', mayChoose: then.modelId === null && !ground.picksCloud,
  }
}

function wishOfConversation(ask: RouteAsk, ground: Ground): Wish {
  const { pinned, here, cloud, picksCloud } = ground
  const taskRule = ask.settings.taskRules.find((rule) => rule.task === ask.understanding.task)
  const task = taskWords[ask.understanding.task]
  const base = { policyRule: null, want: null, ceiling: taskRule?.allowPersonal === true ? 'personal' : 'open', mayChoose: false, consent: `To allow that, let personal text go to the cloud for ${task} in Settings.` } as const
  const stay = (rule: RouteRule, reason: string, want: string | null = null): Wish => ({ ...base, place: 'local', rule, model: here, reason, want })
  const want = picksCloud ? `${ask.pinned?.name ?? 'A cloud model'} was picked for this conversation, but` : `The rule for ${task} asks for the cloud, but`
  if (ground.stays(pinned)) return stay('conversation', `${pinned?.name ?? ''} was picked for this conversation.`)
  if (ask.conversationRoute === 'local') return stay('conversation', 'This conversation is kept on this computer.')
  const rulesCloud = taskRule?.place === 'cloud'
  if (rulesCloud || (picksCloud && taskRule?.place !== 'local')) {
    if (cloud === null) return stay('default-local', `${want} no cloud model is ready. Add a provider with its key in Settings.`, want)
    return {
      ...base, place: 'cloud', rule: rulesCloud ? 'task-rule' : 'conversation', model: cloud, want,
      reason: rulesCloud ? `Your rule for ${task} sends it to ${cloud.name}.` : `${cloud.name} was picked for this conversation.`, mayChoose: !picksCloud,
    }
  }
  if (taskRule?.place === 'local') return stay('task-rule', `Your rule for ${task} keeps it on this computer.`, picksCloud ? want : null)
  const lost = ask.conversationRoute !== 'auto' && pinned === null
  if (lost) return stay('default-local', 'The model that was picked for this conversation is not ready, so this computer answers. Pick another one above the conversation.')
  return stay('default-local', 'Stays on this computer, as everything does without a rule for the cloud.')
}
