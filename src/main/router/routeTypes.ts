import type { RouteChoice } from '../../shared/message.ts'
import type { ModelInfo } from '../../shared/model.ts'
import type { PolicyRule } from '../../shared/policy.ts'
import type { Failure } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { ThriftSettings } from '../../shared/spending.ts'
import type { TaskClass, Understanding } from '../../shared/understanding.ts'
import type { Label, TaskKind } from '../../shared/words.ts'

/** What a policy may ask about a turn. What is not known matches no condition that asks for it. */
export interface RouteFacts {
  readonly taskClass: TaskClass
  readonly task: TaskKind
  /** Null where no intent fits. */
  readonly intentId: string | null
  readonly topics: readonly string[]
  /** ISO 639-1, or "und". */
  readonly language: string
  /** The strictest label of what would go along, personal notes included; absent, the one that binds the turn. */
  readonly label?: Label
  /** Tokens of message and earlier talk together. */
  readonly tokens: number
  /** 0 to 1. */
  readonly difficulty: number
  /** Of the user's own clock, 0 to 24: 13.5 is half past one. */
  readonly hourOfDay: number
  /** US dollars. */
  readonly spentTodayUsd: number
  readonly spentMonthUsd: number
  readonly online: boolean | null
  readonly power: 'plugged' | 'battery' | 'unknown'
  /** Share of the battery, 0 to 1; null where there is none or nobody knows. */
  readonly battery: number | null
  readonly localModelLoaded: boolean | null
  /** What no rule could move: `here`, kept on this computer by a switch or by its conversation; `model`, answered again with a model that was named. Absent where nobody noted it. */
  readonly bound?: 'here' | 'model' | null
}

/** What the ledger says about the worst case of this call. The sentence is for the person; null where it fits. */
export interface BudgetAnswer { readonly state: 'fits' | 'over' | 'unpriced'; readonly sentence: string | null }

/** How the provider of a model stands. The sentence says what happened, where something did; the failure, while it rests, what asking it now would give. */
export interface HealthAnswer { readonly state: 'closed' | 'open' | 'half-open'; readonly retryAt: number | null; readonly sentence: string; readonly failure?: Failure | null }

/** All that a route depends on. The message's text is not among it, so no text can choose where it goes. */
export interface RouteAsk {
  readonly understanding: Understanding
  /** The strictest label of the message and of all relevant pieces, after screening. */
  readonly label: Label
  readonly conversationRoute: RouteChoice
  readonly settings: Settings
  /** True when nothing may leave this computer, by setting or by how the app was started. */
  readonly offline: boolean
  /** True when every turn stays here, though models may still be downloaded. */
  readonly localOnly: boolean
  readonly policy: readonly PolicyRule[]
  readonly facts: RouteFacts
  /** The model on this computer, the cloud model of the settings, and the one that this conversation picked. */
  readonly local: ModelInfo | null
  readonly cloud: ModelInfo | null
  readonly pinned: ModelInfo | null
  /** Every model that is known, usable or not. */
  readonly models: readonly ModelInfo[]
  /** Providers whose server runs on this computer: they count as local. */
  readonly loopbackProviders: readonly string[]
  /** US dollars that this turn is likely to cost with a model; null where no price is known. */
  expectedCost(modelId: string): number | null
  budget(modelId: string): BudgetAnswer
  health(modelId: string): HealthAnswer
  readonly thrift: ThriftSettings
  /** What is left of the tightest budget that a model falls under, in US dollars; null where none limits it. */
  leftUsd(modelId: string): number | null
  /** What the person said when this turn was asked about before; null where nobody was asked. */
  readonly answered: 'local' | 'cloud' | null
}

export const routeRules = [
  'offline', 'local-only', 'label-local', 'label-personal', 'policy', 'policy-refuse', 'policy-ask', 'task-rule', 'conversation', 'budget', 'health', 'difficulty', 'default-local', 'no-model',
] as const
export type RouteRule = (typeof routeRules)[number]

/** Asked of the person before anything is sent. */
export interface RouteAsked { readonly reason: string; readonly cloudModelId: string | null; readonly localModelId: string | null }

/** A model that could have answered as well. */
export interface RouteAlternative { readonly modelId: string; readonly modelName: string; readonly place: 'local' | 'cloud'; readonly cost: number | null; readonly why: string }

export interface Route {
  /** `ask`: the person decides, and `route` is called again with the answer. */
  readonly destination: 'local' | 'cloud' | 'ask' | 'none'
  /** Of `ask`, the model in the cloud that is asked about. */
  readonly modelId: string
  readonly modelName: string
  readonly rule: RouteRule
  /** One or two sentences for the person; the second says how to change it where that can be wanted. */
  readonly reason: string
  /** What the user allowed for this turn, for a prompt that leaves this computer. */
  readonly ceiling: 'open' | 'personal'
  /** The model on this computer that may answer when the cloud fails before its first token. */
  readonly fallbackModelId: string | null
  /** The line of the policy that decided; null where none caught the turn or something stronger decided. */
  readonly policyRule: { readonly id: string; readonly name: string } | null
  readonly taskClass: TaskClass
  readonly difficulty: number
  /** US dollars; 0 on this computer, null where no price is known. */
  readonly expectedCost: number | null
  readonly alternatives: readonly RouteAlternative[]
  readonly question: RouteAsked | null
  /** Where nobody answers because a provider rests: what it failed of last, and the seconds that its rest lasts. Null otherwise. */
  readonly resting: Failure | null
}
