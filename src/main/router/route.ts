import type { RouteChoice } from '../../shared/message.ts'
import type { ModelInfo } from '../../shared/model.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Understanding } from '../../shared/trace.ts'
import type { Label } from '../../shared/words.ts'
import { describeMissing, isUsable, taskWords } from './words.ts'

/** All that a route depends on. The message's text is not among it, so no text can choose where it goes. */
export interface RouteAsk {
  readonly understanding: Understanding
  /** The strictest label of the message and of all relevant pieces, after screening. */
  readonly label: Label
  readonly conversationRoute: RouteChoice
  readonly settings: Settings
  /** True when nothing may leave this computer, by setting or by how the app was started. */
  readonly offline: boolean
  /** The model on this computer, the cloud model of the settings, and the one that this conversation picked. */
  readonly local: ModelInfo | null
  readonly cloud: ModelInfo | null
  readonly pinned: ModelInfo | null
  /** Providers whose server runs on this computer: they count as local. */
  readonly loopbackProviders: readonly string[]
}

export const routeRules = ['offline', 'label-local', 'label-personal', 'task-rule', 'conversation', 'default-local', 'no-model'] as const
export type RouteRule = (typeof routeRules)[number]

export interface Route {
  readonly destination: 'local' | 'cloud' | 'none'
  readonly modelId: string
  readonly modelName: string
  readonly rule: RouteRule
  /** One or two sentences for the person; the second says how to change it where that can be wanted. */
  readonly reason: string
  /** What the user allowed for this kind of task, for a prompt that leaves this computer. */
  readonly ceiling: 'open' | 'personal'
  /** The model on this computer that may answer when the cloud fails before its first token. */
  readonly fallbackModelId: string | null
}

/**
 * Decides where a turn is answered. In this order: offline; a local label; a conversation kept here; what the user allowed
 * for the task; the user's rule for the task; the model that the conversation picked; this computer.
 */
export function route(ask: RouteAsk): Route {
  const stays = (model: ModelInfo | null) => model !== null && (model.place === 'local' || ask.loopbackProviders.includes(model.providerId ?? ''))
  const taskRule = ask.settings.taskRules.find((rule) => rule.task === ask.understanding.task)
  const pinned = usable(ask.pinned)
  const here = stays(pinned) ? pinned : firstUsable(ask.local, stays(ask.cloud) ? ask.cloud : null)
  const picksCloud = ask.pinned !== null && !stays(ask.pinned)
  // A picked cloud model is never swapped for another provider's.
  const cloud = picksCloud ? pinned : stays(ask.cloud) ? null : usable(ask.cloud)
  const ceiling = taskRule?.allowPersonal === true ? 'personal' : 'open'
  const task = taskWords[ask.understanding.task]

  const local = (rule: RouteRule, reason: string): Route => here === null
    ? { destination: 'none', modelId: '', modelName: '', rule: 'no-model', reason: describeMissing(ask.local, reason, cloud !== null && rule === 'default-local'), ceiling, fallbackModelId: null }
    : { destination: 'local', modelId: here.id, modelName: here.name, rule, reason, ceiling, fallbackModelId: null }

  const rulesCloud = taskRule?.place === 'cloud'
  const keptHere = ask.conversationRoute === 'local' || stays(pinned)
  const wantsCloud = !keptHere && (rulesCloud || (picksCloud && taskRule?.place !== 'local'))
  const wish = picksCloud ? `${ask.pinned?.name ?? 'A cloud model'} was picked for this conversation, but` : `The rule for ${task} asks for the cloud, but`

  if (ask.offline) return local('offline', wantsCloud ? `${wish} nothing leaves this computer while offline is on.` : 'Stays on this computer: offline is on.')
  if (ask.label === 'local') return local('label-local', wantsCloud || picksCloud ? `${wish} this turn holds something marked local, which never leaves this computer.` : 'Stays on this computer: this turn holds something marked local.')
  if (stays(pinned)) return local('conversation', `${pinned?.name ?? ''} was picked for this conversation.`)
  if (ask.conversationRoute === 'local') return local('conversation', 'This conversation is kept on this computer.')
  if (wantsCloud && cloud === null) return local('default-local', `${wish} no cloud model is ready. Add a provider with its key in Settings.`)
  if (wantsCloud && ask.label === 'personal' && ceiling === 'open') {
    return local('label-personal', `${wish} this turn holds personal text. To allow that, let personal text go to the cloud for ${task} in Settings.`)
  }
  if (wantsCloud && cloud !== null) {
    const fallbackModelId = ask.settings.fallbackToLocal ? here?.id ?? null : null
    return { destination: 'cloud', modelId: cloud.id, modelName: cloud.name, rule: rulesCloud ? 'task-rule' : 'conversation', reason: rulesCloud ? `Your rule for ${task} sends it to ${cloud.name}.` : `${cloud.name} was picked for this conversation.`, ceiling, fallbackModelId }
  }
  if (taskRule?.place === 'local') return local('task-rule', `Your rule for ${task} keeps it on this computer.`)
  const lost = ask.conversationRoute !== 'auto' && pinned === null
  if (lost) return local('default-local', 'The model that was picked for this conversation is not ready, so this computer answers. Pick another one above the conversation.')
  return local('default-local', 'Stays on this computer, as everything does without a rule for the cloud.')
}

function usable(model: ModelInfo | null): ModelInfo | null {
  return model !== null && isUsable(model) ? model : null
}

function firstUsable(...models: ReadonlyArray<ModelInfo | null>): ModelInfo | null {
  return models.find((model) => usable(model) !== null) ?? null
}
