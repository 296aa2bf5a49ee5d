import { ok, type Result } from '../../shared/result.ts'
import type { Output } from '../../shared/contract.ts'
import type { ModelInfo } from '../../shared/model.ts'
import type { Settings } from '../../shared/settings.ts'
import { resolveBudget } from '../context/budget.ts'
import { taskWords } from '../router/words.ts'
import { getConversation } from '../storage/conversations.ts'
import { estimateTokens } from '../models/tokens/estimateTokens.ts'
import { listTurnCosts } from '../storage/traces.ts'
import { isOffline } from './engineParts.ts'
import type { TalkEngineParts } from './talkParts.ts'
import { strategyFor } from './strategyFor.ts'
import { windowOf } from './windowOf.ts'

type Preview = Output<'context.preview'>

/** Tokens of Casement's own rules, about. */
const rulesTokens = 60
/** Of a long draft so much is looked at, in parts: scripts differ by a factor of three in what a token holds. */
const sampledChars = 12_000
const samples = 3
/** Drafts longer than this are estimated: counting 10 MB on every key press would stop the typing. */
const countedChars = 200_000

/**
 * What the window would hold if the draft were sent now: rules, the talk with its summary, and the draft.
 * Runs no recall and loads no model: it is asked for on every pause of the typing.
 */
export async function previewContext(parts: TalkEngineParts, conversationId: string | null, text: string): Promise<Result<Preview>> {
  const settings = parts.settings.get()
  const conversation = conversationId === null ? null : getConversation(parts.store.read, conversationId)
  const route = conversation?.route ?? 'auto'
  const known = parts.models.known()
  const local = parts.models.choose('local', settings.localModelId, known)
  const cloud = () => parts.models.choose('cloud', settings.cloudModelId, known)
  const staysHere = isOffline(parts) || settings.localOnly
  const loopback = parts.models.loopbackProviders()
  const leaves = (info: ModelInfo | null) => info !== null && info.place === 'cloud' && !loopback.includes(info.providerId ?? '')
  const picked = route === 'auto' || route === 'local' ? null : route === 'cloud' ? cloud() : parts.models.peek(route)
  // Which rule catches a draft shows only when it is sent: where one may send it away, that is what is said.
  const sentAway = route === 'auto' && !staysHere ? awayRules(settings) : null
  const byRule = sentAway === null ? null : sentAway.modelId === null ? cloud() : parts.models.peek(sentAway.modelId)
  const wanted = leaves(byRule) ? byRule : picked ?? local
  const model = wanted === null || (leaves(wanted) && staysHere) ? local : wanted
  const last = conversationId === null ? undefined : listTurnCosts(parts.store.read, conversationId, 1)[0]
  const before = (last?.promptTokens ?? 0) + (last?.outputTokens ?? 0)
  if (model === null) {
    return ok({ window: 0, reserve: 0, used: before, draftTokens: estimateDraft(text), exact: false, model: '', destination: 'none', reason: 'No model is ready. Questions that a memory answers are answered from memory.', fits: true, compaction: null })
  }
  const counter = text.length <= countedChars ? parts.models.loadedCounter(model.id) : null
  const draftTokens = counter === null ? estimateDraft(text) : (await counter.count([text]))[0]!
  const window = windowOf(model)
  const talk = conversationId === null ? { tokens: 0, compaction: null } : await parts.epochs.gauge(conversationId, draftTokens, model.id, window)
  const { total, reserve } = resolveBudget(strategyFor(settings, conversation).budget, window)
  return ok({
    window: total, reserve, used: rulesTokens + talk.tokens, draftTokens, exact: counter?.exact ?? false, model: model.name,
    destination: leaves(model) ? 'cloud' : 'local', fits: draftTokens < total - reserve,
    compaction: talk.compaction,
    reason: model === byRule && sentAway !== null ? `By your ${sentAway.when}` : leaves(model) ? `Goes to ${model.name}` : leaves(wanted) && settings.localOnly ? 'Local only is on' : 'Stays on this computer',
  })
}

/** So many rules are named; a line has no room for more. */
const namedRules = 2

/** The rules that may send a message away, in words, and the model that the first of them names. Null where none does. */
function awayRules({ policy, taskRules }: Settings): { when: string; modelId: string | null } | null {
  const active = policy.filter(({ enabled }) => enabled)
  const lines = active.flatMap(({ name, when, then }, at) => then.kind === 'cloud' || then.kind === 'ask' ? [{ name, at, modelId: then.modelId, asks: then.kind === 'ask', always: asksNothing(when) }] : [])
  const [first] = lines
  if (first !== undefined) {
    const names = lines.slice(0, namedRules).map((one) => `“${one.name}”`).join(' or ')
    const asked = lines.every((one) => one.asks) ? ', after you were asked' : ''
    if (first.always) return { when: first.at === 0 ? `rule “${first.name}”, which fits every message${asked}` : `rules, unless one before “${first.name}” fits${asked}`, modelId: first.modelId }
    if (lines.some((one) => one.always)) return { when: `rules, unless one of them keeps it here${asked}`, modelId: first.modelId }
    const all = lines.length > namedRules ? `one of ${lines.length} rules` : names
    return { when: `rules, if ${all} fits${asked}; anything else stays here`, modelId: first.modelId }
  }
  const tasks = taskRules.filter((rule) => rule.place === 'cloud').map((rule) => taskWords[rule.task])
  return tasks.length === 0 ? null : { when: `rules, if it is ${tasks.join(' or ')}; anything else stays here`, modelId: null }
}

/** True for a rule without conditions. */
function asksNothing(when: Settings['policy'][number]['when']): boolean {
  return Object.values(when).every((asked) => asked === undefined || Array.isArray(asked) && asked.length === 0)
}

/** Tokens that a draft probably has, by its scripts; of a long one from its beginning, middle and end. */
function estimateDraft(text: string): number {
  if (text.length <= sampledChars * samples) return estimateTokens(text)
  let tokens = 0
  for (let part = 0; part < samples; part++) {
    const start = Math.floor(((text.length - sampledChars) * part) / (samples - 1))
    tokens += estimateTokens(text.slice(start, start + sampledChars))
  }
  return Math.ceil((tokens * text.length) / (sampledChars * samples))
}
