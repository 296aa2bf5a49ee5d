import type { RouteAsk, RouteFacts } from '../../../src/main/router/routeTypes.ts'
import { modelInfo, type ModelInfo } from '../../../src/shared/model.ts'
import { policyRule, type PolicyRule, type RuleAction, type RuleConditions } from '../../../src/shared/policy.ts'
import { settings as settingsSchema, type Settings } from '../../../src/shared/settings.ts'
import { understanding as understandingSchema } from '../../../src/shared/understanding.ts'

/** A model that is ready; "cloud:<provider>:<name>" is in the cloud. */
export const model = (id: string, more: Partial<ModelInfo> = {}): ModelInfo => ({
  ...modelInfo.parse({
    id, name: id, place: id.startsWith('cloud:') ? 'cloud' : 'local', providerId: id.startsWith('cloud:') ? id.split(':')[1]! : null, state: 'ready', sizeBytes: null, windowTokens: 8192,
    needsBytes: null, fits: true, license: null, problem: null, small: false,
  }), ...more,
})
export const settings = (more: Partial<Settings> = {}): Settings => ({ ...settingsSchema.parse({}), ...more })
export const understanding = understandingSchema.parse({ task: 'code', confidence: 0.9, alternatives: [], topics: [], language: 'en', difficulty: 0.5, isQuestion: true, needsMemory: false, taskClass: 'coding' })
export const local = model('local:small')
export const cloud = model('cloud:acme:big')
export const other = model('cloud:other:huge')
/** A server on this computer. */
export const nearby = model('cloud:ollama:llama')

export const facts: RouteFacts = {
  taskClass: 'coding', task: 'code', intentId: null, topics: ['work'], language: 'en', tokens: 200, difficulty: 0.5, hourOfDay: 12, spentTodayUsd: 0, spentMonthUsd: 0,
  online: true, power: 'plugged', battery: null, localModelLoaded: true,
}

let made = 0
/** A rule of a policy that catches every turn unless told otherwise. */
export const rule = (then: RuleAction | { kind: 'local' | 'cloud' | 'ask' }, when: RuleConditions = {}, name = `Rule ${++made}`): PolicyRule => policyRule.parse({ id: `r${++made}`, name, when, then })

/** What a route depends on, with everything at peace: no policy, money enough, all well. */
export const ask = (more: Partial<RouteAsk> = {}): RouteAsk => ({
  understanding, label: 'open', conversationRoute: 'auto', settings: settings(), offline: false, localOnly: false, policy: [], facts, local, cloud, pinned: null,
  models: [local, cloud, other, nearby], loopbackProviders: ['ollama'], expectedCost: (id) => (id === cloud.id ? 0.01 : id === other.id ? 0.05 : null),
  budget: () => ({ state: 'fits', sentence: null }), health: () => ({ state: 'closed', retryAt: null, sentence: '' }), thrift: settings().thrift, leftUsd: () => null, answered: null, ...more,
})
